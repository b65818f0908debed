"""The database itself keeps what was attested as it was written: a correction is another row."""

from typing import Any

from django.db import migrations

from audit import triggers

TABLE = "events_eventoutcome"


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install(TABLE, schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(TABLE, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_plan_live_events")]

    operations = [migrations.RunPython(install, remove)]
