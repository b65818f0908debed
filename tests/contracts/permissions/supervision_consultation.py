"""Consultations, crisis calls and individual supervision, for every persona and in each state (DOMAIN.md 8.5)."""

from collections.abc import Callable
from typing import Any

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import READ
from tests.personas import World

DENIED = "strangers:login leaver:403 superuser:403"
LEADS = "supervisors:200 expert:200"


def the(name: str) -> Callable[[World], dict[str, Any]]:
    """The key of one furnished record."""
    return lambda world: {"pk": world.records[name].pk}


def sent(name: str, **values: str) -> Callable[[World], dict[str, Any]]:
    """A form of that record, not stale."""
    return lambda world: {**values, "version": world.records[name].version}


def for_east(world: World) -> dict[str, Any]:
    """The call of Northmoor East."""
    return {"team": world.east.public_id}


ROWS = [
    Row(
        "consultation",
        get=READ,
        post=f"all:403 {DENIED} supervisors:302 expert:302 other_supervisor:302",
        data=for_east,
    ),
    Row("expert_overview", get=f"all:403 {DENIED} {LEADS} other_supervisor:200", post="all:405"),
    Row("supervision_breaks", get=f"all:403 {DENIED} {LEADS} other_supervisor:200", post="all:405"),
    Row(
        "consultation_note",
        get=f"all:404 {DENIED} {LEADS}",
        post=f"all:404 {DENIED} supervisors:422 expert:422",
        kwargs=the("consultation_draft"),
    ),
    Row(
        "consultation_note",
        get=f"all:404 {DENIED} team:200",
        post=f"all:404 {DENIED} team:403 supervisors:409 expert:409",
        kwargs=the("consultation"),
    ),
    Row(
        "consultation_autosave",
        get="all:405",
        post=f"all:404 {DENIED} {LEADS}",
        kwargs=the("consultation_draft"),
    ),
    Row(
        "consultation_autosave",
        get="all:405",
        post=f"all:404 {DENIED} team:403 supervisors:409 expert:409",
        kwargs=the("consultation"),
    ),
    Row(
        "consultation_discard",
        get="all:405",
        post=f"all:404 {DENIED} supervisors:302 expert:302",
        kwargs=the("consultation_draft"),
    ),
    Row(
        "consultation_check",
        get=f"all:404 {DENIED} {LEADS}",
        post=f"all:404 {DENIED} supervisors:302 expert:302",
        kwargs=the("consultation_draft"),
        data=sent("consultation_draft"),
    ),
    Row(
        "consultation_check",
        get=f"all:404 {DENIED} team:403 supervisors:302 expert:302",
        post=f"all:404 {DENIED} team:403 supervisors:302 expert:302",
        kwargs=the("consultation"),
        data=sent("consultation"),
    ),
    Row(
        "consultation_add",
        get="all:405",
        post=f"all:404 {DENIED} team:403 supervisors:302 expert:302",
        kwargs=the("consultation"),
        data={"text": "The post is filled"},
    ),
    Row(
        "crisis",
        get=f"all:403 {DENIED} supervisors:200 other_supervisor:200",
        post=f"all:403 {DENIED} supervisors:422 other_supervisor:422",
    ),
    Row(
        "crisis_note",
        get=f"all:404 {DENIED} therapist:200 {LEADS}",
        post=f"all:404 {DENIED} therapist:403 expert:403 supervisors:302",
        kwargs=the("crisis"),
        data=sent("crisis", do="final"),
    ),
    Row(
        "crisis_note",
        get=f"all:404 {DENIED} therapist:200 {LEADS}",
        post=f"all:404 {DENIED} therapist:403 expert:403 supervisors:302",
        kwargs=the("crisis_final"),
        data=sent("crisis_final", do="add", text="Found at the agreed place"),
    ),
    Row(
        "crisis_change",
        get=f"all:404 {DENIED} therapist:403 expert:403 supervisors:200",
        post=f"all:404 {DENIED} therapist:403 expert:403 supervisors:422",
        kwargs=the("crisis"),
    ),
    Row(
        "crisis_change",
        get=f"all:404 {DENIED} therapist:403 expert:403 supervisors:302",
        post=f"all:404 {DENIED} therapist:403 expert:403 supervisors:302",
        kwargs=the("crisis_final"),
    ),
    Row("crisis_autosave", get="all:405", post=f"all:404 {DENIED} supervisors:200", kwargs=the("crisis")),
    Row("crisis_discard", get="all:405", post=f"all:302 {DENIED}", kwargs=the("crisis")),
    Row("individual", get=READ, post=f"all:403 {DENIED} supervisors:422 other_supervisor:422"),
    Row(
        "individual_session",
        get=f"all:404 {DENIED} therapist:200 supervisors:200",
        post=f"all:404 {DENIED} therapist:302 supervisors:302",
        kwargs=the("individual"),
        data={"do": "add", "text": "I see it otherwise"},
    ),
    Row(
        "individual_session",
        get=f"all:404 {DENIED} therapist:200 supervisors:200",
        post=f"all:404 {DENIED} therapist:403 supervisors:302",
        kwargs=the("talk"),
        data=sent("talk", do="save", notes="Closes abruptly"),
    ),
    Row(
        "individual_autosave",
        get="all:405",
        post=f"all:404 {DENIED} therapist:403 supervisors:200",
        kwargs=the("talk"),
    ),
]
