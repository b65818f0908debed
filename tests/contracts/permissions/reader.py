"""Reading: every member reads what is published, and only for themselves; a leaver is told, a stranger signs in."""

from typing import Any

from tests.contracts.permissions import Row

DENIED = "strangers:login leaver:403 superuser:403"
READ = f"all:200 {DENIED}"
GONE = f"all:404 {DENIED}"
WRITE_ONLY = f"all:302 {DENIED}"
MODULE = {"module_slug": "module-m1"}
UNIT = {**MODULE, "unit_slug": "unit-1"}
NO_ROW: dict[str, Any] = {"block_id": "11111111-1111-4111-8111-111111111111"}
SLUG = {"slug": "nowhere"}

ROWS = [
    Row("learn", get=READ, post="all:405"),
    Row("module", get=READ, post="all:405", kwargs=MODULE),
    Row("start_module", get="all:405", post=WRITE_ONLY, kwargs=MODULE),
    Row("update_noted", get="all:405", post=WRITE_ONLY, kwargs=MODULE),
    Row("retake", get="all:405", post=WRITE_ONLY, kwargs=MODULE),
    Row("move_edition", get=f"all:404 {DENIED} teammate:302", post=f"all:404 {DENIED} teammate:302", kwargs=MODULE),
    Row("changes", get=GONE, post="all:405", kwargs={**MODULE, "since": 1}),
    Row("final_check", get=READ, post="all:405", kwargs=MODULE),
    Row("begin_check", get="all:405", post=f"all:404 {DENIED} therapist:302 teammate:302", kwargs=MODULE),
    Row("answer_check", get="all:405", post=GONE, kwargs=MODULE),
    Row(
        "check_result",
        get=GONE,
        post="all:405",
        kwargs={**MODULE, "attempt_id": "11111111-1111-4111-8111-111111111111"},
    ),
    Row("unit", get=READ, post="all:405", kwargs=UNIT),
    Row("unit_save", get="all:405", post=WRITE_ONLY, kwargs=UNIT, data={"done": "1"}),
    Row("unit_position", get="all:405", post=f"all:400 {DENIED}", kwargs=UNIT),
    Row("unit_print", get=READ, post="all:405", kwargs=UNIT),
    Row("unit_worksheet", get=GONE, post="all:405", kwargs={**UNIT, **NO_ROW}),
    Row("library", get=READ, post="all:405"),
    Row("keep_resource", get="all:405", post=GONE, data={"keep": "nowhere"}),
    Row(
        "keep_resource",
        get="all:405",
        post=WRITE_ONLY,
        data=lambda world: {"keep": world.resource.slug, "next": "/library/"},
    ),
    Row("resource", get="all:404 strangers:login", post="all:405", kwargs=SLUG),
    Row(
        "resource",
        get="all:200 superuser:404 former:404 strangers:login",
        post="all:405",
        kwargs=lambda world: {"slug": world.resource.slug},
    ),
    Row("resource_print", get="all:404 strangers:login", post="all:405", kwargs=SLUG),
    Row("resource_worksheet", get="all:404 strangers:login", post="all:405", kwargs={**SLUG, **NO_ROW}),
    Row("report_resource", get=GONE, post=GONE, kwargs=SLUG),
    Row(
        "report_resource",
        get=READ,
        post=f"all:302 {DENIED}",
        kwargs=lambda world: {"slug": world.resource.slug},
        data={"text": "A line is missing."},
    ),
    Row("report_unit", get=READ, post=f"all:302 {DENIED}", kwargs=UNIT, data={"text": "A line is missing."}),
    Row("ask_for_resource", get=READ, post=f"all:302 {DENIED}", data={"text": "Gaming at night"}),
    Row("own_notes", get=READ, post="all:405"),
]
