"""What supervision puts into other rooms: places in the main menu, and the ways from Today to its work."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _

from home.navigation import NavItem, register_nav
from home.registered import SEES_TEAMS
from home.today import Panel, register
from people.models import User
from people.permissions import current_memberships, has_role
from people.person_links import PersonLink, register_person_link
from people.roles import SUPERVISING_ROLES, TEAM_ROLES, Role
from supervision import notice_kinds, on_today  # noqa: F401 (they register themselves)
from supervision.practice_pages import team_between

PREP_ORDER = 18


@register_nav
def places(request: HttpRequest) -> list[NavItem]:
    """For those who are in a team, guard an organisation's records or count its cases."""
    if not has_role(request.user, *TEAM_ROLES, Role.IG_LEAD, Role.PROGRAMME_MANAGER):
        return []
    items = [NavItem(40, _("Supervision"), reverse("supervision"), "supervision", short=_("Supervise"))]
    if has_role(request.user, Role.THERAPIST) and not has_role(request.user, *SEES_TEAMS):
        note = reverse("quick_note")
        items.append(NavItem(25, _("Quick note"), note, "note", _("Note"), within=(reverse("quick_notes"),), add=True))
    return items


@register
def prep_panels(request: HttpRequest) -> list[Panel]:
    """For therapists, one tap to prep; asks the database nothing."""
    teams = [m.team for m in current_memberships(request.user) if m.role == Role.THERAPIST and m.team]
    if not teams:
        return []
    return [Panel(PREP_ORDER, "supervision/panels/prep.html", {"team": teams[0]})]


@register
def lead_panels(request: HttpRequest) -> list[Panel]:
    """For supervisors and their cover, one press to this week's session; asks the database nothing."""
    teams = [m.team for m in current_memberships(request.user) if m.role in SUPERVISING_ROLES and m.team]
    if not teams:
        return []
    return [Panel(PREP_ORDER, "supervision/panels/lead.html", {"teams": teams, "csrf_token": get_token(request)})]


@register_person_link
def practice_of(reader: User, person: User) -> PersonLink | None:
    """From a person's page to their practice, for those who supervise or advise them, and for themselves."""
    if team_between(reader, person) is None:
        return None
    return PersonLink(
        _("Practice"),
        _("Observations, sign-offs, development plans and adherence."),
        _("Open practice"),
        reverse("practice", args=[person.public_id]),
    )
