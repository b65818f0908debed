from typing import Any

from django.db import migrations, models

from audit import triggers


def unguard(apps: Any, schema_editor: Any) -> None:
    """SQLite writes a table with a new column anew, and what guards it has to be put back."""
    triggers.remove("learning_edition", schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install("learning_edition", schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("learning", "0020_keep_recordings")]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name="edition",
            name="evidence",
            field=models.JSONField(blank=True, default=list, verbose_name="asked for besides the check"),
        ),
        migrations.AddField(
            model_name="modulepage",
            name="evidence",
            field=models.JSONField(blank=True, default=list, verbose_name="asked for besides the check"),
        ),
        migrations.RunPython(guard, unguard),
    ]
