"""Documents to print: an ordinary one, a bilingual one, and what is as long as it may be."""

import datetime
from typing import Any

from learning.certificates.document import Document

FIELDS: dict[str, Any] = {
    "serial": "HEARTH-2026-000123",
    "code": "7K3M2Q9XD4T0VW8NHJCABRE5PZ",
    "language": "en",
    "name": "Amara Oyelaran",
    "role": "Therapist, Northmoor East",
    "module_code": "M2",
    "title_en": "The analytic process and finding the fit",
    "title_cy": "",
    "edition_number": 3,
    "outcomes": (
        "Walk through the analytic process from referral behaviour to evaluated intervention",
        "Build a fit circle with evidence for each driver and choose what to work on first",
        "Write overarching and intermediary goals that an outside observer could check",
    ),
    "minutes": 110,
    "score": 92,
    "pass_mark": 80,
    "completed_on": datetime.date(2026, 11, 23),
    "issued_on": datetime.date(2026, 11, 23),
    "expires_on": None,
    "issuer": "Northmoor Borough Council",
    "issuer_cy": "",
    "address": "https://hearth.example",
}


def document(**changes: Any) -> Document:
    """The ordinary document, with some fields changed."""
    return Document(**{**FIELDS, **changes})


PLAIN = document()
WELSH = document(
    language="cy",
    name="Dewi Prydderch",
    role="Therapydd, Glannau Gwynt",
    module_code="M10",
    title_en="Recording supervision safely",
    title_cy="Cofnodi goruchwyliaeth yn ddiogel",
    outcomes=(
        "Ysgrifennu cofnod goruchwylio defnyddiol heb ddatgelu pwy yw plentyn neu deulu",
        "Gwybod pwy all ddarllen beth, a beth mae'r gyfraith yn caniatáu ei ddatgelu: ŵ ŷ",
    ),
    minutes=40,
    expires_on=datetime.date(2027, 11, 23),
    issuer="Windshore Partnership",
    issuer_cy="Bwrdd Glannau Gwynt",
)
LONG_OUTCOMES = tuple(("An outcome that is as long as an author may write it, " * 6)[:300] for _ in range(10))
EXTREMES = {
    "long name": document(name=("Wilhelmina-Anastasia " * 10)[:200]),
    "name without a space": document(name="W" * 200),
    "ten long outcomes": document(outcomes=LONG_OUTCOMES),
    "no outcomes, no score": document(outcomes=(), score=None, role=""),
    "long titles in two languages": document(
        title_en=("Title words " * 30)[:255], title_cy=("Geiriau teitl " * 30)[:255]
    ),
    "everything": document(
        language="cy",
        name=("Wilhelmina-Anastasia " * 10)[:200],
        role=("Back-up supervisor, " + "Llanfairpwllgwyngyll " * 5)[:100],
        title_en=("Title words " * 30)[:255],
        title_cy=("Geiriau teitl " * 30)[:255],
        outcomes=LONG_OUTCOMES * 2,
        expires_on=datetime.date(2027, 11, 23),
        issuer=("Partnership of many boards " * 10)[:200],
        issuer_cy=("Partneriaeth y byrddau " * 10)[:200],
        edition_number=4_000_000_000,
        serial="HEARTH-2026-99999999",
    ),
}
EXTREMES["everything"] = document(**{**EXTREMES["everything"].__dict__, "language": "en"})
