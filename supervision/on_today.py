"""What supervision puts on Today: modules and resources that were agreed on.

Titles and dates only: no text of a record is opened here.
"""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language

from home.today import Panel, register
from people.models import User
from people.permissions import beside, has_role, register_beside
from people.roles import TEAM_ROLES
from supervision.carried_learning import carried_by, with_learning
from supervision.models import Action
from supervision.querysets import ActionQuerySet


@register
def panels(request: HttpRequest) -> list[Panel]:
    """For people of a team who have any: no statement of its own, and one where something was agreed."""
    if not has_role(request.user, *TEAM_ROLES):
        return []
    user = cast(User, request.user)
    agreed = _agreed(user) if beside(user, "learning_agreed") else []
    if not agreed:
        return []
    context = {"agreed": agreed, "csrf_token": get_token(request)}
    return [Panel(18, "supervision/panels/agreed.html", context)]


def _learning_agreed() -> Exists:
    return Exists(_carrying(Action.objects.filter(owner=OuterRef("user")).open()))


register_beside("learning_agreed", _learning_agreed)


def _carrying(actions: ActionQuerySet) -> ActionQuerySet:
    return actions.exclude(module_key=None, resource_key=None)


def _agreed(user: User) -> list[dict[str, Any]]:
    mine = _carrying(Action.objects.visible_to(user).open().filter(owner=user))
    rows = with_learning(mine, get_language() or "en").defer("text").order_by("due_on", "created_at")
    today = timezone.localdate()
    return [
        {"pk": row.pk, "learning": learning, "due_on": row.due_on, "late": bool(row.due_on and row.due_on < today)}
        for row in rows
        if (learning := carried_by(row))
    ]
