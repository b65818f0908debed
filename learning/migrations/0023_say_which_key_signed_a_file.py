from typing import Any

from django.db import migrations, models

from audit import triggers

TABLE = "learning_certificatefile"


def unguard(apps: Any, schema_editor: Any) -> None:
    """SQLite writes a table with a new column anew, and what guards it has to be put back."""
    triggers.remove(TABLE, schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install(TABLE, schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0022_issue_for_attendance_and_in_place_of_others'),
    ]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name='certificatefile',
            name='key_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='certificatefile',
            name='sha256',
            field=models.CharField(db_index=True, max_length=64),
        ),
        migrations.RunPython(guard, unguard),
    ]
