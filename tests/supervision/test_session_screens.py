"""The pages of group sessions: opened with one press, looked over, shared, final in the end."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from supervision.models import Addendum, CaseReview, SupervisionSession
from supervision.reading import unread
from supervision.services import reviews
from supervision.services.session_records import finalise_due
from supervision.weeks import next_meeting
from tests.personas import World
from tests.supervision.live_forms import editor, form_of, row_of, share


def test_this_weeks_session_is_open_after_one_press(kept: World, supervisor: Client, case: Any) -> None:
    assert str(kept.east.public_id) in supervisor.get("/supervision/").content.decode()
    answer = supervisor.post(reverse("session_open"), {"team": str(kept.east.public_id)})
    session = SupervisionSession.objects.get()
    assert answer.headers["Location"] == reverse("session_case", args=[session.pk, case.pk])
    again = supervisor.post(reverse("session_open"), {"team": str(kept.east.public_id)})
    assert again.headers["Location"] == answer.headers["Location"]
    assert SupervisionSession.objects.count() == 1


def test_a_team_meets_next_on_its_own_day(kept: World) -> None:
    zone = timezone.get_current_timezone()
    monday = datetime.date(2026, 11, 23)
    found = next_meeting(monday, 3, datetime.time(10), zone)
    assert found == datetime.datetime(2026, 11, 26, 10, tzinfo=zone)
    assert next_meeting(datetime.date(2026, 11, 26), 3, datetime.time(10), zone) == found
    assert next_meeting(monday, None, None, zone) is None


def test_a_session_without_cases_is_held_with_attendance_alone(kept: World, supervisor: Client) -> None:
    answer = supervisor.post(reverse("session_open"), {"team": str(kept.east.public_id)}, follow=True)
    assert answer.status_code == 200
    session = SupervisionSession.objects.get()
    shared = share(supervisor, session)
    assert SupervisionSession.objects.get().state == "shared"
    assert shared.status_code == 302


def test_a_session_with_nobody_present_is_told_so(live: SupervisionSession, supervisor: Client) -> None:
    answer = share(supervisor, live, "apologies")
    assert answer.status_code == 422
    assert SupervisionSession.objects.get().state == "live"


def test_sharing_twice_shares_once_and_says_so(live: SupervisionSession, supervisor: Client) -> None:
    assert share(supervisor, live).status_code == 302
    before = SupervisionSession.objects.get()
    assert share(supervisor, live).status_code == 302
    after = SupervisionSession.objects.get()
    assert (after.state, after.shared_at) == ("shared", before.shared_at)
    row = after.attendance.first()
    assert row is not None
    assert (row.minutes, after.mode) == (85, "video")


def test_sharing_makes_its_summaries_discussed_and_counts_what_was_used(
    live: SupervisionSession, supervisor: Client
) -> None:
    path = editor(live)
    supervisor.post(path, {**form_of(supervisor, path), "principles": ["5", "1"], "methods": ["rehearsal"]})
    share(supervisor, live)
    assert CaseReview.objects.get().state == "discussed"
    session = SupervisionSession.objects.get()
    assert (session.principles, session.methods) == ([1, 5], ["rehearsal"])


def test_after_half_an_hour_there_are_only_additions(
    kept: World, live: SupervisionSession, supervisor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, add = editor(live), reverse("session_add", args=[live.pk])
    supervisor.post(path, {**form_of(supervisor, path), "advances": "Calm"})
    share(supervisor, live)
    unlock = reverse("session_unlock", args=[live.pk])
    assert supervisor.post(add, {"text": "too early"}).status_code == 422
    supervisor.post(unlock, {"version": SupervisionSession.objects.get().version})
    assert SupervisionSession.objects.get().state == "live"
    share(supervisor, live)
    later = timezone.now() + datetime.timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    supervisor = kept.client("supervisor")
    supervisor.post(unlock, {"version": SupervisionSession.objects.get().version})
    assert SupervisionSession.objects.get().state == "shared"
    assert supervisor.post(add, {"text": "One thing more"}).status_code == 302
    assert finalise_due() == 1
    assert finalise_due() == 0
    assert Addendum.objects.get().author == kept.supervisor
    assert SupervisionSession.objects.get().content_hash
    assert row_of(live).is_final


def test_next_week_begins_with_what_the_session_wrote(
    kept: World, live: SupervisionSession, supervisor: Client, case: Any, this_week: datetime.date
) -> None:
    path = editor(live)
    supervisor.post(path, {**form_of(supervisor, path), "next-0-text": "As we said in the session"})
    share(supervisor, live)
    following = reviews.begin(actor=kept.therapist, case=case, week=this_week + datetime.timedelta(days=7))
    with unread():
        assert [goal.text for goal in following.sections.last_goals] == ["As we said in the session"]


def test_a_case_of_another_team_is_not_there(kept: World, live: SupervisionSession) -> None:
    away = kept.client("other_supervisor")
    for name in ("session_case", "session_autosave", "session_action", "session_draft"):
        assert away.post(editor(live, name)).status_code == 404
    assert away.get(editor(live)).status_code == 404


def test_the_team_reads_the_record_once_it_is_shared(kept: World, live: SupervisionSession, supervisor: Client) -> None:
    path, therapist = editor(live), kept.client("therapist")
    supervisor.post(path, {**form_of(supervisor, path), "guidance": "Rehearse the call"})
    page = reverse("session", args=[live.pk])
    assert "Rehearse the call" not in therapist.get(page).content.decode()
    share(supervisor, live)
    for name in ("session", "session_print"):
        assert "Rehearse the call" in therapist.get(reverse(name, args=[live.pk])).content.decode()
