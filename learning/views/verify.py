"""Checking a certificate in public: no sign-in, no cookie, as little of the person as possible.

The page answers a POST itself, without a token and without a redirect: asking "is this the name?" changes nothing, so
there is nothing to forge, and a name must not end up in an address.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from learning import verifying
from learning.certificate_forms import CodeForm, NameForm
from learning.certificates.codes import grouped, normalise
from learning.certificates.verify import Status, masked, same_name, status_of
from learning.models import Certificate
from learning.rate_limit import within_limit
from learning.verdicts import verdict

LOOKUPS = (60, 60)
NAMES_FOR_ONE_CODE = (5, 3600)
NAMES = (30, 3600)


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """A place to type a code that could not be scanned."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("verify", code=form.cleaned_data["code"])
    return _public(render(request, "learning/verify/form.html", {"form": form}))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of a code. An unknown one gets the same page, with 404."""
    if not within_limit(request, "verify", *LOOKUPS):
        return _too_many(request)
    certificate = _find(code)
    document = None if certificate else verifying.find(code)
    if document:
        return _document(request, document)
    facts = _facts(certificate, code)
    context: dict[str, Any] = {
        "facts": facts,
        "verdict": verdict(Status(facts["status"])),
        "form": NameForm(),
        "matches": None,
    }
    if request.method == "POST":
        if not _may_ask_for_name(request, code):
            return _too_many(request)
        form = context["form"] = NameForm(request.POST)
        if form.is_valid():
            name = certificate.name if certificate else ""
            context["matches"] = same_name(form.cleaned_data["name"], name)
    return _public(render(request, "learning/verify/result.html", context, status=200 if certificate else 404))


def _document(request: HttpRequest, document: verifying.Found) -> HttpResponse:
    """What is known of a paper that is no certificate; the name on it is compared in the same way."""
    form, matches = NameForm(), None
    if request.method == "POST":
        if not _may_ask_for_name(request, document.code):
            return _too_many(request)
        form = NameForm(request.POST)
        if form.is_valid():
            matches = same_name(form.cleaned_data["name"], document.name)
    context = {"document": document, "form": form, "matches": matches, "code": grouped(document.code)}
    return _public(render(request, "learning/verify/document.html", context))


@require_safe
def verify_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same facts for machines."""
    if not within_limit(request, "verify", *LOOKUPS):
        return _public(_retry_later(JsonResponse({"error": "too many requests"}, status=429)))
    certificate = _find(code)
    document = None if certificate else verifying.find(code)
    if document:
        return _public(JsonResponse(document.public_facts))
    return _public(JsonResponse(_facts(certificate, code), status=200 if certificate else 404))


def _find(code: str) -> Certificate | None:
    """By the whole code and nothing else; one look-up whether or not it can be one."""
    return Certificate.objects.select_related("holder").filter(code=normalise(code)).first()


def _facts(certificate: Certificate | None, code: str) -> dict[str, Any]:
    """The few fields that may be public; the same keys, empty, for a code that is unknown."""
    typed = normalise(code)
    facts: dict[str, Any] = dict.fromkeys(
        ("name", "module_code", "title", "title_cy", "edition", "completed_on", "issued_on", "expires_on", "issuer")
    )
    facts |= {"status": Status.UNKNOWN.value, "code": grouped(typed) if typed else ""}
    if certificate is None:
        return facts
    welsh = get_language() == "cy"
    status = status_of(certificate.state, certificate.expires_on, timezone.localdate())
    return facts | {
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


def _may_ask_for_name(request: HttpRequest, code: str) -> bool:
    return within_limit(request, "names", *NAMES) and within_limit(
        request, f"name of {normalise(code)}", *NAMES_FOR_ONE_CODE
    )


def _too_many(request: HttpRequest) -> HttpResponse:
    return _public(_retry_later(render(request, "learning/verify/too_many.html", status=429)))


def _retry_later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = "60"
    return response


def _public(response: HttpResponse) -> HttpResponse:
    """Always asked for afresh, and kept out of search engines."""
    response["Cache-Control"] = "no-cache, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
