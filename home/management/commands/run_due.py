"""`run_due`: everything whose time has come, in every room."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.due_work import run


class Command(BaseCommand):
    """Run it every few minutes, at least once an hour; run twice, the second changes nothing."""

    help = "Do what is due: publish, lock, finish and remind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done; fail when any of it failed."""
        outcomes = run()
        for outcome in outcomes:
            self.stdout.write(f"{outcome.name}: {'failed' if outcome.done is None else outcome.done}")
        failed = [outcome.name for outcome in outcomes if outcome.done is None]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")
