"""Seals everything with the newest key, so that the older ones can be taken away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from supervision.services.rotation import BATCH, rotate


class Command(BaseCommand):
    """Put the new key first in HEARTH_FIELD_KEY, run this, then take the old key away. May be stopped and run again."""

    help = "Seal every sealed text with the first key of HEARTH_FIELD_KEY."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count what an older key sealed")
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = changed = 0
        for done in rotate(batch=options["batch"], dry_run=options["dry_run"]):
            rows, changed = rows + done.rows, changed + done.changed
            self.stdout.write(f"{done.kind}: {done.changed} of {done.rows}")
            self.stdout.flush()
        if options["dry_run"]:
            self.stdout.write(f"{changed} of {rows} rows have a text that an older key sealed. Nothing was changed.")
        else:
            self.stdout.write(f"{changed} of {rows} rows sealed anew. Older keys may go when a dry run says 0.")
