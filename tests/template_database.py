"""Keeps one migrated SQLite database to copy from, named by the content of every migration.

python -m tests.template_database makes it before any worker needs it; on PostgreSQL it migrates the database that
HEARTH_TEST_TEMPLATE names, of which each worker's is a copy.
"""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def copy_in() -> bool:
    """Puts a copy where the test database belongs; False when there is none for these migrations.

    PostgreSQL makes the copy itself, and is told of what.
    """
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("HEARTH_TEST_TEMPLATE") or None
        return False
    target = connection.settings_dict["TEST"].get("NAME")
    if connection.vendor != "sqlite" or not target or not _template().exists():
        return False
    for suffix in ("-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    shutil.copyfile(_template(), target)
    return True


def keep() -> None:
    """Keeps a copy of the test database, just migrated."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for old in _template().parent.glob("template-*.sqlite3"):
        old.unlink(missing_ok=True)
    draft = _template().with_suffix(f".{os.getpid()}")
    shutil.copyfile(connection.settings_dict["NAME"], draft)
    draft.rename(_template())


@cache
def _template() -> Path:
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(f"{config.name}/{path.name}".encode() + path.read_bytes())
    digest.update((Path(settings.BASE_DIR) / "audit" / "triggers.py").read_bytes())
    return Path(settings.VAR_DIR) / f"template-{digest.hexdigest()[:16]}.sqlite3"


def make() -> None:
    """Migrates it, unless that is done."""
    if connection.vendor == "sqlite":
        if _template().exists():
            return
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
        Path(connection.settings_dict["NAME"]).unlink(missing_ok=True)
    call_command("migrate", verbosity=0, skip_checks=True)
    keep()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    make()
