"""What strangers may learn of a certificate: by its code or by its file's SHA-256, and never by anything else."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from learning.certificates.codes import grouped, normalise
from learning.certificates.verify import Status, masked, status_of
from learning.models import Certificate, CertificateFile


def find(code: str) -> Certificate | None:
    """By the whole code; one look-up whether or not it can be one."""
    return Certificate.objects.select_related("holder").filter(code=normalise(code)).first()


def find_file(sha256: str) -> CertificateFile | None:
    """The stored file with this SHA-256, its bytes left where they are."""
    files = CertificateFile.objects.select_related("certificate__holder").defer("pdf")
    return files.filter(sha256=sha256).first()


def facts(certificate: Certificate | None, code: str) -> dict[str, Any]:
    """The few fields that may be public; the same keys, empty, for a code that is unknown."""
    typed = normalise(code)
    found: dict[str, Any] = dict.fromkeys(
        ("name", "module_code", "title", "title_cy", "edition", "completed_on", "issued_on", "expires_on", "issuer")
    )
    found |= {"status": Status.UNKNOWN.value, "code": grouped(typed) if typed else ""}
    if certificate is None:
        return found
    welsh = get_language() == "cy"
    status = status_of(certificate.state, certificate.expires_on, timezone.localdate())
    return found | {
        "status": status.value,
        "name": certificate.name if certificate.holder.show_full_name else masked(certificate.name),
        "module_code": certificate.module_code,
        "title": certificate.title_en,
        "title_cy": certificate.title_cy or None,
        "edition": certificate.edition_number,
        "completed_on": certificate.completed_on,
        "issued_on": timezone.localtime(certificate.issued_at).date(),
        "expires_on": certificate.expires_on,
        "issuer": certificate.issuer_cy if welsh and certificate.issuer_cy else certificate.issuer,
    }
