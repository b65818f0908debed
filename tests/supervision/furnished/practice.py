"""The therapist's observation (shared), sign-off, plan (draft) and scores, all in Northmoor East."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from supervision.first_measures import add_first
from supervision.models import DevelopmentPlan, Measure, Observation
from supervision.plan_parts import Arranged, Need, PlanGoal, stored
from supervision.services import measures, observations, plans, sign_offs
from supervision.skills import Skill
from tests.factories import today

if TYPE_CHECKING:
    from tests.personas import World


VALUES: dict[str, Any] = {
    "method": "field",
    "skill": "closing",
    "strengths": "Stayed out after 90 seconds.",
    "change": "Close on something achieved.",
    "practice": "Two more, one of them observed.",
    "consent": True,
    "on": "2026-01-05",
    "consent_on": "2026-01-02",
}


def signed_off(**changed: str) -> dict[str, str]:
    """The sign-off form as a browser sends it, with one skill demonstrated, as observed."""
    sent = {f"{skill}-{part}": value for skill in Skill for part, value in (("evidence", "clip"), ("method", "field"))}
    return {**sent, "closing-rating": "demonstrated", "closing-evidence": "observation", **changed}


def furnish(world: World) -> None:
    """`observation`, `plan`, and scores of three months."""
    add_first(Measure)
    observation = make_observation(world)
    world.records["observation"] = observations.share(
        actor=world.supervisor, observation=observation, version=observation.version
    )
    sign_off_one(world)
    world.records["plan"] = make_plan(world)
    enter_scores(world)


def make_observation(world: World, **changed: Any) -> Observation:
    """A draft with nothing missing."""
    days = {"on": today(-3), "practice_by": today(30), "consent_on": today(-4)}
    values = {**VALUES, **days, **changed}
    return observations.note(actor=world.supervisor, team=world.east, therapist=world.therapist, **values)


def sign_off_one(world: World) -> None:
    """Safety planning, developing, with a next step."""
    sign_offs.sign_off(
        actor=world.supervisor,
        team=world.east,
        therapist=world.therapist,
        rated=[
            sign_offs.Rated(
                skill="safety",
                rating="developing",
                method="recording",
                evidence="clip",
                evidence_on=today(-10),
                next_step="Rehearse step 3 in supervision.",
            )
        ],
    )


def written_plan() -> dict[str, Any]:
    """What both may sign."""
    need = Need(skill="closing", evidence="2 of 3 observed", fit="Worries about time, no closing line")
    goal = PlanGoal(text="Uses a closing line in 3 enactments", method="field", due=today(60).isoformat())
    return {
        "strengths": "Listens for what each person wants.",
        "needs": stored([need]),
        "goals": stored([goal]),
        "arranged": stored([Arranged(kind="rehearsal", text="Closing lines", due=today(7).isoformat())]),
        "review_on": today(80),
    }


def make_plan(world: World, start: int = -10) -> DevelopmentPlan:
    """A draft with nothing missing."""
    plan = plans.begin(
        actor=world.therapist,
        team=world.east,
        therapist=world.therapist,
        starts_on=today(start),
        ends_on=today(start + 89),
    )
    return plans.save(actor=world.therapist, plan=plan, version=plan.version, **written_plan())


def enter_scores(world: World) -> None:
    """Three months of the therapist's TAM-R: two scores and a month without an interview."""
    month = today().replace(day=1)
    said: list[tuple[str, Decimal | None, int]] = [
        ("scored", Decimal("0.71"), 3),
        ("no_interview", None, 0),
        ("scored", Decimal("0.64"), 2),
    ]
    entries = []
    for state, value, n in said:
        entries.append(measures.Entry(world.therapist.pk, month, state, value, n))
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    measures.enter(actor=world.supervisor, measure=Measure.objects.get(code="tam-r"), team=world.east, entries=entries)
