"""Adds up all sent checks again, for the statistics of questions."""

from typing import Any

from django.core.management.base import BaseCommand

from learning.services.item_statistics import rebuild


class Command(BaseCommand):
    """Checks add themselves up as they are sent; this is for older records, or after a repair."""

    help = "Rebuild the statistics of questions from every check that was sent."

    def handle(self, *args: Any, **options: Any) -> None:
        attempts, wordings = rebuild()
        self.stdout.write(f"{attempts} checks added up into {wordings} wordings of questions.")
