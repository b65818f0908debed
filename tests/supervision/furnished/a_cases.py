"""A schedule in both organisations, a case of the therapist in Northmoor East, and its summary, submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervision.models import CaseReference, RecordKeeping
from supervision.services import reviews
from supervision.services.cases import open_case
from supervision.summary import Behaviour, Driver, NextGoal, OverarchingGoal, Sections, StartingPoint
from supervision.weeks import monday_of
from tests.factories import AdaptationFactory, today

if TYPE_CHECKING:
    from tests.personas import World


def furnish(world: World) -> None:
    """`case` and `review` (submitted), both of the therapist."""
    keep_records(world)
    case = make_case(world)
    review = reviews.begin(actor=world.therapist, case=case, week=today())
    review = reviews.save_sections(actor=world.therapist, review=review, version=1, sections=written())
    world.records["case"] = case
    world.records["review"] = reviews.submit(actor=world.therapist, review=review, version=review.version)


def keep_records(world: World) -> None:
    """Both organisations have their schedule, so that records may be made."""
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


def make_case(world: World) -> CaseReference:
    """The therapist's case in its third week."""
    return open_case(
        actor=world.therapist,
        team=world.east,
        adaptation=AdaptationFactory(),
        age_band="13_14",
        therapist=world.therapist,
        opened_week=monday_of(today(-14)),
    )


def written() -> Sections:
    """A summary with nothing missing."""
    behaviour = Behaviour(text="Pushing caregiver A", frequency="3 a week", intensity="objects", duration="10 min")
    goal = OverarchingGoal(
        behaviour=behaviour.key, text="No pushing at home", standard="None for six weeks, by the home log"
    )
    driver = Driver(system="family", text="A is alone on weekdays", evidence="Three records", source="caregiver")
    following = NextGoal(text="A leaves, B takes over", driver=driver.key, overarching=goal.key, measure="Home log")
    return Sections(
        start=StartingPoint(behaviours=(behaviour,), goals=(goal,)),
        fit=(driver,),
        next_goals=(following,),
        question="How do I keep B from taking over?",
    )
