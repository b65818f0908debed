"""Entries that make themselves: once, with facts that only their source changes."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from cpd import sources
from cpd.models import CPDEntry
from cpd.services.entries import UnknownSourceError, add_automatic, withdraw_automatic
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _source(monkeypatch):
    monkeypatch.setattr(sources, "_sources", {"booster": sources.Source("booster", "Booster")})


def tell(user, **facts):
    given = {"on": DAY, "minutes": 90, "title": "Booster", "activity": "workshop"} | facts
    return add_automatic(user=user, source="booster", key="k1", **given)


def test_told_twice_there_is_one_entry_with_the_newer_facts_and_the_owners_words():
    user = UserFactory()
    entry = tell(user)
    CPDEntry.objects.filter(pk=entry.pk).update(learnt="Say less.")
    tell(user, minutes=120)
    kept = CPDEntry.objects.get(user=user)
    assert (kept.minutes, kept.learnt) == (120, "Say less.")


def test_what_its_source_took_back_stays_in_the_log_and_counts_no_more():
    user = UserFactory()
    tell(user)
    assert withdraw_automatic(source="booster", key="k1") == 1
    assert withdraw_automatic(source="booster", key="k1") == 0
    assert (CPDEntry.objects.count(), CPDEntry.objects.kept().count()) == (1, 0)
    tell(user)
    assert CPDEntry.objects.kept().count() == 1


def test_an_unknown_source_makes_no_entry():
    with pytest.raises(UnknownSourceError):
        add_automatic(user=UserFactory(), source="?", key="1", on=DAY, minutes=1, title="x", activity="other")


def test_an_automatic_entry_can_be_deleted_by_nobody():
    entry = tell(UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        CPDEntry.objects.filter(pk=entry.pk).update(deleted_at="2026-03-04T10:00Z")
