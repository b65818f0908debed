"""Makes a new pair of keys for signing certificates and badges; it signs from then on, and older ones stay valid."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.certificates import keys


class Command(BaseCommand):
    """`manage.py make_signing_key --name "Hearth, Northmoor"`; prints the id and the fingerprint to publish."""

    help = "Make a new pair of keys for signing certificates and badges."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose signature it is, and where the keys lie."""
        parser.add_argument("--name", default="Hearth", help="whose signature readers of a PDF are shown")
        parser.add_argument("--to", default=settings.HEARTH_SIGNING_KEYS, help="folder (HEARTH_SIGNING_KEYS)")
        parser.add_argument("--years", type=int, default=keys.YEARS, help="how long it may sign")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the pair, and say what to publish and what to keep."""
        name, years = " ".join(options["name"].split()), options["years"]
        if not 0 < len(name) <= 64 or not options["to"] or not 0 < years <= 50:
            raise CommandError("Give a name of up to 64 characters, a folder, and from 1 to 50 years.")
        try:
            key = keys.make(Path(options["to"]), name=name, years=years)
        except OSError as error:
            raise CommandError(f"{options['to']}: {error.strerror}") from error
        self.stdout.write(f"{key.id}: signs from now on, until {key.until_day}")
        self.stdout.write(f"SHA-256 fingerprint: {key.fingerprint}")
        self.stdout.write(f"Keep {key.path} secret and in your backup; {key.id}.crt must stay for ever.")
