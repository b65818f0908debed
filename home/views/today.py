"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from home import today as registry
from people.decorators import member_required
from people.models import User
from people.permissions import current_memberships

NOON, EVENING = 12, 18


@require_safe
@member_required
def today(request: HttpRequest) -> HttpResponse:
    """What is next, in one look: a greeting, then every room's panels in two columns."""
    user = request.user
    if not isinstance(user, User):  # member_required lets nobody else through
        raise TypeError
    panels = registry.panels_for(request)
    context = {
        "greeting": greeting(user.language),
        "greeting_language": user.language if user.language != get_language() else "",
        "name": user.get_short_name(),
        "now": timezone.localtime(),
        "places": places(user),
        "main_panels": [panel for panel in panels if panel.column == "main"],
        "side_panels": [panel for panel in panels if panel.column != "main"],
    }
    return render(request, "home/today.html", context)


def greeting(language: str) -> str:
    """Good morning, afternoon or evening in the person's own language, by the clock in London."""
    hour = timezone.localtime().hour
    with override(language):
        if hour < NOON:
            return gettext("Good morning")
        return gettext("Good afternoon") if hour < EVENING else gettext("Good evening")


def places(user: User) -> list[str]:
    """The teams of someone in teams, else the organisations."""
    memberships = current_memberships(user)
    names = [membership.team.name for membership in memberships if membership.team]
    names = names or [membership.organisation.local_name for membership in memberships]
    return list(dict.fromkeys(names))
