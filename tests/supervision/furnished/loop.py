"""An action that was agreed for the therapist, and the notice of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervision.services import actions

if TYPE_CHECKING:
    from tests.personas import World


def furnish(world: World) -> None:
    """`agreed`, about the case that the first part made."""
    case = world.records["case"]
    world.records["agreed"] = actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, case=case, text="Ring the school"
    )
