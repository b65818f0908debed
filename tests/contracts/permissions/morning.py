"""Training across teams: by name for coordinators and supervisors, in counts for programme managers."""

from typing import Any

from pathways.models import Round
from tests.contracts.permissions import Row
from tests.personas import World

OUT = "superuser:403 leaver:403 strangers:login"
ACT = f"all:405 {OUT}"
NAMED = "coordinator:200 supervisor:200 backup:200 other_supervisor:200"
WHOLE = "coordinator:200 manager:200"


def round_of(kind: str) -> Any:
    """The coordinator's, just made."""

    def make(world: World) -> dict[str, Any]:
        made, _new = Round.objects.get_or_create(kind=kind, actor=world.coordinator)
        return {"key": made.pk}

    return make


ROWS = [
    Row("team_overview", get=f"all:302 {NAMED} manager:200 {OUT}", post=ACT),
    Row(
        "team_remind",
        get=ACT,
        post=f"all:403 coordinator:302 supervisor:302 backup:302 other_supervisor:302 {OUT}",
    ),
    Row("team_remind_undo", get=ACT, post=f"all:404 coordinator:302 {OUT}", kwargs=round_of("reminders")),
    Row("team_matrix", get=f"all:403 {NAMED} {OUT}", post=ACT),
    *(
        Row(name, get=f"all:403 {NAMED} manager:200 {OUT}", post=ACT)
        for name in ("team_matrix_csv", "team_matrix_xlsx")
    ),
    Row("assign", get=f"all:403 coordinator:200 {OUT}", post=f"all:403 coordinator:302 {OUT}"),
    Row("assign_undo", get=ACT, post=f"all:404 coordinator:302 {OUT}", kwargs=round_of("assignments")),
    *(
        Row(name, get=f"all:403 {WHOLE} {OUT}", post=ACT)
        for name in (
            "commissioner_report",
            "commissioner_report_pdf",
            "commissioner_report_csv",
            "commissioner_report_xlsx",
        )
    ),
]
