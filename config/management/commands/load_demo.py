"""Loads the invented organisations, people and content. Running it again changes nothing."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home.indexing import indexed_once

APPS = ("people", "home", "learning", "events", "cpd", "pathways", "supervision")


class Command(BaseCommand):
    """Each app that has something to set up or to show offers `setup.py` and `demo.py`."""

    help = "Load the demo: invented organisations, teams, people, pages and modules. Refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.HEARTH_DEMO_ALLOWED:
            raise CommandError(
                "The demo has known passwords, so it is refused here. Use `manage.py setup_site` instead."
            )
        for app in APPS:
            with transaction.atomic(), indexed_once():
                self.load(app)
        self.report("The demo is loaded.")

    def load(self, app: str) -> None:
        """One room, all of it or nothing: what it needs first, then what it shows."""
        if find_spec(f"{app}.setup"):
            import_module(f"{app}.setup").set_up(self.report)
        if find_spec(f"{app}.demo"):
            import_module(f"{app}.demo").load(self.report)

    def report(self, line: str) -> None:
        """Say what was done."""
        self.stdout.write(line)
