"""Teams: the index, one team, adding and correcting them."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.decorators import member_required
from people.forms.teams import OrganisationForm, TeamForm
from people.models import Invitation, Membership, Organisation, SecondFactorReset, Team, User
from people.querysets import in_force
from people.requests import MemberRequest
from people.services import teams as services
from people.team_rights import (
    can_add_team,
    can_appoint_cover,
    can_approve_invitation,
    can_decide_reset,
    can_edit_organisations,
    can_edit_team,
    can_end,
    can_invite_anyone,
    can_move,
    may_list_people,
)


def _members_today() -> Prefetch[str]:
    rows = Membership.objects.current().select_related("user").order_by("role", "user__name")
    return Prefetch("memberships", queryset=rows, to_attr="members_today")


@member_required
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The teams one may see, by organisation, and what waits for a decision."""
    teams = Team.objects.visible_to(request.user).select_related("organisation").order_by("organisation__name", "name")
    organisations = _organisations_shown(request)
    context = {
        "teams": teams.prefetch_related("adaptations", _members_today()),
        "organisations": organisations,
        "may_list_people": may_list_people(request.user),
        "can_edit_organisations": can_edit_organisations(request.user),
        "can_invite": any(can_invite_anyone(request.user, o) for o in organisations)
        or any(can_invite_anyone(request.user, team.organisation, team) for team in teams),
        "waiting": _waiting_for(request),
        "resets": _resets_for(request),
    }
    return render(request, "people/team_index.html", context)


def _organisations_shown(request: MemberRequest) -> list[Organisation]:
    """Organisations the person may add teams to."""
    rows = Organisation.objects.annotate(team_count=Count("teams"))
    return [row for row in rows if can_add_team(request.user, row)]


def _waiting_for(request: MemberRequest) -> list[Invitation]:
    rows = Invitation.objects.visible_to(request.user).waiting().select_related("organisation", "team", "invited_by")
    return [row for row in rows if can_approve_invitation(request.user, row)]


def _resets_for(request: MemberRequest) -> list[SecondFactorReset]:
    rows = SecondFactorReset.objects.filter(decided_at__isnull=True).select_related("user", "requested_by")
    return [row for row in rows if can_decide_reset(request.user, row)]


@member_required
@require_safe
def detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """One team: who is in it, since when, and what one may do about it."""
    teams = Team.objects.visible_to(request.user).select_related("organisation").prefetch_related("adaptations")
    team = get_object_or_404(teams, public_id=public_id)
    leads = can_appoint_cover(request.user, team) or can_edit_team(request.user, team)
    members = team.memberships.filter(in_force() | Q(starts_on__gt=timezone.localdate())).select_related(
        "user", "organisation"
    )
    visible = set(User.objects.visible_to(request.user).filter(memberships__team=team).values_list("pk", flat=True))
    rows = [
        {
            "membership": member,
            "open": member.user_id in visible,
            "can_move": can_move(request.user, member),
            "can_end": can_end(request.user, member),
        }
        for member in members
    ]
    context = {
        "team": team,
        "rows": rows,
        "leads": leads,
        "can_edit": can_edit_team(request.user, team),
        "can_cover": can_appoint_cover(request.user, team),
        "can_invite": can_invite_anyone(request.user, team.organisation, team),
        "invitations": team.invitations.visible_to(request.user).open().select_related("invited_by"),
        "crumbs": [(_("Teams"), reverse("team_index"))],
    }
    return render(request, "people/team.html", context)


@member_required
def add(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a team to an organisation."""
    organisation = get_object_or_404(Organisation, public_id=public_id)
    if not can_add_team(request.user, organisation):
        raise PermissionDenied
    form = TeamForm(request.POST or None, instance=Team(organisation=organisation))
    if request.method == "POST" and form.is_valid():
        team = services.add_team(actor=request.user, team=form.save(commit=False))
        form.save_m2m()
        messages.success(request, _("%(team)s has been added. Now invite its people.") % {"team": team})
        return redirect("team", public_id=team.public_id)
    return _form(request, form, _("Add a team to %(organisation)s") % {"organisation": organisation}, _("Add the team"))


@member_required
def edit(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Correct a team."""
    team = get_object_or_404(Team.objects.visible_to(request.user), public_id=public_id)
    if not can_edit_team(request.user, team):
        raise PermissionDenied
    form = TeamForm(request.POST or None, instance=team)
    if request.method == "POST" and form.is_valid():
        services.change_team(actor=request.user, team=form.save(commit=False))
        form.save_m2m()
        messages.success(request, _("The team has been changed."))
        return redirect("team", public_id=team.public_id)
    title = _("Change %(team)s") % {"team": Team.objects.get(pk=team.pk).name}
    return _form(request, form, title, _("Save"), reverse("team", args=[team.public_id]))


@member_required
def organisation_add(request: MemberRequest) -> HttpResponse:
    """Add an organisation."""
    return _organisation_form(request, Organisation(), _("Add an organisation"))


@member_required
def organisation_edit(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Correct an organisation."""
    organisation = get_object_or_404(Organisation, public_id=public_id)
    title = _("Change %(organisation)s") % {"organisation": organisation}
    return _organisation_form(request, organisation, title)


def _organisation_form(request: MemberRequest, organisation: Organisation, title: str) -> HttpResponse:
    if not can_edit_organisations(request.user):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        services.save_organisation(actor=request.user, organisation=form.save(commit=False))
        messages.success(request, _("The organisation has been saved."))
        return redirect("team_index")
    return _form(request, form, title, _("Save"))


def _form(
    request: MemberRequest, form: TeamForm | OrganisationForm, title: str, submit: str, cancel: str = ""
) -> HttpResponse:
    back = cancel or reverse("team_index")
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "cancel": back,
        "crumbs": [(_("Teams"), reverse("team_index"))],
    }
    return render(request, "people/form.html", context)
