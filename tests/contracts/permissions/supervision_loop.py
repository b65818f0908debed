"""Actions, where notices were, and the monthly report: one's own, and the team's for those who lead it."""

from typing import Any

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import READ
from tests.personas import World

DENIED = "strangers:login leaver:403 superuser:403"


def the_team(world: World) -> dict[str, Any]:
    """The therapist's team."""
    return {"public_id": world.east.public_id}


def the_action(world: World) -> dict[str, Any]:
    """Agreed for the therapist."""
    return {"pk": world.records["agreed"].pk}


ROWS = [
    Row("actions", get=READ, post="all:405"),
    Row("notices", get="all:302", post="all:302"),
    Row(
        "action_new",
        get=f"all:404 {DENIED} team:403 supervisors:200 expert:200",
        post=f"all:404 {DENIED} team:403 supervisors:302 expert:302",
        kwargs=the_team,
        data=lambda world: {
            "owner": str(world.therapist.public_id),
            "text": "Read the log with caregiver A",
            "case": str(world.records["case"].pk),
        },
    ),
    Row(
        "action_done",
        get="all:405",
        post=f"all:404 {DENIED} team:403 therapist:302 supervisors:302 expert:302",
        kwargs=the_action,
        data={"state": "done"},
    ),
    Row(
        "supervision_report",
        get=f"all:404 {DENIED} team:403 supervisors:200",
        post="all:405",
        kwargs=the_team,
    ),
]
