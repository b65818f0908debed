"""Lists what the operator has still to fill in on public pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.placeholders import open_places


class Command(BaseCommand):
    """Exit code 1 with --check while anything is open, for a go-live checklist."""

    help = "List the places in [square brackets] on public pages that the operator must fill in before going live."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit with 1 while a place is open")

    def handle(self, *args: Any, **options: Any) -> None:
        places = list(open_places())
        for place in places:
            self.stdout.write(f"{place.address} ({place.language}): {place.words}")
        self.stdout.write(f"{len(places)} places to fill in." if places else "Every place is filled in.")
        if places and options["check"]:
            raise SystemExit(1)
