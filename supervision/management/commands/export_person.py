"""Everything about one person, for a subject access request."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.models import User
from supervision.services.subject_access import package


class Command(BaseCommand):
    """Writes a ZIP with a page and JSON; look through what other people wrote before it leaves the house."""

    help = "Export everything about one person as a ZIP."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail address")
        parser.add_argument("--out", default="person.zip", help="the file to write (person.zip)")
        parser.add_argument("--by", default="", help="e-mail address of the information lead who asked for it")
        parser.add_argument("--language", default="en", choices=["en", "cy"])

    def handle(self, *args: Any, **options: Any) -> None:
        person = _who(options["email"])
        actor = _who(options["by"]) if options["by"] else None
        target = Path(options["out"])
        if target.exists():
            raise CommandError(f"{target} is there already.")
        body = package(actor=actor, person=person, language=options["language"])
        target.touch(mode=0o600)
        target.write_bytes(body)
        self.stdout.write(f"{target}: {len(body)} bytes. It is not encrypted: keep it where it belongs.")


def _who(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody has the address {email}.")
    return found
