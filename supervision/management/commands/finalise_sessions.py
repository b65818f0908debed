"""`finalise_sessions`: lock the sessions that were shared more than half an hour ago."""

from typing import Any

from django.core.management.base import BaseCommand

from supervision.services.session_records import finalise_due


class Command(BaseCommand):
    """Run it every few minutes; the clock alone decides already that nothing is changed after the half hour."""

    help = "Lock the sessions that were shared more than half an hour ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many there were."""
        self.stdout.write(f"{finalise_due()} sessions are final now.")
