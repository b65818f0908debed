"""Who saved a consultation last, what was rehearsed, and what the two opened. The triggers step aside meanwhile."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
import supervision.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from audit import triggers

sessions = import_module("supervision.migrations.0004_guard_final_sessions")
consultations = import_module("supervision.migrations.0007_guard_final_consultations")
OPENED = "supervision_openedtoexpert"


def install(apps: Any, schema_editor: Any) -> None:
    sessions.install(apps, schema_editor)
    consultations.install(apps, schema_editor)


def remove(apps: Any, schema_editor: Any) -> None:
    sessions.remove(apps, schema_editor)
    consultations.remove(apps, schema_editor)


def keep_openings(apps: Any, schema_editor: Any) -> None:
    triggers.install(OPENED, schema_editor.connection)


def free_openings(apps: Any, schema_editor: Any) -> None:
    triggers.remove(OPENED, schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_keep_open_memberships_single'),
        ('supervision', '0009_guard_stubs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name='consultationnote',
            name='saved_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='consultationnote',
            name='saved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='crisisconsultation',
            name='saved_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='crisisconsultation',
            name='saved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='supervisionsession',
            name='rehearsal',
            field=supervision.fields.SealedTextField(blank=True, default=''),
        ),
        migrations.CreateModel(
            name='OpenedToExpert',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('record_type', models.CharField(max_length=40)),
                ('record_id', models.UUIDField(db_index=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'opening to the expert',
                'verbose_name_plural': 'openings to the expert',
                'ordering': ['created_at'],
                'constraints': [models.UniqueConstraint(fields=('record_type', 'record_id', 'by'), name='opened_once_by_each')],
            },
        ),
        migrations.RunPython(install, remove),
        migrations.RunPython(keep_openings, free_openings),
    ]
