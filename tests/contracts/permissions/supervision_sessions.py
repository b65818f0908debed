"""Group sessions: the team reads what is shared, whoever leads writes; for everybody else there is nothing there."""

from typing import Any

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import READ
from tests.personas import World

LEADERS = "supervisor:{0} backup:{0} expert:{0}"
NOTHING = "all:404 strangers:login superuser:403 leaver:403"
TEAM = f"{NOTHING} team:200"
LEADERS_ONLY = f"{NOTHING} therapist:403 teammate:403 {LEADERS.format(302)}"


def of(name: str, *, case: bool = False) -> Any:
    def kwargs(world: World) -> dict[str, Any]:
        found: dict[str, Any] = {"session": world.records[name].pk}
        return found | ({"case": world.records["case"].pk} if case else {})

    return kwargs


ROWS = [
    Row("sessions", get=READ, post="all:405"),
    Row("session_plan", get=f"all:403 strangers:login {LEADERS.format(200)} other_supervisor:200",
        post=f"all:403 strangers:login {LEADERS.format(422)} other_supervisor:422"),
    Row("session_open", get="all:405", post=f"{NOTHING} therapist:403 teammate:403 {LEADERS.format(302)}",
        data=lambda world: {"team": str(world.east.public_id)}),
    *(Row("session", get=TEAM, post="all:405", kwargs=of(name)) for name in ("session", "session_planned", "session_shared")),
    Row("session", get=f"{NOTHING} others:200", post="all:405", kwargs=of("session_away")),
    Row("session_begin", get="all:405", post=LEADERS_ONLY, kwargs=of("session_planned")),
    Row("session_cancel", get="all:405", post=LEADERS_ONLY, kwargs=of("session_planned"), data={"because": "sickness"}),
    Row("session_finish", get=f"{NOTHING} therapist:403 teammate:403 {LEADERS.format(200)}",
        post=f"{NOTHING} therapist:403 teammate:403 {LEADERS.format(422)}", kwargs=of("session")),
    Row("session_unlock", get="all:405", post=LEADERS_ONLY, kwargs=of("session_shared"), data={"version": 3}),
    Row("session_add", get="all:405", post=f"{NOTHING} therapist:403 teammate:403 {LEADERS.format(422)}", kwargs=of("session_shared")),
    Row("session_print", get=TEAM, post="all:405", kwargs=of("session_shared")),
    Row("session_case", get=f"{NOTHING} {LEADERS.format(200)}", post=f"{NOTHING} {LEADERS.format(302)}",
        kwargs=of("session", case=True), data={"version": 1}),
    Row("session_case", get=f"{NOTHING} team:302", post=f"{NOTHING} therapist:403 teammate:403 {LEADERS.format(409)}",
        kwargs=of("session_shared", case=True), data={"version": 1}),
    Row("session_autosave", get="all:405", post=f"{NOTHING} {LEADERS.format(200)}",
        kwargs=of("session", case=True), data={"version": 1, "advances": "Half a sen"}),
    Row("session_draft", get="all:405", post=f"{NOTHING} {LEADERS.format(302)}", kwargs=of("session", case=True)),
    Row("session_action", get="all:405", post=f"{NOTHING} {LEADERS.format(200)}",
        kwargs=of("session", case=True), data={"quick": "@amara phone school fri"}),
]  # fmt: skip
