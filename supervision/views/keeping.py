"""The information lead's desk: what is due, held, asked for; finding one case, person or team; holds."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from home.registered import address
from people.models import Organisation
from people.requests import MemberRequest
from supervision import desk
from supervision.forms.guarding import FindForm, ReasonForm
from supervision.guarding_permissions import guards, guards_somewhere, may_open_keeping
from supervision.models import LegalHold, Scope
from supervision.services import holds as services
from supervision.services.errors import SupervisionError
from supervision.views.opened import confidential


def crumbs(*more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Below the desk."""
    return [(_("Record keeping"), reverse("keeping")), *more]


def guarded_subject(request: MemberRequest, kind: str, key: uuid.UUID) -> tuple[Organisation, Any]:
    """The case, person or team of an organisation whose information lead one is; anything else is not there."""
    if kind not in Scope.values:
        raise Http404
    found = desk.subject_for(request.user, kind, key)
    if found is None:
        raise Http404
    return found


@require_safe
@confidential
def keeping(request: MemberRequest) -> HttpResponse:
    """Everything that waits for a decision, in one place."""
    if not may_open_keeping(request.user):
        raise PermissionDenied
    return _desk(request, FindForm())


def _desk(request: MemberRequest, form: FindForm) -> HttpResponse:
    context = {
        "desks": desk.desks_of(request.user),
        "form": form,
        "leads": guards_somewhere(request.user),
        "schedule": address("record_keeping"),
    }
    return render(request, "supervision/keeping/keeping.html", context, status=422 if form.errors else 200)


@require_POST
@confidential
def find(request: MemberRequest) -> HttpResponse:
    """Leads to the one case, person or team that has the whole name; POST, so that no address carries a code."""
    if not guards_somewhere(request.user):
        raise PermissionDenied
    form = FindForm(request.POST)
    found = desk.find(request.user, form.cleaned_data["words"]) if form.is_valid() else None
    if found:
        return redirect("keeping_subject", kind=found[0], key=found[1])
    if form.is_valid():
        form.add_error("words", _("Nothing here has this code, address or name. Write the whole of it."))
    return _desk(request, form)


@require_safe
@confidential
def subject(request: MemberRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """How much is kept about it and what guards it; not a word of any record."""
    organisation, about = guarded_subject(request, kind, key)
    context = {
        "about": desk.about(organisation, kind, key, str(about)),
        "crumbs": crumbs((str(about), "")),
    }
    return render(request, "supervision/keeping/subject.html", context)


@confidential
def hold_place(request: MemberRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Nothing of it is disposed of from now on."""
    organisation, about = guarded_subject(request, kind, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.place(
            actor=request.user, organisation=organisation, kind=kind, key=key, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Held. Nothing of it is disposed of until the hold is lifted."))
        return redirect("keeping_subject", kind=kind, key=key)
    context = {
        "form": form,
        "title": _("Place a legal hold"),
        "text": _("About: %(what)s") % {"what": about},
        "submit": _("Place the hold"),
        "cancel": reverse("keeping_subject", args=[kind, key]),
        "crumbs": crumbs((str(about), reverse("keeping_subject", args=[kind, key]))),
    }
    return render(request, "supervision/keeping/form.html", context, status=422 if form.errors else 200)


@require_safe
@confidential
def holds(request: MemberRequest) -> HttpResponse:
    """Those that stand, and those that stood."""
    if not guards_somewhere(request.user):
        raise PermissionDenied
    context = {"holds": desk.holds_of(request.user), "crumbs": crumbs()}
    return render(request, "supervision/keeping/holds.html", context)


@require_POST
@confidential
def hold_lift(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Lift it."""
    hold = get_object_or_404(LegalHold.objects.visible_to(request.user), pk=key)
    if not guards(request.user, hold.organisation_id):
        raise PermissionDenied
    try:
        services.lift(actor=request.user, hold=hold)
        messages.success(request, _("The hold is lifted."))
    except SupervisionError:
        messages.error(request, _("This hold was lifted already."))
    return redirect("holds")
