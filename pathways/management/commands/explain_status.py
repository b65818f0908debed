"""`explain_status`: how somebody stood on a day, and why, as far as was known then."""

import datetime
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from pathways.explaining import Explained, explain_all
from people.models import User


class Command(BaseCommand):
    """Reads only. Facts that came later are left out; what was corrected later shows as it was known."""

    help = "Say how somebody stands with everything asked of them on a day, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, which day, which requirement, and how to print."""
        parser.add_argument("email")
        parser.add_argument("--on", type=datetime.date.fromisoformat, help="a day (2026-03-31); today unless told")
        parser.add_argument("--requirement", default="", help="the code of one requirement")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every status with its reasons."""
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        day = options["on"] or timezone.localdate()
        code = options["requirement"]
        found = [one for one in explain_all(user, day) if code in {"", one.status.requirement.code}]
        if options["json"]:
            data = {"email": user.email, "on": day.isoformat(), "statuses": [one.as_data() for one in found]}
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        if not found:
            self.stdout.write(f"Nothing was asked of {user} on {day}.")
        for one in found:
            self.say(one)

    def say(self, one: Explained) -> None:
        """One status, a reason on each line."""
        self.stdout.write(f"{one.status.requirement.code} · {one.name}: {one.state.label}")
        for reason in one.reasons:
            self.stdout.write(f"  - {reason.text}")
