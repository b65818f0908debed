"""Taking one's whole training record away: made once for a day and a content, kept with its hashes and its code."""

from __future__ import annotations

import hashlib
import logging

from django.db import IntegrityError, transaction

from audit.services import record
from cpd import records
from cpd.models import TrainingRecord
from learning.certificates.codes import new_code
from learning.certificates.render import RenderError, pango_problem
from learning.certificates.sign import SigningError, sign_pdf
from people.models import User

logger = logging.getLogger(__name__)


def make(*, actor: User, language: str) -> TrainingRecord:
    """The actor's record as it stands today; asked for again with nothing changed, it is the same one."""
    facts = records.gather(actor, language)
    same = {"user": actor, "language": language, "made_on": facts.made_on, "facts_sha256": facts.digest}
    found = TrainingRecord.objects.filter(**same).first()
    if found:
        return found
    code = new_code()
    pdf, table = _pdf(facts, code), records.as_csv(facts, code)
    try:
        with transaction.atomic():
            made = TrainingRecord.objects.create(
                **same,
                code=code,
                name=facts.name,
                pdf=pdf,
                pdf_sha256=_digest(pdf) if pdf else "",
                csv=table,
                csv_sha256=_digest(table),
            )
            record(actor=actor, action="cpd.training_record_made", records=[made])
    except IntegrityError:
        return TrainingRecord.objects.get(**same)
    return made


def _pdf(facts: records.Facts, code: str) -> bytes:
    """Signed by the site's key; unsigned where it can't be signed, nothing where it can't be made."""
    try:
        plain = records.as_pdf(facts, code)
    except RenderError:
        if not pango_problem():
            logger.exception("a training record could not be printed")
        return b""
    try:
        return sign_pdf(plain, reason="Training record", location=records.check_address(code)).pdf
    except SigningError:
        logger.exception("a training record could not be signed")
        return plain


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
