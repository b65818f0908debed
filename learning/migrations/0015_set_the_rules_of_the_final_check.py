from typing import Any

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from audit import triggers

def unguard(apps: Any, schema_editor: Any) -> None:
    """SQLite writes a table with a new column anew, and what guards it has to be put back."""
    triggers.remove("learning_edition", schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install("learning_edition", schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("learning", "0014_ask_seven_kinds_of_question"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name='attempt',
            name='ends_at',
            field=models.DateTimeField(blank=True, help_text='Where the check has a time limit.', null=True),
        ),
        migrations.AddField(
            model_name='edition',
            name='attempts_allowed',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty for as many as it takes.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='tries in all'),
        ),
        migrations.AddField(
            model_name='edition',
            name='fails_before_wait',
            field=models.PositiveSmallIntegerField(default=2, help_text='tries that do not pass.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='a wait after every'),
        ),
        migrations.AddField(
            model_name='edition',
            name='time_limit',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty for none, which suits most modules.', null=True, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(480)], verbose_name='time limit, in minutes'),
        ),
        migrations.AddField(
            model_name='edition',
            name='wait_hours',
            field=models.PositiveSmallIntegerField(default=12, help_text='0 for no wait.', validators=[django.core.validators.MaxValueValidator(336)], verbose_name='the wait, in hours'),
        ),
        migrations.AddField(
            model_name='modulepage',
            name='attempts_allowed',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty for as many as it takes.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='tries in all'),
        ),
        migrations.AddField(
            model_name='modulepage',
            name='fails_before_wait',
            field=models.PositiveSmallIntegerField(default=2, help_text='tries that do not pass.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='a wait after every'),
        ),
        migrations.AddField(
            model_name='modulepage',
            name='time_limit',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty for none, which suits most modules.', null=True, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(480)], verbose_name='time limit, in minutes'),
        ),
        migrations.AddField(
            model_name='modulepage',
            name='wait_hours',
            field=models.PositiveSmallIntegerField(default=12, help_text='0 for no wait.', validators=[django.core.validators.MaxValueValidator(336)], verbose_name='the wait, in hours'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='draw',
            field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='questions drawn for the final check'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='pass_mark',
            field=models.PositiveSmallIntegerField(default=80, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='pass mark, per cent'),
        ),
        migrations.CreateModel(
            name='ExtraTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('per_cent', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(300)], verbose_name='extra time, per cent')),
                ('until', models.DateField(blank=True, help_text='The last day; empty for always.', null=True, verbose_name='until')),
                ('given_at', models.DateTimeField(auto_now=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='extra_time', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'extra time',
                'verbose_name_plural': 'extra time',
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
