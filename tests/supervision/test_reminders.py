"""The day's work: reminders once for each time they are due, without a word of any record, and nothing done twice."""

from __future__ import annotations

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from home import due_work
from people.models import Notification
from people.services.notifying import mark_seen
from supervision.models import CaseReference
from supervision.services import reminders, reviews
from tests.factories import today
from tests.personas import World
from tests.supervision.clock import at
from tests.supervision.conftest import full_sections

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eyes_shut")]
TUESDAY = datetime.datetime(2027, 3, 9, 7, tzinfo=datetime.UTC)


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=f"supervision_{kind}").values_list("user__email", flat=True))


def test_preparation_is_due_tomorrow_for_whoever_has_not_sent_it_once(
    kept: World, case: CaseReference, django_capture_on_commit_callbacks: Any
) -> None:
    kept.east.supervision_day, kept.east.supervision_time = 3, datetime.time(10)
    kept.east.save()
    with at(TUESDAY - datetime.timedelta(days=1)):
        assert reminders.prep_due_tomorrow() == 0
    with at(TUESDAY), django_capture_on_commit_callbacks(execute=True):
        assert reminders.prep_due_tomorrow() == 1
    with at(TUESDAY + datetime.timedelta(hours=9)):
        mark_seen(actor=kept.therapist)
        assert reminders.prep_due_tomorrow() == 0
    assert told("due") == {kept.therapist.email}
    letter = mail.outbox[-1]
    assert case.code not in letter.body + letter.subject
    with at(TUESDAY + datetime.timedelta(days=7)):
        review = reviews.begin(actor=kept.therapist, case=case, week=datetime.date(2027, 3, 15))
        saved = reviews.save_sections(
            actor=kept.therapist, review=review, version=review.version, sections=full_sections()
        )
        reviews.submit(actor=kept.therapist, review=saved, version=saved.version)
        assert reminders.prep_due_tomorrow() == 0


def test_a_gap_and_an_old_plan_are_told_to_the_therapist_and_who_supervises(kept: World, settings: Any) -> None:
    settings.HEARTH_SUPERVISION_GAP_DAYS = 0
    assert reminders.supervision_gaps() == 0
    settings.HEARTH_SUPERVISION_GAP_DAYS = 14
    long_ago = today(-200)
    kept.therapist.memberships.update(starts_on=long_ago)
    kept.people["other_therapist"].memberships.update(starts_on=today())
    for remind, kind in ((reminders.supervision_gaps, "gap"), (reminders.plans_out_of_date, "plan")):
        assert remind() > 0
        assert {kept.therapist.email, kept.supervisor.email} <= told(kind)
        assert not {kept.other_supervisor.email, kept.coordinator.email} & told(kind)
        Notification.objects.update(seen_at=timezone.now())
        assert remind() == 0


def test_the_days_work_is_done_in_every_room_and_a_failure_stops_nothing_else(
    kept: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = StringIO()
    call_command("run_due", stdout=said)
    for name in ("sessions final", "modules finished by evidence", "told that preparation is due tomorrow"):
        assert f"{name}: 0" in said.getvalue()
    monkeypatch.setattr(due_work, "_work", {"broken": lambda: 1 // 0, "next": lambda: 3})
    said = StringIO()
    with pytest.raises(CommandError, match="broken"):
        call_command("run_due", stdout=said)
    assert "next: 3" in said.getvalue()
