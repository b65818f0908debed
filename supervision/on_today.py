"""What supervision puts on Today: modules and resources that were agreed on, and how many notices are new.

Titles and dates only: no text of a record is opened here.
"""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language

from home.today import Panel, register
from people.models import User
from people.permissions import has_role
from people.roles import TEAM_ROLES
from supervision.carried_learning import carried_by, with_learning
from supervision.models import Action, Notice


@register
def panels(request: HttpRequest) -> list[Panel]:
    """For people of a team who have any: two statements."""
    if not has_role(request.user, *TEAM_ROLES):
        return []
    user = cast(User, request.user)
    agreed, new = _agreed(user), Notice.objects.filter(user=user, seen_at=None).count()
    if not agreed and not new:
        return []
    context = {"agreed": agreed, "notices": new, "csrf_token": get_token(request)}
    return [Panel(18, "supervision/panels/agreed.html", context)]


def _agreed(user: User) -> list[dict[str, Any]]:
    mine = Action.objects.visible_to(user).open().filter(owner=user).exclude(module_key=None, resource_key=None)
    rows = with_learning(mine, get_language() or "en").defer("text").order_by("due_on", "created_at")
    today = timezone.localdate()
    return [
        {"pk": row.pk, "learning": learning, "due_on": row.due_on, "late": bool(row.due_on and row.due_on < today)}
        for row in rows
        if (learning := carried_by(row))
    ]
