"""Checking a file in public: by its SHA-256, which is all that a browser with JavaScript sends, or by upload.

An upload is read into memory, looked at and forgotten. Like the page by code this needs no token: it changes nothing.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from learning.certificate_forms import CodeForm, NameForm
from learning.certificates import keys, sign
from learning.certificates.codes import grouped
from learning.certificates.verify import Status
from learning.file_verdicts import file_verdict
from learning.public_certificates import facts
from learning.rate_limit import within_limit
from learning.services import checked_files
from learning.services.checked_files import MOST_BYTES, Checked
from learning.uploads import NeverOnDisk
from learning.verdicts import verdict
from learning.verify_forms import FileForm
from learning.views.verify import LOOKUPS, public, too_many

UPLOADS = (10, 600)


@require_safe
def check_sha256(request: HttpRequest, sha256: str) -> HttpResponse:
    """What is known of the file with this SHA-256. An unknown one gets the same page, with 404."""
    if not within_limit(request, "verify", *LOOKUPS):
        return too_many(request)
    checked = checked_files.check_sha256(sha256)
    return answer(request, checked, sha256=sha256, status=200 if checked.is_genuine else 404)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_upload(request: HttpRequest) -> HttpResponse:
    """The file as it was sent; a GET leads to where one is chosen."""
    if request.method != "POST":
        return redirect("verify_form")
    if not within_limit(request, "file", *UPLOADS):
        return too_many(request)
    request.upload_handlers = [NeverOnDisk(MOST_BYTES)]
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return public(render(request, "learning/verify/form.html", {"form": CodeForm(), "file_form": form}))
    return answer(request, checked_files.check_file(form.cleaned_data["file"].read()))


@require_safe
def signing_keys(request: HttpRequest) -> HttpResponse:
    """Every key that ever signed here, with its fingerprint: what other programs need to trust our signatures."""
    context = {"keys": keys.published(sign.folder()), "signs": _signing_id()}
    return public(render(request, "learning/verify/keys.html", context))


@require_safe
def signing_certificate(request: HttpRequest, key_id: str) -> HttpResponse:
    """A key's certificate, to be taken into a PDF reader's list of those it trusts."""
    for key in keys.published(sign.folder()):
        if key.id == key_id:
            response = HttpResponse(key.pem, content_type="application/x-pem-file")
            response["Content-Disposition"] = f'attachment; filename="{key.id}.crt"'
            return public(response)
    raise Http404


def _signing_id() -> str:
    try:
        return sign.current_key().id
    except keys.KeyFolderError:
        return ""


def answer(request: HttpRequest, checked: Checked, sha256: str = "", status: int = 200) -> HttpResponse:
    """The page about a file: what it is, and what the register says of the code in it."""
    context: dict[str, Any] = {
        "checked": checked,
        "file_verdict": file_verdict(checked),
        "sha256": sha256,
        "form": NameForm(),
        "file_form": FileForm(),
    }
    if checked.certificate:
        known = facts(checked.certificate, checked.certificate.code)
        context |= {"facts": known, "verdict": verdict(Status(known["status"])), "code": checked.certificate.code}
    elif checked.document:
        code = checked.document.code
        context |= {"document": checked.document, "code": code, "grouped": grouped(code)}
    return public(render(request, "learning/verify/file.html", context, status=status))
