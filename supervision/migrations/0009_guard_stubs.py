"""The database itself keeps the stubs of what was disposed of, and who reviewed access, as they were written."""

from typing import Any

from django.db import migrations

from audit import triggers

APPENDED = ("supervision_disposalstub", "supervision_accessreview")


def install(apps: Any, schema_editor: Any) -> None:
    for table in APPENDED:
        triggers.install(table, schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in APPENDED:
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0008_guard_with_holds_disposal_and_disclosure")]

    operations = [migrations.RunPython(install, remove)]
