"""One therapist's practice on a page, the team's list for its supervisor, sign-off, and the therapist's own view."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from people.models import Membership, Team, User
from people.permissions import has_role, teams_with_role
from people.querysets import LEADING
from people.requests import MemberRequest
from people.roles import TEAM_ROLES, Role
from supervision.forms.practice import SelfRatingForm, SignOffForm
from supervision.models import DevelopmentPlan, Observation, SignOff
from supervision.permissions import role_in_team, supervises
from supervision.practice_pages import (
    attendance_of,
    newest_seen,
    people_of,
    scores_of,
    standings,
    team_between,
)
from supervision.practice_permissions import guides
from supervision.reading import reads_as
from supervision.services import drafts, sign_offs
from supervision.services.errors import NotReadyError
from supervision.skills import ANCHORS, Rating
from supervision.views.opened import confidential, confidential_to_leavers
from supervision.views.typed import autosaves, form_data, keep_typed, left, unjudged


def crumbs(person: User | None = None) -> list[tuple[str, str]]:
    """Where a page of practice stands."""
    found = [(_("Practice"), reverse("practice_team"))]
    if person is not None:
        found.append((str(person), reverse("practice", args=[person.public_id])))
    return found


def not_ready() -> str:
    """Why nothing can be kept yet."""
    return _("No record can be kept yet: the information governance lead has to set how long.")


def known_names(team: Team) -> list[str]:
    """The team's people, who may be named in a text."""
    rows = Membership.objects.current().in_role(*TEAM_ROLES).filter(team=team)
    return list(rows.values_list("user__name", flat=True).distinct())


@require_safe
@confidential
def practice_team(request: MemberRequest) -> HttpResponse:
    """The therapists of the teams one leads, with what to look at; a therapist's way to their own page."""
    teams = teams_with_role(request.user, *LEADING).select_related("organisation").order_by("name")
    if not teams and has_role(request.user, Role.THERAPIST):
        return redirect("practice", request.user.public_id)
    if not teams:
        raise PermissionDenied
    rooms = [
        {"team": team, "people": people_of(request.user, team), "guides": supervises(request.user, team.pk)}
        for team in teams
    ]
    return render(request, "supervision/practice/team.html", {"rooms": rooms})


@require_safe
@confidential_to_leavers
def practice(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Observations, sign-offs, plans, scores and attendance of one person, as far as the reader may see them."""
    person = get_object_or_404(User, public_id=public_id)
    team = team_between(request.user, person)
    is_own = person == request.user
    plans = DevelopmentPlan.objects.visible_to(request.user).filter(therapist=person)
    plans = plans.select_related("team") if is_own or not team else plans.filter(team=team).select_related("team")
    if team is None and not (is_own and (has_role(person, *TEAM_ROLES) or plans)):
        raise Http404
    reads_as(role_in_team(request.user, team.pk) if team else "", team.organisation_id if team else "")
    context: dict[str, Any] = {
        "person": person,
        "team": team,
        "is_own": is_own,
        "plans": plans,
        "scores": scores_of(request.user, person),
        "crumbs": [] if is_own else crumbs(),
    }
    if team:
        context |= _in_team(request.user, person, team)
    return render(request, "supervision/practice/person.html", context)


def _in_team(reader: User, person: User, team: Team) -> dict[str, Any]:
    seen = Observation.objects.visible_to(reader).filter(therapist=person, team=team).select_related("observer")
    return {
        "observations": seen,
        "standings": standings(reader, person, team),
        "guides": guides(reader, person, team.pk),
        "sees_sign_offs": reader == person or supervises(reader, team.pk),
        "attendance": attendance_of(person, team),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def sign_off(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Rate as many skills as one likes and confirm them at once: two clicks for one."""
    person, team = person_guided(request.user, public_id)
    reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    begun = SignOff(pk=uuid.uuid5(person.public_id, f"signed off by {request.user.public_id}"))
    if autosaves(request):
        return keep_typed(request, begun)
    draft, seen = left(request, begun), newest_seen(request.user, person, team)
    form = SignOffForm(form_data(request, draft), seen=seen, known_names=known_names(team))
    unjudged(form, draft)
    if request.method == "POST" and form.is_valid():
        try:
            rows = sign_offs.sign_off(actor=request.user, team=team, therapist=person, rated=form.rated())
        except NotReadyError:
            form.add_error(None, not_ready())
        else:
            drafts.drop(actor=request.user, record=begun)
            words = ngettext("One skill has been signed off.", "%(n)d skills have been signed off.", len(rows))
            messages.success(request, words % {"n": len(rows)})
            return redirect("practice", person.public_id)
    lines = [
        {"standing": one, "fields": {part: form[f"{one.skill}-{part}"] for part in
                                     ("rating", "evidence", "on", "method", "next")}}
        for one in standings(request.user, person, team)
    ]  # fmt: skip
    lines.sort(key=lambda line: not line["standing"].has_newer_evidence)  # type: ignore[attr-defined]
    context = {"form": form, "lines": lines, "person": person, "anchors": anchors(), "crumbs": crumbs(person)}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "supervision/practice/sign_off.html", context | {"draft": draft}, status=status)


def person_guided(reader: User, public_id: uuid.UUID) -> tuple[User, Team]:
    """The therapist and the team in which the reader supervises them; 403 for others who see the person, else 404."""
    person = get_object_or_404(User, public_id=public_id)
    team = team_between(reader, person)
    if team is None:
        raise Http404
    if not guides(reader, person, team.pk):
        raise PermissionDenied
    return person, team


def anchors() -> list[tuple[str, str]]:
    """Each rating with what it means."""
    return [(str(rating.label), str(ANCHORS[rating])) for rating in Rating]


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def self_rating(request: MemberRequest) -> HttpResponse:
    """A therapist's own view of each skill."""
    team = teams_with_role(request.user, Role.THERAPIST).order_by("pk").first()
    if team is None:
        raise PermissionDenied
    last = {skill: row.rating for skill, row in sign_offs.last_self_ratings(request.user, team).items()}
    form = SelfRatingForm(request.POST if request.method == "POST" else None, initial=last)
    if request.method == "POST" and form.is_valid():
        try:
            sign_offs.rate_oneself(actor=request.user, team=team, ratings=form.ratings())
        except NotReadyError:
            messages.error(request, not_ready())
        else:
            messages.success(request, _("Your own view is kept. It changes no sign-off."))
        return redirect("practice", request.user.public_id)
    context = {"form": form, "anchors": anchors(), "crumbs": crumbs(request.user)}
    return render(request, "supervision/practice/self_rating.html", context, status=422 if form.errors else 200)
