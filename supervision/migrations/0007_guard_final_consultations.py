"""The database itself keeps consultations and crisis calls as they were when they became final, and none goes."""

from typing import Any

from django.db import migrations

from audit import triggers

NOTE, CASE = "supervision_consultationnote", "supervision_consultationcase"
CRISIS, REVIEW = "supervision_crisisconsultation", "supervision_crisisreview"


def install(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection
    locked = "OLD.state = 'final'"
    triggers.install_snapshot(NOTE, ["id", "organisation_id", "team_id", "written_by_id"], locked, using)
    final = "OLD.is_final" if using.vendor == "postgresql" else "OLD.is_final = 1"
    triggers.install_snapshot(CASE, ["id", "organisation_id", "note_id", "case_id"], final, using)
    triggers.install_snapshot(CRISIS, ["id", "organisation_id", "team_id", "taken_by_id"], locked, using)
    triggers.install(REVIEW, using)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in (NOTE, CASE, CRISIS, REVIEW):
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0006_add_consultations_and_crises")]

    operations = [migrations.RunPython(install, remove)]
