"""Writes a module into a folder of Markdown, as its authors have it now."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.services.exporting import FolderInUse, NothingToExport, export_module


class Command(BaseCommand):
    """Exporting twice gives the same bytes."""

    help = "Export a module to a folder that is new, empty, or an earlier export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="The module's code, such as M1.")
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = export_module(code=options["code"], folder=options["folder"])
        except NothingToExport as error:
            raise CommandError(f"There is no module {error}.") from error
        except FolderInUse as error:
            raise CommandError(f"{error} has other files in it; choose a new folder.") from error
        self.stdout.write(f"{len(files)} files written to {options['folder']}.")
