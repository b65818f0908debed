"""People: the list, one person's page, closing an account, the right to write."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.decorators import member_required
from people.models import Membership, User
from people.person_links import links_for
from people.person_sections import sections_for
from people.requests import MemberRequest
from people.services import accounts
from people.services.sessions import has_second_factor
from people.team_rights import can_close_account, can_end, can_grant_authoring, can_move, may_list_people, vouches_for

PER_PAGE = 50


@member_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The people one may see, found by name."""
    if not may_list_people(request.user):
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    memberships = Membership.objects.current().select_related("team", "organisation")
    people = (
        User.objects.visible_to(request.user)
        .named(words)
        .order_by("name", "pk")
        .prefetch_related(Prefetch("memberships", queryset=memberships, to_attr="memberships_today"))
    )
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "crumbs": [(_("Teams"), reverse("team_index"))],
    }
    return render(request, "people/people.html", context)


@member_required
@require_safe
def detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One person: every membership with its dates, grants, and what one may do."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    if not (may_list_people(request.user) or person == request.user):
        raise PermissionDenied
    memberships = person.memberships.select_related("organisation", "team", "user").order_by("-starts_on", "pk")
    rows = [
        {"membership": m, "can_move": m.is_current and can_move(request.user, m), "can_end": _may_end(request.user, m)}
        for m in memberships
    ]
    context = {
        "person": person,
        "rows": rows,
        "grants": person.grants.order_by("-starts_on"),
        "has_second_factor": has_second_factor(person),
        "can_reset": vouches_for(request.user, person),
        "open_reset": person.second_factor_resets.filter(decided_at__isnull=True)
        .select_related("requested_by")
        .first(),
        "can_close": can_close_account(request.user, person),
        "can_grant": can_grant_authoring(request.user, person),
        "is_author": any(grant.kind == "author" and grant.is_current for grant in person.grants.all()),
        "links": links_for(request.user, person),
        "sections": sections_for(request.user, person),
        "crumbs": [(_("Teams"), reverse("team_index")), (_("People"), reverse("people"))],
    }
    return render(request, "people/person.html", context)


def _may_end(user: User, membership: Membership) -> bool:
    return not membership.has_ended and can_end(user, membership)


@member_required
@require_POST
def close(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close or reopen an account."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    if "reopen" in request.POST:
        accounts.reopen(actor=request.user, person=person)
        messages.success(request, _("The account is open again."))
    else:
        accounts.close(actor=request.user, person=person)
        messages.success(request, _("The account is closed and signed out everywhere."))
    return redirect("person", public_id=person.public_id)


@member_required
@require_POST
def authoring(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give or take the right to write training content."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    if "end" in request.POST:
        accounts.end_authoring(actor=request.user, person=person)
        messages.success(request, _("%(name)s can't write training content any more.") % {"name": person})
    else:
        accounts.grant_authoring(actor=request.user, person=person)
        messages.success(request, _("%(name)s can now write training content.") % {"name": person})
    return redirect("person", public_id=person.public_id)
