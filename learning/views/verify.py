"""Checking a certificate in public: no sign-in, no cookie, as little of the person as possible.

The page answers a POST itself, without a token and without a redirect: asking "is this the name?" changes nothing, so
there is nothing to forge, and a name must not end up in an address.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from learning import verifying
from learning.certificate_forms import CodeForm, NameForm
from learning.certificates.codes import grouped, normalise
from learning.certificates.verify import Status, same_name
from learning.models import Certificate
from learning.public_certificates import facts, find
from learning.rate_limit import within_limit
from learning.verdicts import verdict
from learning.verify_forms import FileForm

LOOKUPS = (60, 60)
NAMES_FOR_ONE_CODE = (5, 3600)
NAMES = (30, 3600)


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """A place to type a code that could not be scanned."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("verify", code=form.cleaned_data["code"])
    return public(render(request, "learning/verify/form.html", {"form": form, "file_form": FileForm()}))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of a code. An unknown one gets the same page, with 404."""
    if not within_limit(request, "verify", *LOOKUPS):
        return too_many(request)
    certificate = find(code)
    document = None if certificate else verifying.find(code)
    if document:
        return _document(request, document)
    known = facts(certificate, code)
    context: dict[str, Any] = {
        "facts": known,
        "verdict": verdict(Status(known["status"])),
        "form": NameForm(),
        "matches": None,
        "newer": _newer(certificate),
    }
    if request.method == "POST":
        if not _may_ask_for_name(request, code):
            return too_many(request)
        form = context["form"] = NameForm(request.POST)
        if form.is_valid():
            name = certificate.name if certificate else ""
            context["matches"] = same_name(form.cleaned_data["name"], name)
    return public(render(request, "learning/verify/result.html", context, status=200 if certificate else 404))


def _newer(certificate: Certificate | None) -> Certificate | None:
    """What has taken a superseded certificate's place: whoever was given the old one may follow it there."""
    if certificate is None or certificate.state != Certificate.State.SUPERSEDED:
        return None
    return Certificate.objects.filter(supersedes=certificate).first()


def _document(request: HttpRequest, document: verifying.Found) -> HttpResponse:
    """What is known of a paper that is no certificate; the name on it is compared in the same way."""
    form, matches = NameForm(), None
    if request.method == "POST":
        if not _may_ask_for_name(request, document.code):
            return too_many(request)
        form = NameForm(request.POST)
        if form.is_valid():
            matches = same_name(form.cleaned_data["name"], document.name)
    context = {"document": document, "form": form, "matches": matches, "code": grouped(document.code)}
    return public(render(request, "learning/verify/document.html", context))


@require_safe
def verify_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same facts for machines."""
    if not within_limit(request, "verify", *LOOKUPS):
        return public(_retry_later(JsonResponse({"error": "too many requests"}, status=429)))
    certificate = find(code)
    document = None if certificate else verifying.find(code)
    if document:
        return public(JsonResponse(document.public_facts))
    return public(JsonResponse(facts(certificate, code), status=200 if certificate else 404))


def _may_ask_for_name(request: HttpRequest, code: str) -> bool:
    return within_limit(request, "names", *NAMES) and within_limit(
        request, f"name of {normalise(code)}", *NAMES_FOR_ONE_CODE
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """The answer to somebody who asks too often."""
    return public(_retry_later(render(request, "learning/verify/too_many.html", status=429)))


def _retry_later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = "60"
    return response


def public(response: HttpResponse) -> HttpResponse:
    """Always asked for afresh, and kept out of search engines."""
    response["Cache-Control"] = "no-cache, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
