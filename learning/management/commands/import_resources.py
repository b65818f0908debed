"""Reads resources of the library from a folder of Markdown; see docs/reference/module-folder.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.management.commands.import_module import person
from learning.services.importing import FolderRefused
from learning.services.importing_resources import import_resources


class Command(BaseCommand):
    """Stores every resource of a folder, or none."""

    help = "Import resources from a folder. Problems are listed by file and line, and then nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument("--publish", action="store_true", help="Put them in the library at once.")
        parser.add_argument("--author", default="", help="E-mail address of the author.")

    def handle(self, *args: Any, **options: Any) -> None:
        author = person(options["author"])
        try:
            report = import_resources(
                actor=author, folder=options["folder"], dry_run=options["dry_run"], publish=options["publish"]
            )
        except FolderRefused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(refused.problems)} problems; nothing was stored.") from refused
        for line in report.written:
            self.stdout.write(f"written  {line}")
        ending = (
            "Nothing was stored: dry run."
            if options["dry_run"]
            else "Done."
            if report.changed
            else "Nothing had changed."
        )
        self.stdout.write(ending)
