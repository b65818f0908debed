"""The database itself keeps final summaries and addenda as they were written, and no summary goes."""

from typing import Any

from django.db import migrations

from audit import triggers

REVIEW = "supervision_casereview"
APPENDED = ("supervision_addendum", "supervision_caserecordcopy")


def install(apps: Any, schema_editor: Any) -> None:
    frozen = ["id", "organisation_id", "case_id", "week", "therapist_id", "created_at"]
    triggers.install_snapshot(REVIEW, frozen, "OLD.state IN ('final', 'withdrawn')", schema_editor.connection)
    for table in APPENDED:
        triggers.install(table, schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in (REVIEW, *APPENDED):
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only"), ("supervision", "0001_cases_and_weekly_summaries")]

    operations = [migrations.RunPython(install, remove)]
