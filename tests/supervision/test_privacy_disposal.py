"""Disposal: by the organisation's own schedule, approved by two people, whole, with a stub; holds stand in its way."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import triggers
from audit.models import Entry
from people.models import Membership
from supervision import retention
from supervision.due import LOOK_AHEAD, due_by, plus_years
from supervision.models import (
    Action,
    Addendum,
    CaseReference,
    CaseReview,
    Disposal,
    DisposalStub,
    Draft,
    LegalHold,
    RecordKeeping,
    SessionCase,
    SupervisionSession,
)
from supervision.reading import unread
from supervision.services import actions, disclosures, disposal, drafts, holds, reviews, sessions
from supervision.services.cases import move_case
from supervision.services.errors import NotAllowedError, OnHoldError, SamePersonError, WrongStateError
from tests.factories import MembershipFactory, UserFactory, today
from tests.personas import World
from tests.supervision.test_privacy_rotation import final_summary

LONG_AGO = plus_years(today(), -9)


def test_every_kind_of_record_says_how_long_it_is_kept() -> None:
    assert retention.unregistered() == []


def test_no_row_is_of_two_kinds() -> None:
    kinds = [(kept.model, str(kept.only)) for kept in retention.registered()]
    assert len(set(kinds)) == len(kinds)
    for model in {model for model, _only in kinds}:
        assert Q() not in [kept.only for kept in retention.kinds_of(model)][1:]


def test_every_registered_lookup_leads_somewhere(db: None) -> None:
    for kept in retention.registered():
        for lookup in {kept.case, kept.team, *kept.people()} - {"", "pk"}:
            assert not kept.rows.filter(**{f"{lookup}__isnull": True, "pk__in": []}).exists()
        if kept.clock == retention.Clock.SESSION:
            assert kept.day
        if kept.clock == retention.Clock.CASE:
            assert kept.case
        if kept.clock == retention.Clock.STAFF:
            assert kept.about


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)), st.integers(1, 75))
def test_years_are_never_over_a_day_too_soon(day: datetime.date, years: int) -> None:
    due = plus_years(day, years)
    assert due.year == day.year + years
    assert (due.month, due.day) >= (day.month, day.day)
    assert (due - day).days >= 365 * years


@pytest.fixture
def old_case(kept: World, case: CaseReference) -> CaseReference:
    """Closed nine years ago, with a final summary, an addition, a session, actions and a draft."""
    review = final_summary(kept, case)
    reviews.add(actor=kept.therapist, review=review, text="Later")
    session = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="in_person")
    sessions.begin(actor=kept.supervisor, session=session)
    for about in (case, None):
        actions.agree(
            actor=kept.supervisor, team=kept.east, owner=kept.therapist, source=session, text="Phone", case=about
        )
    drafts.keep(actor=kept.therapist, record=review, base_version=1, content={"question": "typing"})
    session.refresh_from_db()
    sessions.share(actor=kept.supervisor, session=session, version=session.version)
    move_case(actor=kept.supervisor, case=case, status="closed")
    CaseReference.objects.filter(pk=case.pk).update(closed_on=LONG_AGO, opened_week=LONG_AGO)
    case.refresh_from_db()
    return case


def listed(world: World, until: datetime.date | None = None) -> dict[tuple[str, Any], str]:
    keeping = RecordKeeping.objects.get(organisation=world.northmoor)
    return {(due.kind, due.key): due.held for due in due_by(keeping, until or today())}


def proposed(world: World, case: CaseReference) -> Disposal:
    return disposal.propose(actor=world.ig, organisation=world.northmoor, items=[("case", case.pk)])


def test_nothing_is_due_before_the_years_of_the_schedule_are_over(kept: World, case: CaseReference) -> None:
    assert listed(kept) == {}
    move_case(actor=kept.supervisor, case=case, status="closed")
    assert listed(kept) == {}
    due_on = plus_years(today(), 8)
    assert listed(kept, due_on - datetime.timedelta(days=1)) == {}
    assert listed(kept, due_on) == {("case", case.pk): ""}


def test_the_list_looks_sixty_days_ahead(kept: World, case: CaseReference) -> None:
    CaseReference.objects.filter(pk=case.pk).update(
        status="closed", closed_on=plus_years(today(60), -8), opened_week=LONG_AGO
    )
    assert listed(kept) == {}
    assert listed(kept, today() + LOOK_AHEAD) == {("case", case.pk): ""}
    with pytest.raises(WrongStateError):
        proposed(kept, case)


def test_an_open_case_is_never_due(kept: World, case: CaseReference) -> None:
    CaseReference.objects.filter(pk=case.pk).update(opened_week=plus_years(today(), -70))
    assert listed(kept, plus_years(today(), 70)) == {}


def test_two_people_dispose_of_a_case_with_everything_about_it(kept: World, old_case: CaseReference) -> None:
    waiting = proposed(kept, old_case)
    assert CaseReview.objects.exists()
    done = disposal.approve(actor=kept.manager, disposal=waiting)
    assert done.state == Disposal.State.DONE
    assert done.items == []
    for model in (CaseReference, CaseReview, Addendum, SessionCase, Draft):
        assert not model.objects.exists(), model
    assert [action.case_id for action in Action.objects.all()] == [None]
    assert SupervisionSession.objects.exists(), "a session has its own clock"
    stub = DisposalStub.objects.get()
    assert stub.kind == "case"
    assert stub.counts["supervision.casereview"] == 1
    assert stub.counts["supervision.addendum"] == 1
    assert "8 years" in stub.authority
    assert kept.ig.name in stub.authority
    assert kept.manager.name in stub.authority
    assert old_case.code not in repr(DisposalStub.objects.values_list())
    assert Entry.objects.filter(action="supervision.disposal_done").count() == 1


def test_a_session_waits_for_its_cases_and_then_goes_with_what_was_agreed(kept: World, old_case: CaseReference) -> None:
    session = SupervisionSession.objects.get()
    SupervisionSession.objects.filter(pk=session.pk).update(starts_at=timezone.now() - datetime.timedelta(days=9 * 366))
    root = ("supervision.supervisionsession", session.pk)
    assert listed(kept)[root] == "waits"
    with pytest.raises(OnHoldError):
        disposal.propose(actor=kept.ig, organisation=kept.northmoor, items=[root])
    disposal.approve(actor=kept.manager, disposal=proposed(kept, old_case))
    assert listed(kept) == {root: ""}
    made = disposal.propose(actor=kept.ig, organisation=kept.northmoor, items=[root])
    disposal.approve(actor=kept.manager, disposal=made)
    assert not SupervisionSession.objects.exists()
    assert not Action.objects.exists()


def test_tables_are_guarded_again_after_a_disposal(kept: World, old_case: CaseReference) -> None:
    before = triggers.guarded_tables()
    disposal.approve(actor=kept.manager, disposal=proposed(kept, old_case))
    assert triggers.guarded_tables() == before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DisposalStub.objects.update(kind="other")


def test_nobody_approves_their_own_list(kept: World, old_case: CaseReference) -> None:
    waiting = proposed(kept, old_case)
    with pytest.raises(SamePersonError):
        disposal.approve(actor=kept.ig, disposal=waiting)
    for persona in ("supervisor", "coordinator", "admin", "superuser", "therapist"):
        with pytest.raises(NotAllowedError):
            disposal.approve(actor=kept[persona], disposal=waiting)
    assert CaseReview.objects.exists()


def test_only_the_information_lead_proposes(kept: World, old_case: CaseReference) -> None:
    for persona in ("manager", "supervisor", "coordinator", "admin", "superuser"):
        with pytest.raises(NotAllowedError):
            disposal.propose(actor=kept[persona], organisation=kept.northmoor, items=[("case", old_case.pk)])


def test_a_refused_list_changes_nothing_and_is_decided_once(kept: World, old_case: CaseReference) -> None:
    waiting = proposed(kept, old_case)
    disposal.refuse(actor=kept.manager, disposal=waiting)
    assert CaseReview.objects.exists()
    with pytest.raises(WrongStateError):
        disposal.approve(actor=kept.manager, disposal=waiting)


@pytest.mark.parametrize("kind", ["case", "person", "team"])
def test_a_hold_stands_in_the_way_until_it_is_lifted(kept: World, old_case: CaseReference, kind: str) -> None:
    key = {"case": old_case.pk, "person": kept.therapist.public_id, "team": kept.east.public_id}[kind]
    waiting = proposed(kept, old_case)
    hold = holds.place(actor=kept.ig, organisation=kept.northmoor, kind=kind, key=key, reason="An inquiry")
    assert listed(kept)["case", old_case.pk] == "hold"
    for attempt in (lambda: proposed(kept, old_case), lambda: disposal.approve(actor=kept.manager, disposal=waiting)):
        with pytest.raises(OnHoldError):
            attempt()
    holds.lift(actor=kept.ig, hold=hold)
    disposal.approve(actor=kept.manager, disposal=waiting)
    assert LegalHold.objects.get().lifted_at


def test_a_hold_of_another_organisation_holds_nothing_here(kept: World, old_case: CaseReference) -> None:
    lead = UserFactory()
    MembershipFactory(user=lead, team=None, organisation=kept.lisnafallow, role="ig_lead")
    holds.place(actor=lead, organisation=kept.lisnafallow, kind="team", key=kept.away.public_id, reason="An inquiry")
    assert listed(kept)["case", old_case.pk] == ""
    with pytest.raises(NotAllowedError):
        holds.place(actor=lead, organisation=kept.northmoor, kind="team", key=kept.east.public_id, reason="Mine")


def test_an_open_disclosure_request_holds_disposal(kept: World, old_case: CaseReference) -> None:
    disclosures.open_request(
        actor=kept.ig,
        organisation=kept.northmoor,
        kind="court",
        scope=("case", old_case.pk),
        received_on=today(),
        due_on=today(30),
    )
    assert listed(kept)["case", old_case.pk] == "request"
    with pytest.raises(OnHoldError):
        proposed(kept, old_case)


def test_a_case_reopened_while_its_list_waits_stays(kept: World, old_case: CaseReference) -> None:
    waiting = proposed(kept, old_case)
    move_case(actor=kept.supervisor, case=old_case, status="open")
    with pytest.raises(WrongStateError):
        disposal.approve(actor=kept.manager, disposal=waiting)
    assert CaseReview.objects.exists()


def test_staff_records_are_due_when_the_person_has_left_for_good(kept: World) -> None:
    session = sessions.plan(
        actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="phone", person=kept.therapist
    )
    assert listed(kept, plus_years(today(), 60)) == {}
    Membership.objects.filter(user=kept.therapist).update(starts_on=today(-5000), ends_on=today(-2500))
    assert listed(kept) == {("person", kept.therapist.public_id): ""}
    later = MembershipFactory(user=kept.therapist, team=kept.east, role="therapist")
    assert listed(kept) == {}
    later.delete()
    made = disposal.propose(actor=kept.ig, organisation=kept.northmoor, items=[("person", kept.therapist.public_id)])
    disposal.approve(actor=kept.manager, disposal=made)
    assert not SupervisionSession.objects.filter(pk=session.pk).exists()
    assert DisposalStub.objects.get().kind == "person"


def test_what_cannot_be_disposed_of_whole_is_not_disposed_of_at_all(
    kept: World, old_case: CaseReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = proposed(kept, old_case)

    def broken(**_kwargs: object) -> None:
        raise RuntimeError("the log is gone")

    monkeypatch.setattr("supervision.services.disposal.record", broken)
    before = (CaseReview.objects.count(), Addendum.objects.count())
    with pytest.raises(RuntimeError):
        disposal.approve(actor=kept.manager, disposal=waiting)
    assert (CaseReview.objects.count(), Addendum.objects.count()) == before
    assert not DisposalStub.objects.exists()
    assert "supervision_casereview" in triggers.guarded_tables()


def test_the_words_are_gone_from_the_database(kept: World, old_case: CaseReference) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT question FROM supervision_casereview WHERE question <> ''")
        sealed = [row[0] for row in cursor.fetchall()]
    assert sealed
    disposal.approve(actor=kept.manager, disposal=proposed(kept, old_case))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM supervision_casereview")
        assert cursor.fetchone()[0] == 0
    with unread():
        assert not CaseReview.objects.exists()
