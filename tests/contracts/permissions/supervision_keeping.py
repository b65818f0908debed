"""Record keeping: the information lead's, with the programme manager as second person; breaking the glass; printing."""

from typing import Any

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import DENIED, GONE, READ
from tests.personas import World

LEAD = "all:403 strangers:login ig:200"
SECOND = f"{LEAD} manager:200"
THEIRS = f"all:404 {DENIED} ig:200"
THEIRS_AND_SECOND = f"{THEIRS} manager:200"
REASON = {"reason": "A solicitor asked for it in writing."}


def about(name: str) -> Any:
    return lambda world: {"key": world.records[name].pk}


def case(world: World) -> dict[str, Any]:
    return {"kind": "case", "key": world.records["case"].pk}


def therapist(world: World) -> dict[str, Any]:
    return {"kind": "person", "key": world.therapist.public_id}


ROWS = [
    Row("keeping", get=SECOND, post="all:405"),
    Row("keeping_find", get="all:405", post="all:403 strangers:login ig:422"),
    Row("keeping_find", get="all:405", post="all:403 strangers:login ig:302", data={"words": "OLD-001"}),
    Row("keeping_find", get="all:405", post="all:403 strangers:login ig:302", data={"words": "northmoor east"}),
    Row("keeping_subject", get=THEIRS, post="all:405", kwargs=case),
    Row("keeping_subject", get=THEIRS, post="all:405", kwargs=therapist),
    Row("keeping_subject", get=GONE, post="all:405", kwargs=lambda w: {"kind": "team", "key": w.away.public_id}),
    Row("hold_place", get=THEIRS, post=f"all:404 {DENIED} ig:422", kwargs=case),
    Row("hold_place", get=THEIRS, post=f"all:404 {DENIED} ig:302", kwargs=case, data=REASON),
    Row("disclosure_open", get=THEIRS, post=f"all:404 {DENIED} ig:422", kwargs=case),
    Row("holds", get=LEAD, post="all:405"),
    Row("hold_lift", get="all:405", post=f"all:404 {DENIED} manager:403 ig:302", kwargs=about("hold")),
    Row("disposal", get=SECOND, post=f"{LEAD} ig:403"),
    Row(
        "disposal",
        get=SECOND,
        post="all:403 strangers:login ig:422",
        data=lambda world: {"organisation": str(world.northmoor.public_id)},
    ),
    Row(
        "disposal_list",
        get=THEIRS_AND_SECOND,
        post=f"all:404 {DENIED} ig:403 manager:302",
        kwargs=about("disposal"),
        data={"refuse": "1"},
    ),
    Row("disclosures", get=SECOND, post="all:405"),
    Row(
        "disclosure",
        get=THEIRS_AND_SECOND,
        post=f"all:404 {DENIED} ig:422 manager:403",
        kwargs=about("disclosure"),
    ),
    Row("disclosure_approve", get="all:405", post=f"all:404 {DENIED} ig:403 manager:302", kwargs=about("disclosure")),
    Row("disclosure_pack", get="all:405", post=f"all:404 {DENIED} ig:302 manager:403", kwargs=about("disclosure")),
    Row("read_log", get=LEAD, post="all:405"),
    Row("read_log_file", get="all:405", post=LEAD),
    Row("access_review", get=LEAD, post="all:403 strangers:login ig:302"),
    Row("break_glass", get=READ, post=f"all:422 {DENIED} admin:403"),
    Row("break_glass_open", get=GONE, post="all:405", kwargs=about("glass")),
    Row(
        "break_glass_decide",
        get="all:405",
        post=f"all:404 {DENIED} manager:403 ig:302",
        kwargs=about("glass"),
        data={"refuse": "1"},
    ),
    Row(
        "record_pdf",
        get=GONE,
        post=GONE,
        kwargs=lambda world: {"kind": "summary", "key": world.records["review"].pk},
    ),
    Row("still_there", get=READ, post="all:405"),
    Row("idle", get="all:405", post=f"all:302 {DENIED}"),
]
