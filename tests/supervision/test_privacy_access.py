"""For any history of memberships: access exactly when the table of the domain says so, kind of record by kind.

The expected answer is worked out here, from the table, without a queryset of the product.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.models import Membership, User
from people.roles import Role
from supervision.models import (
    Action,
    CaseReference,
    CaseReview,
    ConsultationNote,
    CrisisConsultation,
    DevelopmentPlan,
    Draft,
    Observation,
    SessionCase,
    SignOff,
    SupervisionSession,
)
from tests.factories import AdaptationFactory, UserFactory, today
from tests.personas import World

TEAM = {"therapist", "supervisor", "backup_supervisor", "expert"}
SUPERVISING = {"supervisor", "backup_supervisor"}
LEADING = {*SUPERVISING, "expert"}


@dataclass(frozen=True)
class Past:
    """One membership: role, where, first day and last day counted from today."""

    role: str
    where: str
    first: int
    length: int | None

    @property
    def is_today(self) -> bool:
        return self.first <= 0 and (self.length is None or self.first + self.length >= 0)


def possible(history: list[Past]) -> list[Past]:
    """What the database would refuse is left out: cover has an end, and nobody is the same twice without one."""
    ended = [
        replace(past, length=900) if past.role == "backup_supervisor" and past.length is None else past
        for past in history
    ]
    open_ones = {(past.role, past.where): past for past in ended if past.length is None}
    return [*open_ones.values(), *(past for past in ended if past.length is not None)]


pasts = st.builds(
    Past,
    role=st.sampled_from([role.value for role in Role]),
    where=st.sampled_from(["east", "away"]),
    first=st.integers(-400, 60),
    length=st.one_of(st.none(), st.integers(0, 500)),
)
histories = st.lists(pasts, max_size=4).map(possible)


def expected(history: list[Past], *, own: bool, active: bool) -> dict[str, bool]:
    """The table of who may read what, for records of team East."""
    roles = {past.role for past in history if past.is_today and past.where == "east"} if active else set()
    member, supervising, leading = bool(roles & TEAM), bool(roles & SUPERVISING), bool(roles & LEADING)
    return {
        "case": member,
        "summary under way": member and own,
        "summary submitted": member,
        "summary final": member,
        "group session": member,
        "individual session": supervising or (own and member),
        "case in a session under way": leading,
        "case in a shared session": member,
        "consultation final": member,
        "consultation draft": leading,
        "crisis": leading or (own and member),
        "action": member,
        "draft": own and active,
        "observation shared": supervising or (own and member),
        "sign-off": supervising or (own and member),
        "development plan": supervising or (own and active),
    }


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def live(reader: User, history: list[Past], world: World) -> None:
    """The reader's memberships, as they lie in the database."""
    rows = []
    for past in history:
        team = getattr(world, past.where)
        first = today(past.first)
        last = None if past.length is None else first + datetime.timedelta(days=past.length)
        rows.append(
            Membership(
                user=reader,
                organisation=team.organisation,
                team=team if past.role in TEAM else None,
                role=past.role,
                starts_on=first,
                ends_on=last,
            )
        )
    Membership.objects.bulk_create(rows)
    reader.forget_access()


def records(world: World, author: User) -> dict[str, Any]:
    """One of each kind and state in team East, its therapist or person being the author."""
    here: dict[str, Any] = {"organisation": world.northmoor}
    case = CaseReference.objects.create(
        **here,
        team=world.east,
        code="ELM-001",
        adaptation=AdaptationFactory(),
        age_band="13_14",
        therapist=author,
        opened_week=today(-28),
    )
    now = timezone.now()

    def review(weeks: int, **state: Any) -> CaseReview:
        return CaseReview.objects.create(**here, case=case, week=today(-7 * weeks), therapist=author, **state)

    def session(**state: Any) -> SupervisionSession:
        return SupervisionSession.objects.create(
            **here, team=world.east, leader=world.supervisor, starts_at=now, **state
        )

    shared, live_one = session(state="shared"), session(state="live")
    note = {**here, "team": world.east, "expert": world.expert, "written_by": world.expert, "starts_at": now}
    staff = {**here, "team": world.east, "therapist": author}
    final = {"final_at": now, "content_hash": "x"}
    return {
        "case": case,
        "summary under way": review(0),
        "summary submitted": review(1, state="submitted", submitted_at=now),
        "summary final": review(2, state="final", submitted_at=now, **final),
        "group session": shared,
        "individual session": session(kind="individual", person=author),
        "case in a session under way": SessionCase.objects.create(**here, session=live_one, case=case, position=1),
        "case in a shared session": SessionCase.objects.create(**here, session=shared, case=case, position=1),
        "consultation final": ConsultationNote.objects.create(**note, state="final", **final),
        "consultation draft": ConsultationNote.objects.create(**note),
        "crisis": CrisisConsultation.objects.create(
            **here, team=world.east, case=case, caller=author, taken_by=world.supervisor, called_at=now
        ),
        "action": Action.objects.create(
            **here,
            team=world.east,
            owner=author,
            made_by=world.supervisor,
            source_type="supervision.supervisionsession",
            source_id=shared.pk,
        ),
        "draft": Draft.objects.create(author=author, record_type="x", record_id=case.pk, base_version=1, saved_at=now),
        "observation shared": Observation.objects.create(
            **staff,
            observer=world.supervisor,
            on=today(),
            method="rehearsal",
            skill="engagement",
            state="shared",
            shared_at=now,
        ),
        "sign-off": SignOff.objects.create(
            **staff,
            by=world.supervisor,
            skill="engagement",
            method="rehearsal",
            rating="developing",
            evidence="role_play",
        ),
        "development plan": DevelopmentPlan.objects.create(**staff, starts_on=today(), ends_on=today(90)),
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(history=histories, own=st.booleans(), active=st.booleans())
def test_access_is_exactly_what_the_table_says(world: World, history: list[Past], own: bool, active: bool) -> None:
    with undone():
        reader = UserFactory(is_active=active)
        live(reader, history, world)
        made = records(world, reader if own else world.teammate)
        for kind, may in expected(history, own=own, active=active).items():
            row = made[kind]
            seen = type(row)._default_manager.visible_to(reader).filter(pk=row.pk).exists()
            assert seen == may, (kind, history, own, active)


@pytest.mark.parametrize(("role", "own"), list(itertools.product([role.value for role in Role], [True, False])))
def test_access_by_each_role_alone(world: World, role: str, own: bool) -> None:
    """The property's cases that must never be missed: each role today, and the day after it ended."""
    for length, first in ((None, -10), (9, -10)):
        with undone():
            reader = UserFactory()
            history = possible([Past(role, "east", first, length)])
            live(reader, history, world)
            made = records(world, reader if own else world.teammate)
            for kind, may in expected(history, own=own, active=True).items():
                row = made[kind]
                assert type(row)._default_manager.visible_to(reader).filter(pk=row.pk).exists() == may, (kind, length)


def test_a_superuser_without_membership_finds_nothing(world: World) -> None:
    for row in records(world, world.therapist).values():
        assert not type(row)._default_manager.visible_to(world.superuser).exists()
