"""Requirements, pathways, one's own pathway, and what is recorded about a person's training."""

from typing import Any

from pathways.models import Absence, Exemption, Pathway, Requirement
from pathways.services.pathways import Step, create_pathway
from tests.contracts.permissions import Row
from tests.contracts.permissions.people import ACT, NOT_SEEN, OUT, therapist
from tests.factories import today
from tests.pathways.factories import make_requirement
from tests.personas import World


def requirement(world: World) -> dict[str, Any]:
    """Northmoor's: a booster."""
    found = Requirement.objects.filter(organisation=world.northmoor, code="booster").first()
    return {"public_id": (found or make_requirement(world, "booster")).public_id}


def pathway(world: World) -> dict[str, Any]:
    """Northmoor's, with that booster as its step."""
    found = Pathway.objects.filter(organisation=world.northmoor).first()
    if found is None:
        step = Step(Requirement.objects.get(**requirement(world)), 30)
        found = create_pathway(
            actor=None, organisation=world.northmoor, code="first-days", name_en="First days", steps=[step]
        )
    return {"public_id": found.public_id}


def about_therapist(world: World) -> dict[str, Any]:
    """Where a dated row about the therapist stands."""
    days = {"from_on": today(), "until_on": today(30)}
    return {"user": world.therapist, "organisation": world.northmoor, **days}


def exemption(world: World) -> dict[str, Any]:
    asked = Requirement.objects.get(**requirement(world))
    found = Exemption.objects.filter(user=world.therapist).first()
    made = found or Exemption.objects.create(**about_therapist(world), requirement=asked, reason="Parental leave")
    return {"public_id": made.public_id}


def absence(world: World) -> dict[str, Any]:
    found = Absence.objects.filter(user=world.therapist).first()
    return {"public_id": (found or Absence.objects.create(**about_therapist(world), kind="leave")).public_id}


NUMBERS = f"all:403 coordinator:200 manager:200 {OUT}"
FORM = {"get": f"all:403 coordinator:200 {OUT}", "post": f"all:403 coordinator:422 {OUT}"}
SEES = f"all:403 {NOT_SEEN} therapist:200 supervisors:200 coordinator:200 {OUT}"
LOOKS_AFTER = {"get": f"all:403 {NOT_SEEN} coordinator:200 {OUT}", "post": f"all:403 {NOT_SEEN} coordinator:422 {OUT}"}
NOTES_DAYS = f"all:403 {NOT_SEEN}"
ROWS = [
    Row("pathway", get=f"all:200 {OUT}", post=ACT),
    Row(
        "acknowledge_reading",
        get=ACT,
        post=f"all:302 {OUT}",
        data=lambda world: {"key": str(world.resource.translation_key)} if world.resource else {},
    ),
    Row("acknowledge_reading", get=ACT, post=f"all:404 {OUT}", data={"key": "no key"}),
    Row("requirements", get=NUMBERS, post=ACT),
    Row("requirement_add", **FORM),
    Row("requirement", get=NUMBERS, post=ACT, kwargs=requirement),
    Row("requirement_change", **FORM, kwargs=requirement),
    Row("requirement_end", **FORM, kwargs=requirement),
    Row("pathways", get=NUMBERS, post=ACT),
    Row("pathway_add", **FORM),
    Row("pathway_change", **FORM, kwargs=pathway),
    Row("pathway_end", **FORM, kwargs=pathway),
    Row("person_training", get=SEES, post=ACT, kwargs=therapist),
    *(Row(name, **LOOKS_AFTER, kwargs=therapist) for name in ("person_assign", "person_exempt", "person_prior")),
    Row(
        "person_absence",
        get=f"{NOTES_DAYS} supervisors:200 coordinator:200 {OUT}",
        post=f"{NOTES_DAYS} supervisors:422 coordinator:422 {OUT}",
        kwargs=therapist,
    ),
    Row(
        "exemption_withdraw",
        get=ACT,
        post=f"all:404 therapist:403 supervisors:403 coordinator:302 {OUT}",
        kwargs=exemption,
    ),
    Row(
        "absence_withdraw",
        get=ACT,
        post=f"all:404 therapist:403 supervisors:302 coordinator:302 {OUT}",
        kwargs=absence,
    ),
]
