from typing import Any

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from audit import triggers

TABLE, VERSION = "learning_certificate", "learning_designversion"
BEFORE = [
    "id", "public_id", "completion_id", "holder_id", "organisation_id", "year", "number", "code", "language", "name",
    "role", "module_code", "title_en", "title_cy", "edition_number", "outcomes", "minutes", "score", "pass_mark",
    "completed_on", "issued_at", "expires_on", "issuer", "issuer_cy", "supersedes_id", "attendance_key", "because",
]
FROZEN = [*BEFORE, "design_id", "practised"]


def unguard(apps: Any, schema_editor: Any) -> None:
    """SQLite writes the table anew, and what guards it has to be put back."""
    triggers.remove(TABLE, schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot(TABLE, FROZEN, "OLD.state <> 'issued'", schema_editor.connection)
    triggers.install(VERSION, schema_editor.connection)


def guard_as_before(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot(TABLE, BEFORE, "OLD.state <> 'issued'", schema_editor.connection)


def unguard_both(apps: Any, schema_editor: Any) -> None:
    triggers.remove(VERSION, schema_editor.connection)
    unguard(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0023_say_which_key_signed_a_file'),
        ('people', '0003_keep_lists_of_people_on_their_way_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(unguard, guard_as_before),
        migrations.AddField(
            model_name='certificate',
            name='practised',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='CertificateDesign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_designs', to='people.organisation')),
            ],
            options={
                'verbose_name': 'certificate design',
                'verbose_name_plural': 'certificate designs',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='DesignUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('everything', 'Everything'), ('modules', 'All modules'), ('events', 'All live events'), ('code', 'One module or event')], max_length=10)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='learning.certificatedesign')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'verbose_name': 'use of a certificate design',
                'verbose_name_plural': 'uses of certificate designs',
            },
        ),
        migrations.CreateModel(
            name='DesignVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('values', models.JSONField()),
                ('logo', models.BinaryField(blank=True, default=b'')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='learning.certificatedesign')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of a certificate design',
                'verbose_name_plural': 'versions of certificate designs',
            },
        ),
        migrations.AddField(
            model_name='certificate',
            name='design',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.designversion'),
        ),
        migrations.AddConstraint(
            model_name='certificatedesign',
            constraint=models.UniqueConstraint(fields=('organisation', 'name'), name='one_design_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='designuse',
            constraint=models.UniqueConstraint(fields=('organisation', 'kind', 'code'), name='one_design_for_each_use'),
        ),
        migrations.AddConstraint(
            model_name='designuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'code'), models.Q(('code', ''), _negated=True)), models.Q(models.Q(('kind', 'code'), _negated=True), ('code', '')), _connector='OR'), name='a_use_by_code_has_one'),
        ),
        migrations.AddConstraint(
            model_name='designversion',
            constraint=models.UniqueConstraint(fields=('design', 'number'), name='one_version_of_a_number'),
        ),
        migrations.RunPython(guard, unguard_both),
    ]
