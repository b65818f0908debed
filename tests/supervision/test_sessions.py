"""Group sessions: agenda by need, pre-filled cases, checked saves, shared with the team, final in the end."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from supervision.models import Attendance, CaseReference, CaseReview, SessionCase, SupervisionSession
from supervision.services import actions, drafts, reviews, sessions
from supervision.services.cases import open_case
from supervision.services.errors import ConflictError, NotAllowedError, SupervisionError, WrongStateError
from supervision.weeks import monday_of
from tests.factories import AdaptationFactory, today
from tests.personas import World
from tests.supervision.conftest import full_sections

pytestmark = pytest.mark.usefixtures("eyes_shut")


@pytest.fixture
def other_case(kept: World) -> CaseReference:
    return open_case(
        actor=kept.teammate,
        team=kept.east,
        adaptation=AdaptationFactory(),
        age_band="15_17",
        therapist=kept.teammate,
        opened_week=monday_of(today(-7)),
    )


@pytest.fixture
def summary(kept: World, case: CaseReference, this_week: datetime.date) -> CaseReview:
    begun = reviews.begin(actor=kept.therapist, case=case, week=this_week)
    saved = reviews.save_sections(actor=kept.therapist, review=begun, version=1, sections=full_sections())
    return reviews.submit(actor=kept.therapist, review=saved, version=saved.version)


@pytest.fixture
def session(kept: World, other_case: CaseReference, summary: CaseReview) -> SupervisionSession:
    planned = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="video")
    return sessions.begin(actor=kept.supervisor, session=planned)


def test_only_those_who_lead_plan_a_session(kept: World) -> None:
    for persona in ("therapist", "coordinator", "manager", "superuser", "other_supervisor"):
        with pytest.raises(NotAllowedError):
            sessions.plan(actor=kept.people[persona], team=kept.east, starts_at=timezone.now(), mode="video")


def test_the_case_with_a_question_comes_first_and_brings_its_summary(
    session: SupervisionSession, summary: CaseReview
) -> None:
    first, second = session.cases.all()
    assert first.review == summary
    assert [goal["text"] for goal in first.next_goals] == ["A leaves, B takes over"]
    assert second.review is None


def test_beginning_twice_lays_out_one_agenda(kept: World, session: SupervisionSession) -> None:
    sessions.begin(actor=kept.expert, session=session)
    assert session.cases.count() == 2
    assert Attendance.objects.filter(session=session).count() == 5


def test_writing_up_a_case_never_changes_the_therapists_summary(
    kept: World, session: SupervisionSession, summary: CaseReview
) -> None:
    row = session.cases.get(review=summary)
    sessions.save_case(actor=kept.supervisor, row=row, version=row.version, advances="Two calm evenings", minutes=14)
    assert CaseReview.objects.get(pk=summary.pk).version == summary.version
    stored = SessionCase.objects.get(pk=row.pk)
    assert (stored.advances, stored.minutes, stored.is_discussed) == ("Two calm evenings", 14, True)


def test_of_two_editors_the_later_one_is_told_and_overwrites_nothing(kept: World, session: SupervisionSession) -> None:
    row = session.cases.first()
    assert row is not None
    sessions.save_case(actor=kept.supervisor, row=row, version=1, barriers="Mine")
    with pytest.raises(ConflictError):
        sessions.save_case(actor=kept.expert, row=SessionCase.objects.get(pk=row.pk), version=1, barriers="Theirs")
    assert SessionCase.objects.get(pk=row.pk).barriers == "Mine"


def test_an_autosaved_draft_is_its_authors_alone_and_touches_nothing(kept: World, session: SupervisionSession) -> None:
    row = session.cases.first()
    assert row is not None
    drafts.keep(actor=kept.supervisor, record=row, base_version=row.version, content={"barriers": "Half a sen"})
    drafts.keep(actor=kept.supervisor, record=row, base_version=row.version, content={"barriers": "Half a sentence"})
    mine = drafts.of(kept.supervisor, row)
    assert mine is not None
    assert mine.content == {"barriers": "Half a sentence"}
    assert drafts.of(kept.expert, row) is None
    assert SessionCase.objects.get(pk=row.pk).version == row.version


def test_the_team_reads_the_cases_once_the_session_is_shared(kept: World, session: SupervisionSession) -> None:
    def readers() -> set[str]:
        return {name for name, person in kept.people.items() if SessionCase.objects.visible_to(person).exists()}

    assert readers() == {"supervisor", "backup", "expert"}
    sessions.share(actor=kept.supervisor, session=session, version=session.version)
    assert readers() == {"supervisor", "backup", "expert", "therapist", "teammate"}


def test_a_session_with_nobody_present_is_not_shared(kept: World, session: SupervisionSession) -> None:
    everyone = {row.user_id: (Attendance.Status.APOLOGIES.value, 0) for row in session.attendance.all()}
    sessions.note_attendance(actor=kept.supervisor, session=session, marks=everyone)
    with pytest.raises(sessions.NobodyPresentError):
        sessions.share(actor=kept.supervisor, session=session, version=session.version)


def test_a_cancelled_session_says_why(kept: World) -> None:
    planned = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="video")
    with pytest.raises(SupervisionError):
        sessions.cancel(actor=kept.supervisor, session=planned, because="")
    cancelled = sessions.cancel(actor=kept.supervisor, session=planned, because="sickness")
    with pytest.raises(WrongStateError):
        sessions.begin(actor=kept.supervisor, session=cancelled)


def test_an_action_belongs_to_somebody_of_the_team_and_is_done_once(kept: World, session: SupervisionSession) -> None:
    with pytest.raises(NotAllowedError):
        actions.agree(actor=kept.supervisor, team=kept.east, owner=kept.leaver, source=session, text="Phone school")
    agreed = actions.agree(
        actor=kept.supervisor, team=kept.east, owner=kept.therapist, source=session, text="Phone school"
    )
    done = actions.finish(actor=kept.therapist, action=agreed)
    assert actions.finish(actor=kept.supervisor, action=agreed).done_at == done.done_at
    with pytest.raises(WrongStateError):
        actions.finish(actor=kept.therapist, action=agreed, state="dropped")


def test_an_action_is_about_a_case_of_the_same_team(kept: World, session: SupervisionSession) -> None:
    elsewhere = open_case(
        actor=kept.other_supervisor,
        team=kept.away,
        adaptation=AdaptationFactory(),
        age_band="13_14",
        therapist=kept.other_therapist,
        opened_week=today(),
    )
    given: dict[str, Any] = {"actor": kept.supervisor, "team": kept.east, "owner": kept.therapist, "text": "Phone"}
    with pytest.raises(NotAllowedError):
        actions.agree(**given, source=session, case=elsewhere)
    with pytest.raises(NotAllowedError):
        actions.agree(**given, source=elsewhere)


def test_a_persons_own_session_is_planned_and_led_by_whoever_supervises_them(kept: World) -> None:
    given: dict[str, Any] = {"team": kept.east, "starts_at": timezone.now(), "mode": "video"}
    for actor, person in ((kept.expert, kept.therapist), (kept.supervisor, kept.other_therapist)):
        with pytest.raises(NotAllowedError):
            sessions.plan(actor=actor, person=person, **given)
    own = sessions.plan(actor=kept.supervisor, person=kept.therapist, **given)
    with pytest.raises(NotAllowedError):
        sessions.begin(actor=kept.expert, session=own)
