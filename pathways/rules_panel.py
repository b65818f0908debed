"""What pathways puts on Today: how far statuses are that are worked out again after a change of rules."""

from __future__ import annotations

from django.http import HttpRequest

from home.today import Panel, register
from pathways.refreshing import under_way
from people.permissions import current_memberships
from people.roles import Role


@register
def rules_panel(request: HttpRequest) -> list[Panel]:
    """For coordinators, while it is under way."""
    mine = [row.organisation_id for row in current_memberships(request.user) if row.role == Role.COORDINATOR]
    found = under_way(mine) if mine else None
    return [Panel(5, "pathways/panels/refreshing.html", {"refresh": found})] if found else []
