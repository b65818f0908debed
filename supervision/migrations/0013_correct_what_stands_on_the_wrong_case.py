"""An addendum may withdraw a final summary; its week is then free again. The trigger steps aside meanwhile."""

from typing import Any

from django.db import migrations, models

from audit import triggers

ADDENDUM = "supervision_addendum"


def lift(apps: Any, schema_editor: Any) -> None:
    triggers.remove(ADDENDUM, schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install(ADDENDUM, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0012_guard_practice")]

    operations = [
        migrations.RemoveConstraint("casereview", "one_summary_per_case_and_week"),
        migrations.AddConstraint(
            "casereview",
            models.UniqueConstraint(
                condition=~models.Q(state__in=["withdrawn", "final"]),
                fields=("case", "week"),
                name="one_summary_under_way_per_case_and_week",
            ),
        ),
        migrations.RunPython(lift, guard),
        migrations.AddField("addendum", "copy_id", models.UUIDField(blank=True, null=True)),
        migrations.AddField("addendum", "withdraws", models.BooleanField(default=False)),
        migrations.RunPython(guard, lift),
    ]
