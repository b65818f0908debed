"""`rebuild_statuses`: every stored status anew, from events and rules."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pathways.services.statuses import refreshed
from people.models import Membership


class Command(BaseCommand):
    """Running it on a healthy installation changes nothing, and says so."""

    help = "Work out every status again from events and rules, and store what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how far it is, and how many statuses were not as they should be."""
        ids = list(Membership.objects.values_list("user_id", flat=True).distinct().order_by("user_id"))
        changed = 0
        for number, found in enumerate(refreshed(ids, timezone.localdate()), start=1):
            changed += found
            if options["verbosity"] > 1:
                self.stdout.write(f"batch {number}: {found} changed")
        self.stdout.write(f"{len(ids)} people looked at, {changed} statuses changed.")
