"""Disposal: what is due with a look ahead, a list proposed, and the second person's decision."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Organisation
from people.permissions import organisations_with_role
from people.requests import MemberRequest
from people.roles import Role
from supervision import desk
from supervision.guarding_permissions import can_second, guards, may_open_keeping
from supervision.models import Disposal, DisposalStub
from supervision.services import disposal as services
from supervision.services.errors import OnHoldError, SupervisionError, WrongStateError
from supervision.views.keeping import crumbs
from supervision.views.opened import confidential

PER_PAGE = 50


@confidential
def disposal(request: MemberRequest) -> HttpResponse:
    """Due now or within sixty days; ticking and sending proposes. Lists that wait are below, with what was done."""
    if not may_open_keeping(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _propose(request)
    return _page(request)


def _page(request: MemberRequest, wrong: str = "", chosen: tuple[str, ...] = ()) -> HttpResponse:
    here = desk.desks_of(request.user)
    dues = [(one.organisation, one.schedule, desk.due_of(one.schedule)) for one in here if one.leads]
    lists = Disposal.objects.visible_to(request.user).select_related("proposed_by", "decided_by", "organisation")
    stubs = DisposalStub.objects.filter(organisation__in=[one.organisation for one in here])
    context = {
        "dues": dues,
        "lists": lists[:PER_PAGE],
        "stubs": Paginator(stubs.order_by("-created_at", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "wrong": wrong,
        "chosen": chosen,
        "crumbs": crumbs(),
    }
    return render(request, "supervision/keeping/disposal.html", context, status=422 if wrong else 200)


def _propose(request: MemberRequest) -> HttpResponse:
    guarded = organisations_with_role(request.user, Role.IG_LEAD)
    organisation = guarded.filter(public_id=_uuid(request.POST.get("organisation", ""))).first()
    if organisation is None:
        raise PermissionDenied
    chosen = tuple(request.POST.getlist("item"))
    items = [_item(value) for value in chosen]
    try:
        made = services.propose(actor=request.user, organisation=organisation, items=items)
    except OnHoldError:
        return _page(request, _("Something on this list is held, or another record stands on it."), chosen)
    except WrongStateError:
        return _page(request, _("Tick at least one line that is due. What is due may have changed."), chosen)
    messages.success(request, _("The list waits for a second person. Nothing has been disposed of."))
    return redirect("disposal_list", key=made.pk)


def _item(value: str) -> tuple[str, uuid.UUID]:
    kind, _colon, key = value.rpartition(":")
    return kind, _uuid(key)


def _uuid(text: str) -> uuid.UUID:
    """What the form sent, or the id that nothing has."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


@confidential
def disposal_list(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """What is on a list; another person than who proposed it approves or refuses."""
    found = get_object_or_404(Disposal.objects.visible_to(request.user).select_related("proposed_by"), pk=key)
    may_decide = can_second(request.user, found.organisation_id, found.proposed_by_id)
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        _decide(request, found)
        return redirect("disposal_list", key=key)
    return render(
        request,
        "supervision/keeping/disposal_list.html",
        {
            "disposal": found,
            "lines": _lines(request, found, found.organisation),
            "stubs": found.stubs.all(),
            "may_decide": may_decide and found.state == Disposal.State.PROPOSED,
            "crumbs": crumbs((_("Disposal"), reverse("disposal"))),
        },
    )


def _lines(request: MemberRequest, found: Disposal, organisation: Organisation) -> list[tuple[object, bool]]:
    """What is on the list as it is due now; only the information lead sees names and codes."""
    wanted = {(item["kind"], item["key"]) for item in found.items}
    schedule = getattr(organisation, "record_keeping", None)
    shows = guards(request.user, organisation.pk)
    return [(due, shows) for due in desk.due_of(schedule) if (due.kind, str(due.key)) in wanted]


def _decide(request: MemberRequest, found: Disposal) -> None:
    try:
        if "approve" in request.POST:
            services.approve(actor=request.user, disposal=found)
            messages.success(request, _("Disposed of. What is left says what it was, when, and who decided."))
        else:
            services.refuse(actor=request.user, disposal=found)
            messages.success(request, _("Refused. Everything stays as it is."))
    except OnHoldError:
        messages.error(request, _("Something on this list is held now. Nothing has been disposed of."))
    except SupervisionError:
        messages.error(request, _("This list has been decided already, or something on it is no longer due."))
