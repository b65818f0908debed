"""Consultations: the list of one's teams' calls, beginning a note, and the expert's teams at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.models import Team
from people.permissions import has_role, teams_with_role
from people.querysets import LEADING
from people.requests import MemberRequest
from people.roles import SUPERVISING_ROLES, TEAM_ROLES, Role
from supervision.forms.consultation import BeginForm
from supervision.models import ConsultationNote, CrisisConsultation, SupervisionSession
from supervision.overview import at_a_glance
from supervision.services import consultation as services
from supervision.services.errors import NotReadyError
from supervision.views.opened import confidential

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def consultation(request: MemberRequest) -> HttpResponse:
    """Calls of one's teams, newest first; a POST begins the note of a call."""
    leading = teams_with_role(request.user, *LEADING).order_by("name")
    if request.method == "POST":
        return _begin(request, leading)
    notes = ConsultationNote.objects.visible_to(request.user).select_related("team", "expert", "written_by")
    rows = notes.annotate(case_count=Count("cases", filter=_picked())).order_by("-starts_at")
    crises = CrisisConsultation.objects.visible_to(request.user).select_related("team", "case", "caller")
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "crises": crises.order_by("-called_at")[:ON_A_PAGE],
        "teams": list(leading),
        "is_expert": has_role(request.user, Role.EXPERT),
        "supervises": has_role(request.user, *SUPERVISING_ROLES),
        "may_see": has_role(request.user, *TEAM_ROLES),
    }
    return render(request, "supervision/consultation/list.html", context)


def _picked() -> Q:
    return Q(cases__is_picked=True)


def _begin(request: MemberRequest, leading: QuerySet[Team]) -> HttpResponse:
    """A note for the team's call that begins now; a team one does not lead is not known here."""
    form = BeginForm(request.POST, teams=leading)
    if not leading:
        raise PermissionDenied
    if not form.is_valid():
        messages.error(request, _("Choose one of your teams."))
        return redirect("consultation")
    try:
        note = services.begin(actor=request.user, team=form.cleaned_data["team"], starts_at=timezone.now())
    except NotReadyError:
        messages.error(request, _("No record can be kept yet: the information governance lead has to set how long."))
        return redirect("consultation")
    except services.NoExpertError:
        messages.error(request, _("This team has no MST expert today, so nobody could confirm the note."))
        return redirect("consultation")
    return redirect("consultation_note", note.pk)


@require_safe
@confidential
def expert_overview(request: MemberRequest) -> HttpResponse:
    """Each team one leads, before a call; typing a name leaves the teams that are called so."""
    if not has_role(request.user, *LEADING):
        raise PermissionDenied
    teams = list(teams_with_role(request.user, *LEADING).select_related("organisation").order_by("name"))
    wanted = request.GET.get("team", "").strip()
    shown = [team for team in teams if wanted.casefold() in team.name.casefold()]
    context = {"glances": at_a_glance(shown), "teams": teams, "wanted": wanted}
    return render(request, "supervision/consultation/overview.html", context)


@require_safe
@confidential
def breaks(request: MemberRequest) -> HttpResponse:
    """Sessions that did not take place, and how often for which reason, for those who lead a team."""
    if not has_role(request.user, *LEADING):
        raise PermissionDenied
    leading = teams_with_role(request.user, *LEADING).values("pk")
    cancelled = SupervisionSession.objects.visible_to(request.user).filter(team__in=leading, state="cancelled")
    counts = cancelled.order_by().values_list("team__name", "cancelled_because").annotate(n=Count("pk"))
    held = SupervisionSession.objects.visible_to(request.user).filter(team__in=leading, state="shared").count()
    context = {
        "counts": _by_team(counts),
        "reasons": SupervisionSession.Break.choices,
        "page": Paginator(cancelled.select_related("team", "person"), ON_A_PAGE).get_page(request.GET.get("page")),
        "held": held,
    }
    return render(request, "supervision/consultation/breaks.html", context)


def _by_team(counts: Iterable[tuple[str, str, int]]) -> list[tuple[str, list[int], int]]:
    """A row of counts for each team, in the order of the reasons, and their sum."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for team, reason, number in counts:
        found[team][reason] = number
    reasons = SupervisionSession.Break.values
    return [
        (team, [row.get(reason, 0) for reason in reasons], sum(row.values())) for team, row in sorted(found.items())
    ]
