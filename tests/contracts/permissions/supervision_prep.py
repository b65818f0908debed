"""The weekly summary: its therapist writes it, the team of today reads what was sent, everybody else finds nothing.

Each address stands here once for each state of the record that it answers differently in.
"""

from collections.abc import Callable
from typing import Any

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import READ
from tests.personas import World

AWAY = "superuser:403 leaver:403 strangers:login"
NOT_GET = "all:405"
SIGNED_IN = f"all:404 {AWAY}"
DRAFT, SENT, DISCUSSED, FINAL = "summary_draft", "review", "summary_discussed", "summary_final"
WORDS = {"text": "Watch the hand-over.", "version": "1"}


def of(record: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"key": world.records[record].pk}


def form(record: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"version": str(world.records[record].version), "whole": "1", "text": "Watch it."}


def rows(name: str, record: str, get: str, post: str) -> Row:
    return Row(name, get=get, post=post, kwargs=of(record), data=form(record))


TEAM_READS = f"{SIGNED_IN} team:200"
ROWS = [
    Row("fit_picture", get=NOT_GET, post=f"all:200 {AWAY}", data={"prefix": "fit", "fit-0-text": "A is alone"}),
    Row("prep", get=READ, post=f"all:302 {AWAY}"),
    rows("summary_begin", "begun_case", NOT_GET, f"{SIGNED_IN} team:403 therapist:302"),
    rows("summary", DRAFT, f"{SIGNED_IN} therapist:200", f"{SIGNED_IN} therapist:302"),
    rows("summary", SENT, TEAM_READS, f"{SIGNED_IN} team:403 therapist:302"),
    rows("summary", DISCUSSED, TEAM_READS, f"{SIGNED_IN} team:403 therapist:409"),
    rows("summary", FINAL, TEAM_READS, f"{SIGNED_IN} team:403 therapist:409"),
    rows("summary_autosave", DRAFT, NOT_GET, f"{SIGNED_IN} therapist:200"),
    rows("summary_autosave", FINAL, NOT_GET, f"{SIGNED_IN} team:403 therapist:409"),
    rows("summary_draft_drop", DRAFT, NOT_GET, f"{SIGNED_IN} therapist:302"),
    rows("summary_submit", DRAFT, NOT_GET, f"{SIGNED_IN} therapist:422"),
    rows("summary_submit", FINAL, NOT_GET, f"{SIGNED_IN} team:403 therapist:409"),
    rows("summary_withdraw", SENT, f"{SIGNED_IN} team:403 therapist:200", f"{SIGNED_IN} team:403 therapist:302"),
    rows("summary_withdraw", FINAL, f"{SIGNED_IN} team:403 therapist:200", f"{SIGNED_IN} team:403 therapist:409"),
    rows("summary_guide", DRAFT, NOT_GET, f"{SIGNED_IN} therapist:403"),
    rows("summary_guide", SENT, NOT_GET, f"{SIGNED_IN} team:403 supervisors:302"),
    rows("summary_guide", FINAL, NOT_GET, f"{SIGNED_IN} team:403 supervisors:409"),
    rows("summary_advise", SENT, NOT_GET, f"{SIGNED_IN} team:403 expert:409"),
    rows("summary_advise", DISCUSSED, NOT_GET, f"{SIGNED_IN} team:403 expert:302"),
    rows(
        "summary_finalise",
        DISCUSSED,
        f"{SIGNED_IN} team:403 supervisors:200",
        f"{SIGNED_IN} team:403 supervisors:302",
    ),
    rows("summary_finalise", SENT, f"{SIGNED_IN} team:403 supervisors:409", f"{SIGNED_IN} team:403 supervisors:409"),
    rows("summary_add", FINAL, NOT_GET, f"{SIGNED_IN} team:302 teammate:403"),
    rows("summary_add", DISCUSSED, NOT_GET, f"{SIGNED_IN} team:409 teammate:403"),
    rows("summary_print", DRAFT, f"{SIGNED_IN} therapist:200", NOT_GET),
    rows("summary_print", FINAL, TEAM_READS, NOT_GET),
    Row("quick_notes", get=READ, post=NOT_GET),
    Row("quick_note", get=f"all:403 team:200 others:200 {AWAY}", post=f"all:403 team:422 others:422 {AWAY}"),
    Row("quick_note_autosave", get=NOT_GET, post=f"all:413 {AWAY}"),
    rows("quick_note_open", "quick_note", f"{SIGNED_IN} therapist:200", f"{SIGNED_IN} therapist:422"),
    rows("quick_note_discard", "quick_note", NOT_GET, f"{SIGNED_IN} therapist:302"),
]
