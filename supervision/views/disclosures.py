"""Disclosure requests: opening freezes, the lead reads what is in scope, withholds, a second person closes."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.requests import MemberRequest
from people.roles import Role
from supervision import desk, paper
from supervision.forms.guarding import DecisionForm, DisclosureForm
from supervision.guarding_permissions import can_second, guards, may_open_keeping
from supervision.models import DisclosureRequest
from supervision.reading import reads_as
from supervision.services import disclosures as services
from supervision.services.errors import SupervisionError
from supervision.services.packs import opened, pack_of
from supervision.views.keeping import crumbs, guarded_subject
from supervision.views.opened import confidential


@require_safe
@confidential
def disclosures(request: MemberRequest) -> HttpResponse:
    """Those that are open, and those that were closed."""
    if not may_open_keeping(request.user):
        raise PermissionDenied
    rows = DisclosureRequest.objects.visible_to(request.user).select_related("preparer", "approver")
    ordered = sorted(rows, key=lambda row: (not row.is_open, row.due_on))
    lines = [
        (row, name if guards(request.user, row.organisation_id) else "") for row, name in desk.named_scopes(ordered)
    ]
    return render(request, "supervision/keeping/disclosures.html", {"lines": lines, "crumbs": crumbs()})


@confidential
def disclosure_open(request: MemberRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """From the moment it is opened, what is in its scope is frozen."""
    organisation, about = guarded_subject(request, kind, key)
    form = DisclosureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        made = services.open_request(actor=request.user, organisation=organisation, scope=(kind, key), **data)
        messages.success(request, _("Opened. What is in its scope stays as it is until the request is closed."))
        return redirect("disclosure", key=made.pk)
    context = {
        "form": form,
        "title": _("Open a disclosure request"),
        "text": _("About: %(what)s. Its records can’t be edited or disposed of while the request is open.")
        % {"what": about},
        "submit": _("Open the request"),
        "cancel": reverse("keeping_subject", args=[kind, key]),
        "crumbs": crumbs((str(about), reverse("keeping_subject", args=[kind, key]))),
    }
    return render(request, "supervision/keeping/form.html", context, status=422 if form.errors else 200)


@confidential
def disclosure(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The lead reads what is in scope while it is open, and decides; a programme manager sees days and counts."""
    found = get_object_or_404(DisclosureRequest.objects.visible_to(request.user), pk=key)
    leads = guards(request.user, found.organisation_id)
    reads = leads and found.is_open
    if reads:
        reads_as(Role.IG_LEAD, found.organisation_id)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=_decided(found) if reads else {})
    if request.method == "POST":
        if not reads:
            raise PermissionDenied
        if form.is_valid():
            return _prepare(request, found, form)
    context = {
        "disclosure": found,
        "name": desk.named_scopes([found])[0][1] if leads else "",
        "records": opened(found) if reads else (),
        "withheld": request.POST.getlist("line") if form.errors else (found.redacted_lines if reads else ()),
        "particulars": found.particulars if reads else "",
        "form": form,
        "reads": reads,
        "may_close": found.is_open
        and found.prepared_at
        and can_second(request.user, found.organisation_id, found.preparer_id),
        "crumbs": crumbs((_("Disclosure requests"), reverse("disclosures"))),
    }
    return render(request, "supervision/keeping/disclosure.html", context, status=422 if form.errors else 200)


def _decided(found: DisclosureRequest) -> dict[str, str]:
    return {"decision": found.decision, "words": "\n".join(found.redacted_words)}


def _prepare(request: MemberRequest, found: DisclosureRequest, form: DecisionForm) -> HttpResponse:
    try:
        services.prepare(
            actor=request.user,
            request=found,
            decision=form.cleaned_data["decision"],
            lines=request.POST.getlist("line"),
            words=form.withheld_words(),
        )
        messages.success(request, _("Kept. It waits for a second person, who closes the request."))
    except SupervisionError:
        messages.error(request, _("This request is closed already."))
    return redirect("disclosure", key=found.pk)


@require_POST
@confidential
def disclosure_approve(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The second person closes it."""
    found = get_object_or_404(DisclosureRequest.objects.visible_to(request.user), pk=key)
    if not can_second(request.user, found.organisation_id, found.preparer_id):
        raise PermissionDenied
    try:
        services.approve(actor=request.user, request=found)
        messages.success(request, _("Closed. What was frozen can be edited again; the pack’s hash is kept."))
    except SupervisionError:
        messages.error(request, _("This request is closed already, or nobody has prepared it yet."))
    return redirect("disclosure", key=key)


@require_POST
@confidential
def disclosure_pack(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """What is given out, less what is withheld, marked on every page with who made it and when."""
    found = get_object_or_404(DisclosureRequest.objects.visible_to(request.user), pk=key)
    if not guards(request.user, found.organisation_id):
        raise PermissionDenied
    if not found.prepared_at or not found.is_open:
        messages.error(request, _("A pack is made after a decision, while the request is open."))
        return redirect("disclosure", key=key)
    reads_as(Role.IG_LEAD, found.organisation_id)
    pack = pack_of(found)
    services.note_pack(actor=request.user, request=found)
    sheet = paper.Sheet(
        _("Disclosed records"), str(found.get_kind_display()), pack.records, str(request.user), services.hash_of(pack)
    )
    return paper.answer(sheet, "hearth-disclosure")
