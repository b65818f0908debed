"""Inviting, and looking after invitations until they are accepted."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.addresses import joining_page
from people.decorators import member_required
from people.forms.invitations import InvitationForm
from people.models import Invitation, Organisation, Team
from people.requests import MemberRequest
from people.services import invitations as services
from people.services.errors import PeopleError
from people.team_rights import can_approve_invitation, can_invite_anyone, can_manage_invitation

PER_PAGE = 50


@member_required
def invite(request: MemberRequest) -> HttpResponse:
    """Invite someone into a team or an organisation."""
    teams = list(Team.objects.visible_to(request.user).select_related("organisation"))
    organisations = [row for row in Organisation.objects.all() if can_invite_anyone(request.user, row)]
    form = InvitationForm(
        request.POST or None,
        inviter=request.user,
        teams=teams,
        organisations=organisations,
        initial={"place": request.GET.get("place", ""), "role": "therapist", "language": request.user.language},
    )
    if not form.fields["place"].choices:  # type: ignore[attr-defined]
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            made = services.invite(actor=request.user, invitation=form.save(commit=False), make_link=joining_page)
        except PeopleError as error:
            form.add_error("email", error.words)
        else:
            messages.success(request, _said(made))
            return redirect("invitations")
    return render(request, "people/invite.html", {"form": form, "crumbs": [(_("Teams"), reverse("team_index"))]})


def _said(invitation: Invitation) -> str:
    if invitation.state == "waiting":
        return _("Saved. The e-mail goes out when a second person has approved it.")
    return _("The invitation is on its way to %(email)s.") % {"email": invitation.email}


@member_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Open invitations one looks after, and those one may approve."""
    rows = Invitation.objects.visible_to(request.user).open()
    rows = rows.select_related("organisation", "team", "invited_by").order_by("-invited_at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [
        {
            "invitation": row,
            "can_manage": can_manage_invitation(request.user, row),
            "can_approve": row.state == "waiting" and can_approve_invitation(request.user, row),
        }
        for row in page
    ]
    context = {"page": page, "lines": lines, "crumbs": [(_("Teams"), reverse("team_index"))]}
    return render(request, "people/invitations.html", context)


@member_required
@require_POST
def resend(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """A fresh link."""
    return _do(
        request,
        public_id,
        lambda invitation: services.resend(actor=request.user, invitation=invitation, make_link=joining_page),
        _("A new link is on its way. The old one has stopped working."),
    )


@member_required
@require_POST
def approve(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """A second person agrees."""
    return _do(
        request,
        public_id,
        lambda invitation: services.approve(actor=request.user, invitation=invitation, make_link=joining_page),
        _("Approved. The invitation is on its way."),
    )


@member_required
@require_POST
def withdraw(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The link stops working."""
    return _do(
        request,
        public_id,
        lambda invitation: services.withdraw(actor=request.user, invitation=invitation),
        _("The invitation has been withdrawn. Its link has stopped working."),
    )


def _do(request: MemberRequest, public_id: uuid.UUID, act: Callable[[Invitation], object], done: str) -> HttpResponse:
    rows = Invitation.objects.visible_to(request.user).select_related("organisation", "team")
    invitation = get_object_or_404(rows, public_id=public_id)
    try:
        act(invitation)
    except PeopleError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, done)
    return redirect("invitations")
