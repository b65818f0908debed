"""Somebody invented, to show a design by: the facts of a certificate with nothing special about them."""

import datetime

from learning.certificates.design import Design
from learning.certificates.document import Document

CODE = "SAMP1E0000000000000000SAMP"
OUTCOMES = {
    "en": (
        "Walk through the analytic process from referral behaviour to evaluated intervention",
        "Build a fit circle with evidence for each driver and choose what to work on first",
    ),
    "cy": (
        "Cerdded drwy'r broses ddadansoddol o ymddygiad atgyfeirio i ymyriad wedi'i werthuso",
        "Llunio cylch ffit â thystiolaeth ar gyfer pob ysgogydd a dewis beth i weithio arno gyntaf",
    ),
}
ROLES = {"en": "Therapist, Northern team", "cy": "Therapydd, Tîm y Gogledd"}
PRACTICE = {
    "en": ("Finding the fit with evidence", "Making and reviewing a safety plan"),
    "cy": ("Canfod y ffit â thystiolaeth", "Gwneud ac adolygu cynllun diogelwch"),
}


def sample(design: Design, *, language: str, issuer: str, issuer_cy: str, address: str, practice: bool) -> Document:
    """The document of somebody who finished a module, in both languages where it is shown in Welsh."""
    day = datetime.date(2026, 11, 23)
    return Document(
        serial="HEARTH-2026-000000",
        code=CODE,
        language=language,
        name="Siân Llewelyn-Ames" if language == "cy" else "Amara Oyelaran",
        role=ROLES[language],
        module_code="M2",
        title_en="The analytic process and finding the fit",
        title_cy="Y broses ddadansoddol a chanfod y ffit" if language == "cy" else "",
        edition_number=3,
        outcomes=OUTCOMES[language],
        minutes=110,
        score=92,
        pass_mark=80,
        completed_on=day,
        issued_on=day,
        expires_on=datetime.date(2027, 11, 23),
        issuer=issuer,
        issuer_cy=issuer_cy,
        address=address,
        design=design,
        practised=tuple((skill, day) for skill in PRACTICE[language]) if practice else (),
    )
