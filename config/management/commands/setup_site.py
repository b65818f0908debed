"""Makes a first organisation and its administrator, the page trees and the groups: what production starts with."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.models.organisations import Nation
from people.services.errors import NotAllowed, PeopleError
from people.services.first_steps import first_administrator, first_organisation

APPS = ("people", "home", "learning", "events", "cpd", "pathways", "supervision")


class Command(BaseCommand):
    """Safe to run again: what is there stays as it is. No password is known to anybody but its owner."""

    help = "Set up a new site: page trees, groups, a first organisation, and an invitation link for its administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", help="name of the first organisation")
        parser.add_argument("--nation", choices=[nation.value for nation in Nation], default=Nation.ENGLAND.value)
        parser.add_argument("--email", help="address of the first site administrator")
        parser.add_argument("--name", help="name of the first site administrator", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        for app in APPS:
            if find_spec(f"{app}.setup"):
                import_module(f"{app}.setup").set_up(self.report)
        if options["organisation"]:
            organisation, made = first_organisation(name=options["organisation"], nation=options["nation"])
            self.report(f"organisation {'made' if made else 'already there'}: {organisation.name}")
        if options["email"]:
            self._administrator(options["email"], options["name"])
        self.report("The site is set up.")

    def _administrator(self, email: str, name: str) -> None:
        if not name:
            raise CommandError("--email needs --name as well: the administrator's name.")
        try:
            user, link = first_administrator(email=email, name=name)
        except (NotAllowed, PeopleError, ValidationError) as error:
            raise CommandError(str(getattr(error, "words", error))) from error
        self.report(f"site administrator: {user.email}")
        if link:
            self.report(f"They choose their password here (works once, for three days): {link}")

    def report(self, line: str) -> None:
        """Say what was done."""
        self.stdout.write(line)
