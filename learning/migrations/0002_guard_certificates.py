"""Certificates are kept by the database itself: what is printed never changes, and no row goes."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from audit import triggers

TABLES = ("learning_certificate", "learning_certificatefile")
FROZEN = [
    "id", "public_id", "completion_id", "holder_id", "organisation_id", "year", "number", "code", "language", "name",
    "role", "module_code", "title_en", "title_cy", "edition_number", "outcomes", "minutes", "score", "pass_mark",
    "completed_on", "issued_at", "expires_on", "issuer", "issuer_cy", "supersedes_id",
]


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot("learning_certificate", FROZEN, "OLD.state <> 'issued'", schema_editor.connection)
    triggers.install("learning_certificatefile", schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        triggers.remove(table, schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("learning", "0001_modules_editions_progress_certificates"),
        ("people", "0001_people_teams_and_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "revoked"), _negated=True),
                    models.Q(("revoked_at__isnull", False), models.Q(("revoked_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_revoked_certificate_says_why",
            ),
        ),
        migrations.RunPython(install, remove),
    ]
