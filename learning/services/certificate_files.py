"""The PDF of a certificate: rendered and signed once after issue, kept with its SHA-256, served byte for byte."""

from __future__ import annotations

import datetime
import hashlib
import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.certificates.design import DEFAULT
from learning.certificates.document import Document
from learning.certificates.render import RenderError, pango_problem, render_pdf
from learning.certificates.sign import Signed, SigningError, sign_pdf
from learning.models import Certificate, CertificateFile

logger = logging.getLogger(__name__)


def make_file_later(certificate: Certificate) -> None:
    """Ask for the file once the row is stored. The row never depends on it."""
    from learning.tasks import make_certificate_file  # noqa: PLC0415 - the task calls this module back

    key = certificate.pk
    transaction.on_commit(lambda: make_certificate_file.enqueue(key), robust=True)


def document_of(certificate: Certificate) -> Document:
    """The row as a value to print."""
    return Document(
        serial=certificate.serial,
        code=certificate.code,
        language=certificate.language,
        name=certificate.name,
        role=certificate.role,
        module_code=certificate.module_code,
        title_en=certificate.title_en,
        title_cy=certificate.title_cy,
        edition_number=certificate.edition_number,
        outcomes=tuple(certificate.outcomes),
        minutes=certificate.minutes,
        score=certificate.score,
        pass_mark=certificate.pass_mark,
        completed_on=certificate.completed_on,
        issued_on=timezone.localtime(certificate.issued_at).date(),
        expires_on=certificate.expires_on,
        issuer=certificate.issuer,
        issuer_cy=certificate.issuer_cy,
        address=settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        is_attendance=certificate.is_for_attendance,
        design=certificate.design.as_value() if certificate.design else DEFAULT,
        practised=tuple((skill, datetime.date.fromisoformat(day)) for skill, day in certificate.practised),
    )


def file_of(certificate: Certificate) -> CertificateFile | None:
    """The stored file, made now if it was not made yet; None where it can't be made."""
    stored = CertificateFile.objects.filter(certificate=certificate).first()
    if stored:
        return stored
    try:
        signed = make_signed(document_of(certificate))
    except (RenderError, SigningError):
        if not pango_problem():  # else a check of the settings has said it, once
            logger.warning("certificate %s: no file yet", certificate.serial, exc_info=True)
        return None
    return _store(certificate, signed)


def make_signed(document: Document) -> Signed:
    """The document rendered and signed. Equal documents render to equal bytes; the signature names its own moment."""
    reason = f"{document.serial}, {document.issuer}"
    return sign_pdf(render_pdf(document), reason=reason, location=document.verify_url)


def _store(certificate: Certificate, signed: Signed) -> CertificateFile:
    """Keep the first file; whoever comes second gets the first one's."""
    try:
        with transaction.atomic():
            return CertificateFile.objects.create(
                certificate=certificate,
                pdf=signed.pdf,
                sha256=hashlib.sha256(signed.pdf).hexdigest(),
                key_id=signed.key_id,
            )
    except IntegrityError:
        return CertificateFile.objects.get(certificate=certificate)


def make_missing_files() -> tuple[int, int]:
    """Make every file that is still missing; (made, still missing)."""
    made = failed = 0
    for certificate in Certificate.objects.filter(file__isnull=True).order_by("pk"):
        if file_of(certificate):
            made += 1
        else:
            failed += 1
    return made, failed
