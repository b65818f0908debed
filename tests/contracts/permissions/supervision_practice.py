"""Practice and scores: the therapist's own, who supervises them, the expert what both share; nobody else."""

from typing import Any

from tests.contracts.permissions import Row
from tests.personas import World
from tests.supervision.furnished.practice import VALUES, signed_off

DENIED = "strangers:login leaver:403 superuser:403"
GONE_TO_LEAVERS = "strangers:login leaver:404 superuser:404"


def the_therapist(world: World) -> dict[str, Any]:
    """Whose practice it is."""
    return {"public_id": world.therapist.public_id}


def of_record(name: str) -> Any:
    """The furnished record of that name."""
    return lambda world: {"pk": world.records[name].pk}


SUPERVISED = f"all:404 {DENIED} therapist:403 expert:403 supervisors:"
ROWS = [
    Row(
        "practice_team",
        get=f"all:403 {DENIED} therapist:302 teammate:302 other_therapist:302 supervisors:200 expert:200 other_supervisor:200",
        post="all:405",
    ),
    Row(
        "practice",
        get=f"all:404 {GONE_TO_LEAVERS} therapist:200 supervisors:200 expert:200",
        post="all:405",
        kwargs=the_therapist,
    ),
    Row(
        "practice",
        get=f"all:404 {GONE_TO_LEAVERS}",
        post="all:405",
        kwargs=lambda world: {"public_id": world.leaver.public_id},
    ),
    Row(
        "observation_new",
        get=f"{SUPERVISED}200",
        post=f"{SUPERVISED}302",
        kwargs=the_therapist,
        data=lambda world: VALUES | {"consent": "on"},
    ),
    Row(
        "observation",
        get=f"all:404 {DENIED} therapist:200 supervisors:200",
        post=f"all:404 {DENIED} therapist:403 supervisors:302",
        kwargs=of_record("observation"),
        data=lambda world: {"step": "final", "version": world.records["observation"].version},
    ),
    Row(
        "sign_off",
        get=f"{SUPERVISED}200",
        post=f"{SUPERVISED}302",
        kwargs=the_therapist,
        data=lambda world: signed_off(),
    ),
    Row(
        "self_rating",
        get=f"all:403 {DENIED} therapist:200 teammate:200 other_therapist:200",
        post=f"all:403 {DENIED} therapist:302 teammate:302 other_therapist:302",
        data={"closing": "developing"},
    ),
    Row(
        "plan_new",
        get=f"all:404 {DENIED} therapist:200 supervisors:200 expert:403",
        post=f"all:404 {DENIED} therapist:302 supervisors:302 expert:403",
        kwargs=the_therapist,
        data={"starts_on": "2026-01-01", "ends_on": "2026-03-31"},
    ),
    Row(
        "development_plan",
        get=f"all:404 {GONE_TO_LEAVERS} therapist:200 supervisors:200",
        post=f"all:404 {GONE_TO_LEAVERS} therapist:302 supervisors:302",
        kwargs=of_record("plan"),
        data=lambda world: {"step": "sign", "version": world.records["plan"].version},
    ),
    Row(
        "measures",
        get=f"all:403 {DENIED} supervisors:200 other_supervisor:200 expert:200 manager:200 admin:200",
        post="all:405",
    ),
    Row(
        "measures_grid",
        get=f"all:403 {DENIED} supervisors:200 other_supervisor:200 expert:200",
        post=f"all:403 {DENIED} supervisors:302 other_supervisor:302 expert:302",
    ),
    Row(
        "measures_import",
        get=f"all:403 {DENIED} supervisors:200 other_supervisor:200 expert:200",
        post=f"all:403 {DENIED} supervisors:200 other_supervisor:200 expert:200",
        data={"text": "person\tmonth\tscore\tn\nNobody\t2026-01\t0.5\t2"},
    ),
    Row("measure_target", get=f"all:403 {DENIED} manager:200", post=f"all:403 {DENIED} manager:302",
        data={"measure": "tam-r", "value": "0.6"}),
    Row("measure_new", get=f"all:403 {DENIED} admin:200", post=f"all:403 {DENIED} admin:422"),
    Row("measure_edit", get=f"all:403 {DENIED} admin:200", post=f"all:403 {DENIED} admin:422", kwargs={"code": "tam-r"}),
]  # fmt: skip
