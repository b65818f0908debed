"""Keeping fresh, notes and what is one's own: for oneself only; a leaver keeps their own record."""

from typing import Any

from tests.contracts.permissions import Row

DENIED = "strangers:login leaver:403 superuser:403"
NO_ROUND: dict[str, Any] = {"public_id": "11111111-1111-4111-8111-111111111111"}

ROWS = [
    Row("keep_fresh", get=f"all:302 {DENIED}", post="all:405"),
    Row("keep_fresh_answer", get="all:405", post=f"all:302 {DENIED}", data={"skip": "1"}),
    Row("notes", get="all:200 strangers:login", post="all:405 strangers:405|login"),
    Row(
        "delete_note",
        get="all:405 strangers:405|login",
        post="all:404 strangers:login",
        kwargs={"kind": "note", "pk": 999_999},
    ),
    Row("export_own_data", get="all:405 strangers:405|login", post="all:200 strangers:login"),
    Row("keep_fresh_result", get=f"all:404 {DENIED}", post="all:405", kwargs=NO_ROUND),
]
