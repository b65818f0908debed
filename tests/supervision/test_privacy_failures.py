"""A failure at any statement of a service leaves everything as it was: records, triggers and the audit chain."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import triggers
from audit.services import verify_chain
from supervision.due import plus_years
from supervision.models import CaseReference
from supervision.services import (
    access_reviews,
    actions,
    break_glass,
    disclosures,
    disposal,
    drafts,
    holds,
    reviews,
    rotation,
    sessions,
)
from supervision.services.cases import move_case
from supervision.services.hand_overs import hand_over
from supervision.services.subject_access import package
from tests.factories import today
from tests.personas import World
from tests.supervision.conftest import full_sections
from tests.supervision.furnished.a_cases import make_case
from tests.supervision.test_privacy_rotation import NEW, final_summary

REASON = "Both the supervisor and the back-up are away."


class Injected(DatabaseError):
    """The database was gone at this statement."""


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """The statement with this number (from 1) fails, once; 0 only counts."""
    seen = [0]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen[0] += 1
        if seen[0] == number:
            raise Injected(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield seen


def state() -> str:
    """Every row of supervision and of the log, and every trigger."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            if name.startswith(("supervision_", "audit_", "mfa_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
                found.update(repr((name, sorted(map(repr, cursor.fetchall())))).encode())
    found.update(repr(triggers.guarded_tables()).encode())
    return found.hexdigest()


def review_in(world: World, state_: str) -> Any:
    case = make_case(world)
    review = reviews.begin(actor=world.therapist, case=case, week=today())
    if state_ == "draft":
        return review
    reviews.save_sections(actor=world.therapist, review=review, version=1, sections=full_sections())
    if state_ == "saved":
        return review
    reviews.submit(actor=world.therapist, review=review, version=2)
    if state_ == "submitted":
        return review
    return guided(world, review)


def guided(world: World, review: Any) -> Any:
    return reviews.guide(
        actor=world.supervisor,
        review=review,
        version=review.version,
        text="So",
        principles=[1],
        methods=[],
        resource=None,
    )


def old_case(world: World) -> CaseReference:
    case = make_case(world)
    final_summary(world, case)
    CaseReference.objects.filter(pk=case.pk).update(
        status="closed", closed_on=plus_years(today(), -9), opened_week=plus_years(today(), -10)
    )
    return case


def planned(world: World) -> Any:
    make_case(world)
    return sessions.plan(actor=world.supervisor, team=world.east, starts_at=timezone.now(), mode="phone")


def begun(world: World) -> Any:
    return sessions.begin(actor=world.supervisor, session=planned(world))


def listed(world: World) -> Any:
    case = old_case(world)
    return disposal.propose(actor=world.ig, organisation=world.northmoor, items=[("case", case.pk)])


def requested(world: World) -> Any:
    return disclosures.open_request(
        actor=world.ig,
        organisation=world.northmoor,
        kind="court",
        scope=("case", review_in(world, "submitted").case_id),
        received_on=today(),
        due_on=today(30),
    )


def prepared(world: World) -> Any:
    return disclosures.prepare(actor=world.ig, request=requested(world), decision="full", lines=[], words=["x"])


def asked(world: World) -> Any:
    return break_glass.ask(
        actor=world.manager, organisation=world.northmoor, kind="case", key=make_case(world).pk, reason=REASON
    )


def held(world: World) -> Any:
    return holds.place(
        actor=world.ig, organisation=world.northmoor, kind="team", key=world.east.public_id, reason=REASON
    )


def agreed(world: World) -> Any:
    return actions.agree(actor=world.supervisor, team=world.east, owner=world.therapist, source=begun(world), text="Do")


def nothing(world: World) -> None:
    """The service needs nothing that was there before."""


def session_row(world: World) -> Any:
    return begun(world).cases.get()


# What has to be there first, and what is done to it.
SCENARIOS: dict[str, tuple[Callable[[World], Any], Callable[[World, Any], Any]]] = {
    "open_case": (nothing, lambda w, _row: make_case(w)),
    "move_case": (make_case, lambda w, case: move_case(actor=w.supervisor, case=case, status="closed")),
    "hand_over": (
        lambda w: review_in(w, "draft").case,
        lambda w, case: hand_over(actor=w.supervisor, case=case, therapist=w.teammate),
    ),
    "begin_summary": (make_case, lambda w, case: reviews.begin(actor=w.therapist, case=case, week=today())),
    "save_summary": (
        lambda w: review_in(w, "draft"),
        lambda w, r: reviews.save_sections(actor=w.therapist, review=r, version=r.version, sections=full_sections()),
    ),
    "submit": (
        lambda w: review_in(w, "saved"),
        lambda w, r: reviews.submit(actor=w.therapist, review=r, version=r.version),
    ),
    "guide": (lambda w: review_in(w, "submitted"), guided),
    "finalise": (
        lambda w: review_in(w, "discussed"),
        lambda w, r: reviews.finalise(actor=w.supervisor, review=r, version=r.version),
    ),
    "draft": (
        lambda w: review_in(w, "draft"),
        lambda w, r: drafts.keep(actor=w.therapist, record=r, base_version=1, content={"question": "x"}),
    ),
    "begin_session": (planned, lambda w, s: sessions.begin(actor=w.supervisor, session=s)),
    "save_case": (
        session_row,
        lambda w, row: sessions.save_case(actor=w.supervisor, row=row, version=row.version, advances="One"),
    ),
    "share": (begun, lambda w, s: sessions.share(actor=w.supervisor, session=s, version=s.version)),
    "finish": (agreed, lambda w, a: actions.finish(actor=w.therapist, action=a)),
    "hold": (nothing, lambda w, _row: held(w)),
    "lift": (held, lambda w, h: holds.lift(actor=w.ig, hold=h)),
    "propose_disposal": (
        old_case,
        lambda w, c: disposal.propose(actor=w.ig, organisation=w.northmoor, items=[("case", c.pk)]),
    ),
    "approve_disposal": (listed, lambda w, d: disposal.approve(actor=w.manager, disposal=d)),
    "open_request": (nothing, lambda w, _row: requested(w)),
    "prepare": (
        requested,
        lambda w, r: disclosures.prepare(actor=w.ig, request=r, decision="full", lines=[], words=[]),
    ),
    "close_request": (prepared, lambda w, r: disclosures.approve(actor=w.manager, request=r)),
    "ask_break_glass": (nothing, lambda w, _row: asked(w)),
    "approve_break_glass": (asked, lambda w, g: break_glass.approve(actor=w.ig, request=g)),
    "sign_access_review": (nothing, lambda w, _row: access_reviews.sign(actor=w.ig, organisation=w.northmoor)),
    "export_person": (
        lambda w: review_in(w, "submitted"),
        lambda w, _row: package(actor=w.ig, person=w.therapist),
    ),
}
IN_EVERY_RUN = ("submit", "finalise", "approve_disposal", "close_request", "approve_break_glass")


def fails_whole(world: World, name: str, steps: int | None) -> int:
    """Fail at every statement, or at so many spread over all; how many were tried."""
    prepare, do = SCENARIOS[name]
    row = prepare(world)

    def act() -> None:
        """On the row as it lies in the database: what failed before may have left marks on the one in hand."""
        for person in world.people.values():
            person.forget_access()
        do(world, type(row)._default_manager.get(pk=row.pk) if row else None)

    with transaction.atomic(), failing_at(0) as counted:
        with transaction.atomic():
            act()
        transaction.set_rollback(True)
    total = counted[0]
    chosen = (
        range(1, total + 1) if steps is None else sorted({1 + (total - 1) * n // (steps - 1) for n in range(steps)})
    )
    before = state()
    for number in chosen:
        with transaction.atomic():
            with pytest.raises(DatabaseError), failing_at(number), transaction.atomic():
                act()
            assert state() == before, f"{name}: half done after statement {number} of {total}"
    assert verify_chain().broken_at is None
    return len(chosen)


@pytest.mark.parametrize("name", IN_EVERY_RUN)
def test_a_failure_at_a_statement_leaves_nothing_half_done(kept: World, name: str) -> None:
    assert fails_whole(kept, name, 6) >= 5


@pytest.mark.assurance
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_failure_at_any_statement_of_any_service_leaves_nothing_half_done(kept: World, name: str) -> None:
    assert fails_whole(kept, name, None) > 3


def test_a_rotation_that_fails_leaves_every_text_readable(kept: World, case: CaseReference, settings: Any) -> None:
    final_summary(kept, case)
    settings.HEARTH_FIELD_KEYS = NEW
    with failing_at(0) as counted, transaction.atomic():
        list(rotation.rotate())
        statements = counted[0]  # taking it back is none of the service's
        transaction.set_rollback(True)
    before = state()
    for number in range(1, statements + 1, max(1, statements // 8)):
        with pytest.raises(DatabaseError), failing_at(number), transaction.atomic():
            list(rotation.rotate())
        assert state() == before
