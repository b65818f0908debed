"""Checks a PDF: its signature, every one of its bytes, and what the register says of the certificate."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.certificates.codes import grouped
from learning.certificates.examine import State
from learning.file_verdicts import file_verdict
from learning.public_certificates import facts
from learning.services.checked_files import MOST_BYTES, Checked, check_file, examine_apart


class Command(BaseCommand):
    """`manage.py verify_certificate FILE [--json]`; ends with 1 unless it is as issued and still valid."""

    help = "Check a PDF: its signature, its bytes, and the register. Nothing calls out."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and how to answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at it and tell."""
        path: Path = options["file"]
        try:
            if path.stat().st_size > MOST_BYTES:
                raise CommandError(f"{path}: larger than {MOST_BYTES // 1024 // 1024} MB")
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        found = _found(content, check_file(content))
        if options["json"]:
            self.stdout.write(json.dumps(found, default=str))
        else:
            for name, value in found.items():
                self.stdout.write(f"{name}: {value}")
        if not found["genuine"] or found["register"] != "VALID":
            raise SystemExit(1)


def _found(content: bytes, checked: Checked) -> dict[str, Any]:
    """What the file is, what its own signature says without the register, and what the register says."""
    signature = examine_apart(content)
    known = facts(checked.certificate, checked.certificate.code) if checked.certificate else None
    register = known["status"] if known else "VALID" if checked.document else "UNKNOWN"
    code = known["code"] if known else grouped(checked.document.code if checked.document else signature.code)
    return {
        "file": checked.state.value,
        "says": str(file_verdict(checked).sentence),
        "genuine": checked.is_genuine,
        "sha256": hashlib.sha256(content).hexdigest(),
        "signature": signature.state.value if signature.state == State.SIGNED or signature.key_id else "none of ours",
        "key": signature.key_id or None,
        "signed_at": signature.signed_at or None,
        "code": code or None,
        "register": register,
    }
