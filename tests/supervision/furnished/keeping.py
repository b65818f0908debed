"""What guards records: a hold, a list that waits, an open disclosure request, a request to break the glass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervision.due import plus_years
from supervision.models import CaseReference
from supervision.services import break_glass, disclosures, disposal, holds
from tests.factories import AdaptationFactory, today

if TYPE_CHECKING:
    from tests.personas import World


def furnish(world: World) -> None:
    """`hold`, `disposal`, `disclosure` (about an old case) and `glass` (asked by the manager)."""
    ig, here = world.ig, world.northmoor
    old = CaseReference.objects.create(
        organisation=here,
        team=world.east,
        code="OLD-001",
        adaptation=AdaptationFactory(),
        age_band="13_14",
        therapist=world.therapist,
        opened_week=plus_years(today(), -10),
        status="closed",
        closed_on=plus_years(today(), -9),
    )
    world.records["old_case"] = old
    world.records["disposal"] = disposal.propose(actor=ig, organisation=here, items=[("case", old.pk)])
    world.records["hold"] = holds.place(
        actor=ig, organisation=here, kind="case", key=world.records["case"].pk, reason="An inquiry has been announced."
    )
    world.records["disclosure"] = disclosures.open_request(
        actor=ig,
        organisation=here,
        kind="access",
        scope=("case", old.pk),
        received_on=today(),
        due_on=today(30),
        particulars="Everything about the case.",
    )
    world.records["glass"] = break_glass.ask(
        actor=world.manager,
        organisation=here,
        kind="case",
        key=world.records["case"].pk,
        reason="Their supervisor and back-up are both away today.",
    )
