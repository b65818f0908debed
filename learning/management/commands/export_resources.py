"""Writes the library's resources into a folder of Markdown, as their authors have them now."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.services.exporting import FolderInUse, export_resources


class Command(BaseCommand):
    """Exporting twice gives the same bytes."""

    help = "Export every resource to a folder that is new, empty, or an earlier export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = export_resources(folder=options["folder"])
        except FolderInUse as error:
            raise CommandError(f"{error} has other files in it; choose a new folder.") from error
        self.stdout.write(f"{len(files)} files written to {options['folder']}.")
