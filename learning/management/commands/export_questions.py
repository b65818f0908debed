"""Writes a module's questions as GIFT; importing it again gives equal rows."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.services.exported_gift import export_gift
from learning.services.gift_places import NoSuchModule, place_of


class Command(BaseCommand):
    """To the standard output, or to a file."""

    help = "Export a module's questions as GIFT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--module", required=True, help="Code of the module.")
        parser.add_argument("--language", default="", help="Language of the questions; the module's first by default.")
        parser.add_argument("--output", type=Path, help="File to write instead of the standard output.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            module_key, locale = place_of(options["module"], options["language"])
        except NoSuchModule as error:
            raise CommandError(str(error)) from error
        found = export_gift(module_key=module_key, locale=locale)
        for words in found.left_out:
            self.stderr.write(f"left out: {words}")
        if options["output"]:
            options["output"].write_text(found.text, encoding="utf-8")
            self.stdout.write(f"{found.count} questions written.")
        else:
            self.stdout.write(found.text, ending="")
