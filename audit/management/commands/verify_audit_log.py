"""Checks the audit chain and prints its head, to be kept somewhere else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.services import verify_chain


class Command(BaseCommand):
    """`manage.py verify_audit_log [--anchor SEQUENCE:HASH]`; exit code 1 when the chain is broken."""

    help = "Checks every entry of the audit log and prints the chain's head for anchoring elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchor", default="", help="SEQUENCE:HASH noted on an earlier day")

    def handle(self, *args: Any, **options: Any) -> None:
        number, _, anchor_hash = options["anchor"].partition(":")
        if options["anchor"] and not (number.isdigit() and anchor_hash):
            raise CommandError("--anchor takes SEQUENCE:HASH, as an earlier run printed it.")
        report = verify_chain(anchor_sequence=int(number or 0), anchor_hash=anchor_hash)
        if report.broken_at is not None:
            raise CommandError(f"Broken at entry {report.broken_at}: {report.reason}.")
        self.stdout.write(f"{report.entries} entries, unbroken.")
        self.stdout.write(f"head {report.entries}:{report.head}")
