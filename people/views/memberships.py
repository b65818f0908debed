"""Moving someone, ending a membership, appointing cover."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.decorators import member_required
from people.forms.memberships import CoverForm, EndForm, MoveForm
from people.models import Membership, Team, User
from people.requests import MemberRequest
from people.services import memberships as services
from people.services.errors import PeopleError
from people.team_rights import can_appoint_cover, can_end, can_move


def _membership(request: MemberRequest, public_id: uuid.UUID) -> Membership:
    """Found only through people one may see."""
    rows = Membership.objects.filter(user__in=User.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("user", "organisation", "team"), public_id=public_id)


@member_required
def move(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """To another team of the organisation, on a day."""
    membership = _membership(request, public_id)
    if not can_move(request.user, membership):
        raise PermissionDenied
    form = MoveForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        team, on = form.cleaned_data["team"], form.cleaned_data["on"]
        try:
            services.move(actor=request.user, membership=membership, to_team=team, on=on)
        except PeopleError as error:
            form.add_error(None, error.words)
        else:
            facts = {"name": membership.user, "team": team, "day": date_format(on)}
            messages.success(request, _("%(name)s is in %(team)s from %(day)s.") % facts)
            return redirect("person", public_id=membership.user.public_id)
    title = _("Move %(name)s to another team") % {"name": membership.user}
    text = _("The membership of %(team)s ends the day before. What was written there stays there.") % {
        "team": membership.team
    }
    return _form(
        request,
        form,
        title=title,
        text=text,
        submit=_("Move"),
        cancel=reverse("person", args=[membership.user.public_id]),
    )


@member_required
def end(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Now, or after a last day."""
    membership = _membership(request, public_id)
    if not can_end(request.user, membership):
        raise PermissionDenied
    form = EndForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            services.end(actor=request.user, membership=membership, on=form.cleaned_data["on"])
        except PeopleError as error:
            form.add_error(None, error.words)
        else:
            messages.success(request, _("The membership of %(name)s has a last day.") % {"name": membership.user})
            return redirect("person", public_id=membership.user.public_id)
    title = _("End the membership of %(name)s") % {"name": membership.user}
    text = _("%(role)s, %(place)s. After the last membership, only their own certificates stay open to them.") % {
        "role": membership.get_role_display(),
        "place": membership.team or membership.organisation,
    }
    return _form(
        request,
        form,
        title=title,
        text=text,
        submit=_("End the membership"),
        cancel=reverse("person", args=[membership.user.public_id]),
    )


@member_required
def cover(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """A colleague supervises the team until a last day."""
    team = get_object_or_404(Team.objects.visible_to(request.user), public_id=public_id)
    if not can_appoint_cover(request.user, team):
        raise PermissionDenied
    form = CoverForm(request.POST or None, team=team, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.appoint_cover(actor=request.user, team=team, **form.cleaned_data)
        except PeopleError as error:
            form.add_error(None, error.words)
        else:
            facts = {"name": made.user, "day": date_format(made.ends_on or made.starts_on)}
            messages.success(request, _("%(name)s covers until %(day)s.") % facts)
            return redirect("team", public_id=team.public_id)
    title = _("Appoint cover for %(team)s") % {"team": team}
    text = _("The colleague reads and leads in this team like its supervisor, from the first to the last day.")
    return _form(
        request, form, title=title, text=text, submit=_("Appoint"), cancel=reverse("team", args=[team.public_id])
    )


def _form(request: MemberRequest, form: Form, *, title: str, text: str, submit: str, cancel: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "text": text,
        "submit": submit,
        "cancel": cancel,
        "crumbs": [(_("Teams"), reverse("team_index"))],
    }
    return render(request, "people/form.html", context)
