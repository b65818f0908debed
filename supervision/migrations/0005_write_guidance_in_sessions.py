"""What was advised on a case in a session, with which principles and methods. The triggers step aside meanwhile."""

from importlib import import_module

from django.db import migrations, models

import supervision.fields

guard = import_module("supervision.migrations.0004_guard_final_sessions")


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_guard_final_sessions")]

    operations = [
        migrations.RunPython(guard.remove, guard.install),
        migrations.AddField("sessioncase", "guidance", supervision.fields.SealedTextField(blank=True, default="")),
        migrations.AddField("sessioncase", "principles", models.JSONField(default=list)),
        migrations.AddField("sessioncase", "methods", models.JSONField(default=list)),
        migrations.RunPython(guard.install, guard.remove),
    ]
