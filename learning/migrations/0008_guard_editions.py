"""Editions are kept by the database itself: what was published never changes, and no row goes."""

from typing import Any

from django.db import migrations

from audit import triggers

TABLES = ("learning_edition", "learning_editionmodule", "learning_editionunit", "learning_editionquestion")


def install(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        triggers.install(table, schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("learning", "0007_ask_learners_back_and_look_after_content")]
    operations = [migrations.RunPython(install, remove)]
