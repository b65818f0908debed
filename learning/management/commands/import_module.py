"""Reads a module from a folder of Markdown into drafts; the format is described in docs/reference/module-folder.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.permissions import authoring
from learning.services import editions
from learning.services.importing import FolderRefused, ImportReport, import_module
from people.models import User


class Command(BaseCommand):
    """Stores all of a folder or nothing of it."""

    help = "Import a module from a folder. Problems are listed by file and line, and then nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument("--publish", action="store_true", help="Publish it; needs --author and --reviewer.")
        parser.add_argument("--author", default="", help="E-mail address of the author.")
        parser.add_argument("--reviewer", default="", help="E-mail address of the clinical reviewer who approved it.")

    def handle(self, *args: Any, **options: Any) -> None:
        author = person(options["author"])
        reviewer = person(options["reviewer"])
        if options["publish"] and not (author and reviewer):
            raise CommandError("--publish needs --author and --reviewer: an edition records both.")
        if options["publish"] and author and reviewer:
            refuse_unless_reviewer(reviewer, author)
        try:
            report = import_module(actor=author, folder=options["folder"], dry_run=options["dry_run"])
        except FolderRefused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(refused.problems)} problems; nothing was stored.") from refused
        self._tell(report, options["dry_run"])
        if options["publish"] and not options["dry_run"] and report.module_key and author:
            self._publish(report, author, reviewer)

    def _tell(self, report: ImportReport, dry_run: bool) -> None:
        for line in report.written:
            self.stdout.write(f"written  {line}")
        for line in report.removed:
            self.stdout.write(f"removed  {line}")
        ending = "Nothing was stored: dry run." if dry_run else "Done." if report.changed else "Nothing had changed."
        self.stdout.write(ending)

    def _publish(self, report: ImportReport, author: User, reviewer: User | None) -> None:
        try:
            edition = editions.publish(actor=author, module_key=report.module_key, reviewed_by=reviewer)  # type: ignore[arg-type]
        except editions.NotReady as refused:
            for finding in refused.findings:
                self.stderr.write(str(finding))
            raise CommandError("Stored as drafts, but not published.") from refused
        self.stdout.write(f"Published: {edition}")


def refuse_unless_reviewer(reviewer: User, author: User) -> None:
    """An edition names a clinical reviewer of today, and never its author as that."""
    if reviewer == author:
        raise CommandError(f"{reviewer.email} is the author: somebody else has to have reviewed it.")
    if not authoring.is_reviewer(reviewer):
        raise CommandError(f"{reviewer.email} is no clinical reviewer today, so nothing was imported.")


def person(email: str) -> User | None:
    """The active account with this address; none when none was named."""
    if not email:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no account {email}.")
    return user
