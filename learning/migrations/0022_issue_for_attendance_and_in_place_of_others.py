from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit import triggers

TABLE = "learning_certificate"
BEFORE = [
    "id", "public_id", "completion_id", "holder_id", "organisation_id", "year", "number", "code", "language", "name",
    "role", "module_code", "title_en", "title_cy", "edition_number", "outcomes", "minutes", "score", "pass_mark",
    "completed_on", "issued_at", "expires_on", "issuer", "issuer_cy", "supersedes_id",
]
FROZEN = [*BEFORE, "attendance_key", "because"]


def unguard(apps: Any, schema_editor: Any) -> None:
    """SQLite writes the table anew, and what guards it has to be put back."""
    triggers.remove(TABLE, schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot(TABLE, FROZEN, "OLD.state <> 'issued'", schema_editor.connection)


def guard_as_before(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot(TABLE, BEFORE, "OLD.state <> 'issued'", schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0021_ask_for_evidence'),
        ('people', '0002_keep_open_memberships_single'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(unguard, guard_as_before),
        migrations.AddField(
            model_name='certificate',
            name='attendance_key',
            field=models.UUIDField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='certificate',
            name='because',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='completion',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='learning.completion'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='edition_number',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='module_code',
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='pass_mark',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('attendance_key',), name='one_current_certificate_per_attendance'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance_key__isnull', True), ('completion__isnull', False)), models.Q(('attendance_key__isnull', False), ('completion__isnull', True)), _connector='OR'), name='a_certificate_has_one_source'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), models.Q(('because', ''), _negated=True), _connector='OR'), name='a_certificate_in_place_of_one_says_why'),
        ),
        migrations.RunPython(guard, unguard),
    ]
