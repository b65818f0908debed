"""An attempt keeps the questions it was drawn with, and once sent it never changes; the database sees to it."""

from typing import Any

from django.db import migrations

from audit import triggers

FROZEN = ["id", "public_id", "enrolment_id", "number", "language", "seed", "questions", "pass_mark", "started_at"]


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot("learning_attempt", FROZEN, "OLD.submitted_at IS NOT NULL", schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove("learning_attempt", schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("learning", "0003_publish_texts_and_name_questions_by_translation"),
    ]

    operations = [migrations.RunPython(install, remove)]
