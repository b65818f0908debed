"""Statements written once: they answer as the queryset would, for everybody who asks, and know nothing of each other."""

import datetime
import uuid
from typing import Any

import pytest
from django.db.models import BigAutoField, CharField, DateField, QuerySet, UUIDField

from people.models import Membership
from people.prepared import Prepared, Slot
from tests.personas import World

pytestmark = pytest.mark.django_db


def _memberships() -> QuerySet[Any, Any]:
    rows = Membership.objects.current(Slot("day", DateField())).filter(user=Slot("user", BigAutoField()))
    return rows.select_related("organisation", "team").order_by("pk")


def test_it_answers_as_the_queryset_does_for_each_value(world: World) -> None:
    prepared, today = Prepared(_memberships), datetime.date.today()
    for person in (world.therapist, world.supervisor, world.coordinator):
        expected = Membership.objects.current(today).filter(user=person).order_by("pk")
        found = prepared.objects(user=person.pk, day=today)
        assert found == list(expected)
        assert [row.team for row in found] == [row.team for row in expected]
        assert [vars(row)["starts_on"] for row in found] == [row.starts_on for row in expected]


def test_related_rows_and_annotations_come_with_it(world: World, django_assert_num_queries: Any) -> None:
    prepared = Prepared(lambda: _memberships().annotate(of=Slot("word", CharField())))
    with django_assert_num_queries(1):
        row = prepared.objects(user=world.therapist.pk, day=datetime.date.today(), word="O'Brien; --%s")[0]
        assert row.organisation.name
        assert row.of == "O'Brien; --%s"


def test_values_have_the_types_that_the_queryset_gives(world: World) -> None:
    prepared = Prepared(lambda: Membership.objects.filter(public_id=Slot("id", UUIDField())).values_list("public_id"))
    own = Membership.objects.filter(user=world.therapist).first()
    assert own is not None
    assert prepared.rows(id=own.public_id) == [(own.public_id,)]
    assert prepared.rows(id=uuid.uuid4()) == []


def test_a_value_left_out_is_an_error() -> None:
    with pytest.raises(KeyError):
        Prepared(_memberships).rows(user=1)
