"""The supervisor's monthly report on their own work."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.permissions import teams_with_role
from people.requests import MemberRequest
from people.roles import TEAM_ROLES
from supervision.monthly import month_of
from supervision.permissions import role_in_team, supervises
from supervision.reading import reads_as
from supervision.views.opened import confidential


@require_safe
@confidential
def supervision_report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Counts of one month, for whoever supervises the team; it prints as it stands."""
    team = get_object_or_404(teams_with_role(request.user, *TEAM_ROLES), public_id=public_id)
    if not supervises(request.user, team.pk):
        raise PermissionDenied
    reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    first = _month(request.GET.get("month", ""))
    before = (first - datetime.timedelta(days=1)).replace(day=1)
    after = (first + datetime.timedelta(days=32)).replace(day=1)
    context = {
        "team": team,
        "month": month_of(team, first),
        "before": before,
        "after": after if after <= timezone.localdate() else None,
        "crumbs": [(_("Supervision"), reverse("supervision"))],
    }
    return render(request, "supervision/report.html", context)


def _month(asked: str) -> datetime.date:
    """The first day of the month that was asked for, such as 2026-11; this month for anything else."""
    today = timezone.localdate()
    try:
        found = datetime.date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    return min(found, today.replace(day=1)) if found.year > 2000 else today.replace(day=1)
