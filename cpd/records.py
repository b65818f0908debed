"""Training records: what one holds, and how a stranger finds that one is genuine."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cpd import paper
from cpd.models import TrainingRecord
from cpd.parts import Line, parts
from home.spreadsheets import csv_bytes
from learning.certificates import qr
from learning.certificates.codes import grouped
from learning.verifying import Found
from people.models import User

TEMPLATE = "cpd/print/training.html"


@dataclass(frozen=True)
class Facts:
    """Everything a record says of its holder on a day, in one language."""

    name: str
    profession: str
    made_on: datetime.date
    language: str
    parts: tuple[tuple[str, str, tuple[Line, ...]], ...]

    @property
    def digest(self) -> str:
        """SHA-256 over all of it."""
        rows = [[code, title, [vars(line) for line in lines]] for code, title, lines in self.parts]
        text = json.dumps([self.name, self.profession, self.language, rows], ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def gather(user: User, language: str) -> Facts:
    """What the rooms hold about this person and nobody else, today."""
    with override(language):
        held = tuple((part.code, str(part.title), tuple(part.lines(user))) for part in parts())
    return Facts(str(user), user.profession, timezone.localdate(), language, held)


def as_pdf(facts: Facts, code: str) -> bytes:
    """Tagged and not yet signed; raises RenderError."""
    with override(facts.language):
        return paper.pdf(TEMPLATE, _context(facts, code))


def _context(facts: Facts, code: str) -> dict[str, Any]:
    address = check_address(code)
    return {
        "facts": facts,
        "code": grouped(code),
        "address": address,
        "qr": qr.png(address),
        "language": facts.language,
    }


def check_address(code: str) -> str:
    """The public page that says whether the record is genuine."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/v/{code}/"


def as_csv(facts: Facts, code: str) -> bytes:
    """The same as a table; its first line says whose it is, when it was made and how to check it."""
    with override(facts.language):
        header = [_("Part"), _("Day"), _("What"), _("Minutes"), _("More"), _("Code to check it")]
        first = [_("Training record"), facts.made_on, facts.name, "", check_address(code), grouped(code)]
        rows = [
            [title, line.on, line.title, line.minutes, line.detail, line.check]
            for _code, title, lines in facts.parts
            for line in lines
        ]
        return csv_bytes(header, [first, *rows])


def find(code: str) -> Found | None:
    """A training record by its code, for the public page."""
    return _found(Q(code=code))


def find_file(sha256: str) -> Found | None:
    """A training record by the SHA-256 of one of its files, for the public page."""
    return _found(Q(pdf_sha256=sha256) | Q(csv_sha256=sha256))


def _found(wanted: Q) -> Found | None:
    row = TrainingRecord.objects.filter(wanted).select_related("user").defer("pdf", "csv").first()
    if row is None:
        return None
    hashes = {ending: value for ending, value in (("PDF", row.pdf_sha256), ("CSV", row.csv_sha256)) if value}
    return Found(row.code, _("Training record"), row.name, row.made_on, hashes, row.user.show_full_name)
