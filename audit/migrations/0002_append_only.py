"""Makes the log append-only in the database itself."""

from typing import Any

from django.db import migrations

from audit import triggers


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install("audit_entry", schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove("audit_entry", schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_entries")]
    operations = [migrations.RunPython(install, remove)]
