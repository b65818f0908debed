"""A certificate's file and its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_GET, require_safe

from learning.certificates import qr
from learning.certificates.words import long_date
from learning.models import Certificate
from learning.permissions.certificates import visible_to
from learning.services.certificate_files import document_of, file_of
from learning.verdicts import verdict_of
from people.decorators import record_access_required


@require_GET
@record_access_required
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The stored file, byte for byte; where none can be made, the page with the same facts."""
    certificate = get_object_or_404(visible_to(request.user), code=code)
    stored = file_of(certificate)
    if stored is None:
        return _page(request, certificate, status=503, without_file=True)
    response = HttpResponse(bytes(stored.pdf), content_type="application/pdf")
    response["ETag"] = f'"{stored.sha256}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = content_disposition_header(True, _file_name(certificate))
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
@record_access_required
def certificate_page(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate as a page that prints, with every fact of the file."""
    return _page(request, get_object_or_404(visible_to(request.user), code=code))


def _page(
    request: HttpRequest, certificate: Certificate, status: int = 200, without_file: bool = False
) -> HttpResponse:
    document = document_of(certificate)
    language = document.language
    context = {
        "certificate": certificate,
        "document": document,
        "verdict": verdict_of(certificate),
        "said": document.said,
        "both": [(shown, document.said_in(shown)) for shown in document.languages],
        "titles": [(shown, document.title(shown)) for shown in document.languages],
        "issuers": list(dict.fromkeys(document.issuer_in(shown) for shown in document.languages)),
        "issued_on": long_date(document.issued_on, language),
        "qr": SafeString(qr.svg(document.verify_url)),
        "qr_text": document.said["qr"].format(code=document.grouped_code),
        "is_own": certificate.holder_id == request.user.pk,
        "without_file": without_file,
    }
    return render(request, "learning/certificates/page.html", context, status=status)


def _file_name(certificate: Certificate) -> str:
    """Safe on every system; the header carries accents as RFC 6266 says."""
    return get_valid_filename(f"{certificate.module_code} {certificate.name[:80]} {certificate.serial}") + ".pdf"
