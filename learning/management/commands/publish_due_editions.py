"""Shows editions whose time has come as live in the admin. Readers get them at their time without it."""

from typing import Any

from django.core.management.base import BaseCommand

from learning.services.editions import publish_due


class Command(BaseCommand):
    """Run it every few minutes; run twice, the second changes nothing."""

    help = "Mark the pages of editions whose time has come as live in the admin."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{publish_due()} pages changed.")
