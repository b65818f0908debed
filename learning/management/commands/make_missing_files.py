"""Makes the PDF of every certificate that has none: after Pango was missing, or a worker was stopped in between."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learning.certificates.render import pango_problem
from learning.services.certificate_files import make_missing_files


class Command(BaseCommand):
    """`manage.py make_missing_files`; run again, it makes nothing twice."""

    help = "Make the PDF of certificates that have none."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were made; end with an error while some are still missing."""
        made, missing = make_missing_files()
        self.stdout.write(f"certificates: {made} files made")
        if missing:
            raise CommandError(f"{missing} files are still missing. {pango_problem() or 'The log says why.'}")
