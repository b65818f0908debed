"""Panels of Today that stand for the shell: someone's teams, and where to start without learning of one's own."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.registered import SEES_TEAMS, address
from home.today import Panel, register
from people.models import Membership
from people.notice_counts import new_notices
from people.permissions import current_memberships, has_role, is_author, is_member, is_site_administrator
from people.roles import Role

NOTICES_ORDER = 5
LEARNERS = (Role.THERAPIST, Role.SUPERVISOR, Role.BACKUP_SUPERVISOR)
TEAM_ORDER, START_ORDER = 60, 40


@register
def notice_panels(request: HttpRequest) -> list[Panel]:
    """That there is something new to look at, where there is; asks the database nothing of its own."""
    new = new_notices(request.user)
    return [Panel(NOTICES_ORDER, "home/panels/notices.html", {"new": new}, column="side")] if new else []


@register
def team_panels(request: HttpRequest) -> list[Panel]:
    """Each team the person is in today, with its weekly supervision and consultation."""
    memberships = [membership for membership in current_memberships(request.user) if membership.team]
    if not memberships:
        return []
    rows = [team_row(membership) for membership in memberships]
    return [Panel(TEAM_ORDER, "home/panels/teams.html", {"teams": rows}, column="side")]


def team_row(membership: Membership) -> dict[str, object]:
    """What the panel says about one team."""
    team = membership.team
    if team is None:
        return {}
    return {
        "name": team.name,
        "organisation": membership.organisation.local_name,
        "role": membership.get_role_display(),
        "until": membership.ends_on,
        "supervision": (team.get_supervision_day_display(), team.supervision_time) if team.supervision_time else None,
        "consultation": (team.get_consultation_day_display(), team.consultation_time)
        if team.consultation_time
        else None,
    }


@register
def start_panels(request: HttpRequest) -> list[Panel]:
    """Where to go from here, for people whose work in Hearth is not their own learning."""
    if not is_member(request.user) or has_role(request.user, *LEARNERS):
        return []
    items = [item for item in start_items(request) if item["href"]]
    return [Panel(START_ORDER, "home/panels/start.html", {"items": items})] if items else []


def start_items(request: HttpRequest) -> list[dict[str, str]]:
    """The doors of each role, as a task list takes them."""
    items: list[dict[str, str]] = []
    administrator = is_site_administrator(request.user)
    if administrator or has_role(request.user, *SEES_TEAMS):
        items.append({"title": _("Teams and people"), "href": address("team_index"), "icon": "team"})
    if is_author(request.user) or has_role(request.user, Role.COORDINATOR):
        note = _("Modules, resources, questions and news")
        items.append({"title": _("Write and revise"), "href": "/admin/", "icon": "edit", "note": note})
    if has_role(request.user, Role.COORDINATOR):
        items.append(
            {"title": _("Certificates we have issued"), "href": address("issued_certificates"), "icon": "certificate"}
        )
    if has_role(request.user, Role.COORDINATOR, Role.PROGRAMME_MANAGER):
        note = _("Orientations, boosters and workshops")
        items.append({"title": _("Live events"), "href": address("team_events"), "icon": "calendar", "note": note})
    if administrator:
        note = _("Public pages, news and settings")
        items.append({"title": _("Look after the site"), "href": "/admin/", "icon": "settings", "note": note})
    if has_role(request.user, Role.CLINICAL_REVIEWER):
        items.append({"title": _("Review what authors send you"), "href": address("module_reviews"), "icon": "check"})
    items.append({"title": _("Library"), "href": address("library"), "icon": "library"})
    return items
