"""Writing an entry, reflecting on one, deleting it and putting it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cpd.forms.entries import FORMS, ReflectionForm, initial_of, new_key
from cpd.models import CPDEntry, Evidence
from cpd.screening import RefusedTextError
from cpd.services import own
from cpd.sources import label_of
from people.decorators import record_access_required
from people.requests import MemberRequest

NEW = {
    "activity": gettext_lazy("Add to your log"),
    "prior": gettext_lazy("Add one you already hold"),
    "break": gettext_lazy("Explain a gap"),
}
CHANGE = {
    "activity": gettext_lazy("Change an entry"),
    "prior": gettext_lazy("Change what you hold"),
    "break": gettext_lazy("Change the explanation"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@record_access_required
def new_entry(request: MemberRequest, kind: str) -> HttpResponse:
    """An entry of one's own; sending it twice makes one."""
    if kind not in FORMS:
        raise Http404
    posted = request.method == "POST"
    form = FORMS[kind](request.POST, request.FILES) if posted else FORMS[kind](initial=new_key())
    if posted and form.is_valid():
        try:
            own.add(actor=request.user, kind=kind, key=form.cleaned_data["key"], **form.values())
        except (RefusedTextError, own.NotOwnError):
            form.add_error(None, _("This could not be kept. Please look it over."))
        else:
            messages.success(request, _("Saved to your log."))
            return redirect("cpd_log")
    context = {"form": form, "kind": kind, "title": NEW[kind], "entry": None}
    return render(request, "cpd/entry_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@record_access_required
def entry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change one's own entry; of an automatic one the facts are shown, and the reflection is written."""
    found = get_object_or_404(_mine(request).filter(deleted_at__isnull=True), public_id=public_id)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            own.change(actor=request.user, entry=found, **form.values())
        except RefusedTextError:
            form.add_error(None, _("This could not be kept. Please look it over."))
        else:
            messages.success(request, _("Saved to your log."))
            return redirect("cpd_log")
    context: dict[str, Any] = {"form": form, "kind": found.kind, "entry": found, "source": label_of(found.source)}
    context["title"] = _("Reflect on it") if found.is_automatic else CHANGE[found.kind]
    context["file"] = Evidence.objects.filter(entry=found).defer("body").first()
    return render(request, "cpd/entry_form.html", context, status=422 if form.errors else 200)


def _form(request: MemberRequest, found: CPDEntry) -> Any:
    kind = ReflectionForm if found.is_automatic else FORMS[found.kind]
    if request.method == "POST":
        return kind(request.POST, request.FILES)
    return kind(initial=initial_of(found))


@require_POST
@record_access_required
def delete_entry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Out of the log; the log's foot says how long it can be put back."""
    found = get_object_or_404(_mine(request).filter(deleted_at__isnull=True, source=""), public_id=public_id)
    own.delete(actor=request.user, entry=found)
    messages.success(request, _("Deleted. For thirty days you can put it back at the end of your log."))
    return redirect("cpd_log")


@require_POST
@record_access_required
def put_back_entry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Back into the log."""
    found = get_object_or_404(_mine(request).filter(deleted_at__isnull=False), public_id=public_id)
    own.put_back(actor=request.user, entry=found)
    messages.success(request, _("It is back in your log."))
    return redirect("cpd_log")


@require_safe
@record_access_required
def evidence(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The paper one uploaded, to save; it never opens inside the site."""
    found = get_object_or_404(Evidence, entry__in=_mine(request), entry__public_id=public_id)
    response = HttpResponse(bytes(found.body), content_type=found.kind)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _mine(request: MemberRequest) -> Any:
    return CPDEntry.objects.visible_to(request.user)
