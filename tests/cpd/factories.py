"""Entries of a log, and what stands around them."""

from __future__ import annotations

import datetime
from typing import Any

from cpd.models import CPDEntry, Evidence, TrainingRecord
from cpd.words import Kind
from people.models import User
from tests.factories import today


def entry(user: User, **facts: Any) -> CPDEntry:
    """An hour of reading of one's own, ten days ago."""
    given: dict[str, Any] = {"on": today(-10), "minutes": 60, "title": "A paper on engagement", "activity": "reading"}
    return CPDEntry.objects.create(user=user, **{**given, **facts})


def automatic(user: User, **facts: Any) -> CPDEntry:
    """Group supervision of four, as its room entered it."""
    given: dict[str, Any] = {
        "source": "supervision",
        "key": "0" * 32,
        "title": "Group supervision",
        "activity": "supervision",
        "minutes": 90,
        "format": "group",
        "group_size": 4,
    }
    return entry(user, **{**given, **facts})


def prior(user: User, **facts: Any) -> CPDEntry:
    """A certificate from elsewhere, with its picture."""
    given: dict[str, Any] = {"kind": Kind.PRIOR, "title": "Safeguarding, level 3", "on": datetime.date(2024, 5, 1)}
    row = entry(user, **{**given, **facts})
    Evidence.objects.create(entry=row, name="level-3.pdf", kind="application/pdf", body=b"%PDF-1.4 %%EOF", sha256="0")
    return row


def training_record(user: User, **facts: Any) -> TrainingRecord:
    """One as it was taken away, its files put in by hand."""
    given: dict[str, Any] = {
        "code": "0" * 26,
        "name": str(user),
        "language": "en",
        "made_on": today(),
        "facts_sha256": "0" * 64,
        "pdf": b"%PDF-1.7",
        "pdf_sha256": "1" * 64,
        "csv": b"x",
        "csv_sha256": "2" * 64,
    }
    return TrainingRecord.objects.create(user=user, **{**given, **facts})
