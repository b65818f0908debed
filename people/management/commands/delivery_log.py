"""The delivery log: which letters went out when, which failed and how, and never what they said."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from people.models import Letter, User


class Command(BaseCommand):
    """A line for each letter, newest first: its id (the Message-ID), to whom, where it stands, and each step."""

    help = "List letters about notices with every step of their delivery, without their content."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--person", metavar="EMAIL", help="letters to this person only")
        parser.add_argument("--failed", action="store_true", help="only letters that failed for good")
        parser.add_argument("--days", type=int, default=7, help="how many days back (7)")

    def handle(self, *args: Any, **options: Any) -> None:
        letters = Letter.objects.filter(due_at__gte=timezone.now() - datetime.timedelta(days=options["days"]))
        if options["person"]:
            person = User.objects.filter(email__iexact=options["person"]).first()
            if person is None:
                raise CommandError("Nobody has this address.")
            letters = letters.filter(user=person)
        if options["failed"]:
            letters = letters.filter(state=Letter.State.FAILED)
        for letter in letters.select_related("user").prefetch_related("steps"):
            steps = "; ".join(self._step(step) for step in letter.steps.all())
            kind = "digest" if letter.digest_of else "at once"
            self.stdout.write(f"{letter.pk} {letter.user.email} {kind} {letter.state}: {steps}")

    def _step(self, step: Any) -> str:
        at = f"{timezone.localtime(step.at):%Y-%m-%d %H:%M:%S}"
        return f"{step.what} {at}{f' ({step.reason})' if step.reason else ''}"
