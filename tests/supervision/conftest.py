"""What tests of supervision stand on: a schedule that is set, a case, and someone who says that they read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from supervision.models import CaseReference, RecordKeeping
from supervision.reading import unread
from supervision.services.cases import open_case
from supervision.summary import Behaviour, Driver, NextGoal, OverarchingGoal, Sections, StartingPoint
from supervision.weeks import monday_of
from tests.factories import AdaptationFactory, today
from tests.personas import World


@pytest.fixture
def kept(world: World) -> World:
    """The world with a schedule in both organisations, so that records may be made."""
    for organisation in (world.northmoor, world.lisnafallow):
        RecordKeeping.objects.create(
            organisation=organisation,
            ig_contact="Information governance, extension 100",
            safeguarding_route="Phone the duty desk.",
            case_years=8,
            session_years=8,
            staff_years=6,
            set_by=world.ig,
        )
    return world


@pytest.fixture
def case(kept: World) -> CaseReference:
    """The therapist's case in its third week."""
    return open_case(
        actor=kept.therapist,
        team=kept.east,
        adaptation=AdaptationFactory(),
        age_band="13_14",
        therapist=kept.therapist,
        opened_week=monday_of(today(-14)),
    )


@pytest.fixture
def this_week() -> datetime.date:
    """Today's Monday."""
    return monday_of(today())


@pytest.fixture
def eyes_shut() -> Iterator[None]:
    """For tests that look at texts without being anybody."""
    with unread():
        yield


def full_sections(**changed: Any) -> Sections:
    """A summary with nothing missing; `changed` replaces sections."""
    behaviour = Behaviour(text="Pushing caregiver A", frequency="3 a week", intensity="objects", duration="10 min")
    goal = OverarchingGoal(
        behaviour=behaviour.key, text="No pushing at home", standard="None for six weeks, by the home log"
    )
    driver = Driver(system="family", text="A is alone on weekdays", evidence="Three records", source="caregiver")
    following = NextGoal(text="A leaves, B takes over", driver=driver.key, overarching=goal.key, measure="Home log")
    whole: dict[str, Any] = {
        "start": StartingPoint(behaviours=(behaviour,), goals=(goal,)),
        "fit": (driver,),
        "next_goals": (following,),
        "question": "How do I keep B from taking over?",
    }
    return Sections(**(whole | changed))
