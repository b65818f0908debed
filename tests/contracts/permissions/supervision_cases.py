"""Cases and record keeping: a team's own people and nobody else; handing over is for who supervises."""

from typing import Any

from tests.contracts.permissions import Row
from tests.factories import today
from tests.personas import World

DENIED = "strangers:login leaver:403 superuser:403"


def the_case(world: World) -> dict[str, Any]:
    """The therapist's case."""
    return {"pk": world.records["case"].pk}


def the_team(world: World) -> dict[str, Any]:
    """Its team."""
    return {"public_id": world.east.public_id}


ROWS = [
    Row("record_keeping", get=f"all:403 {DENIED} ig:200", post=f"all:403 {DENIED} ig:200"),
    Row(
        "case_open",
        get=f"all:404 {DENIED} team:200 expert:403",
        post=f"all:404 {DENIED} team:200 expert:403",
        kwargs=the_team,
    ),
    Row("case", get=f"all:404 {DENIED} team:200", post="all:405", kwargs=the_case),
    Row(
        "case_move",
        get=f"all:404 {DENIED} team:403 therapist:200 supervisors:200",
        post=f"all:404 {DENIED} team:403 therapist:302 supervisors:302",
        kwargs=the_case,
        data={"status": "closing"},
    ),
    Row(
        "case_hand_over",
        get=f"all:404 {DENIED} team:403 supervisors:200",
        post=f"all:404 {DENIED} team:403 supervisors:302",
        kwargs=the_case,
        data=lambda world: {
            "therapist": str(world.teammate.public_id),
            "from_on": today().isoformat(),
            "scope": "all",
            "actions": "on",
        },
    ),
    Row(
        "case_hand_over_off",
        get="all:405",
        post=f"all:404 {DENIED} team:403 supervisors:302",
        kwargs=the_case,
    ),
]


def the_summary(world: World) -> dict[str, Any]:
    """Its summary, submitted."""
    return {"key": world.records["review"].pk}


ROWS += [
    Row(
        "case_read_log",
        get=f"all:404 {DENIED} therapist:200 supervisors:200 ig:200",
        post="all:405",
        kwargs=the_case,
    ),
    Row(
        "supervision_search",
        get=f"all:404 {DENIED} team:200 others:200",
        post=f"all:404 {DENIED} team:200 others:200",
        data={"words": "shift"},
    ),
    Row(
        "case_correct",
        get=f"all:404 {DENIED} team:403 supervisors:200",
        post=f"all:404 {DENIED} team:403 supervisors:200",
        kwargs=the_summary,
    ),
    Row(
        "case_record_copied",
        get="all:405",
        post=f"all:404 {DENIED} team:403 therapist:302 supervisors:302",
        kwargs=the_summary,
    ),
]
