"""What supervision puts into other rooms: its place in the main menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from home.navigation import NavItem, register_nav
from people.permissions import has_role
from people.roles import TEAM_ROLES, Role


@register_nav
def places(request: HttpRequest) -> list[NavItem]:
    """For those who are in a team, guard an organisation's records or count its cases."""
    if not has_role(request.user, *TEAM_ROLES, Role.IG_LEAD, Role.PROGRAMME_MANAGER):
        return []
    return [NavItem(40, _("Supervision"), reverse("supervision"), "supervision", short=_("Supervise"))]
