"""The database itself keeps a session and its cases as they were when they became final, and none of them goes."""

from typing import Any

from django.db import migrations

from audit import triggers

SESSION, CASE = "supervision_supervisionsession", "supervision_sessioncase"


def install(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection
    triggers.install_snapshot(SESSION, ["id", "organisation_id", "team_id", "kind"], "OLD.content_hash <> ''", using)
    final = "OLD.is_final" if using.vendor == "postgresql" else "OLD.is_final = 1"
    triggers.install_snapshot(CASE, ["id", "organisation_id", "session_id", "case_id"], final, using)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in (SESSION, CASE):
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0003_sessions_and_actions")]

    operations = [migrations.RunPython(install, remove)]
