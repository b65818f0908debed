"""Tells information leads that something is due for disposal, or will be within sixty days."""

from typing import Any

from django.core.management.base import BaseCommand

from supervision.services.reminding import remind


class Command(BaseCommand):
    """Run it daily; each organisation hears once in thirty days. It destroys nothing."""

    help = "Remind information leads of what is due for disposal."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind()} people told.")
