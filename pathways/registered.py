"""What this room puts into the registries of those below: Today's panel for who looks after others' training."""

from __future__ import annotations

import uuid
from typing import cast

from django.http import HttpRequest

from home.today import Panel, register
from pathways.overview import told  # noqa: F401 (registers its kinds of notification)
from pathways.overview.chase import to_chase
from pathways.overview.filters import Filters
from pathways.overview.scope import counted, named
from people.models import User

MORNING_ORDER = 20


@register
def morning(request: HttpRequest) -> list[Panel]:
    """How many to chase, with the button that reminds them; for programme managers the way to the figures."""
    user = cast(User, request.user)
    scope = named(user)
    if scope.is_empty:
        return (
            []
            if counted(user).is_empty
            else [Panel(MORNING_ORDER, "pathways/panels/morning.html", {"scope": counted(user)})]
        )
    chase = to_chase(scope, Filters(), user)
    context = {"scope": scope, "chase": chase, "round_id": uuid.uuid4()}
    context["words"] = [(person, person.words(user)) for person in chase.people]
    return [Panel(MORNING_ORDER, "pathways/panels/morning.html", context)]
