"""Rules and what is recorded of people are never rewritten: a past day can always be looked at as it was known."""

from typing import Any

from django.db import migrations

from audit import triggers

WRITTEN_ONCE = (
    "pathways_requirementversion",
    "pathways_pathwayversion",
    "pathways_pathwaystep",
    "pathways_readacknowledgement",
)
COMMON = ["id", "public_id", "user_id", "organisation_id", "recorded_at", "recorded_by_id"]
TAKEN_BACK = {
    "pathways_exemption": [*COMMON, "requirement_id", "reason", "from_on", "until_on"],
    "pathways_assignment": [*COMMON, "requirement_id", "due_on"],
    "pathways_absence": [*COMMON, "kind", "from_on", "until_on"],
}


def install(apps: Any, schema_editor: Any) -> None:
    for table in WRITTEN_ONCE:
        triggers.install(table, schema_editor.connection)
    for table, frozen in TAKEN_BACK.items():
        triggers.install_snapshot(table, frozen, "OLD.withdrawn_at IS NOT NULL", schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in (*WRITTEN_ONCE, *TAKEN_BACK):
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("pathways", "0001_requirements_and_statuses")]

    operations = [migrations.RunPython(install, remove)]
