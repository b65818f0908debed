"""What this room puts into its own registries: the first menu places and the person's menu."""

from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.navigation.items import NavItem, register_account, register_nav
from people.notice_counts import new_notices
from people.permissions import has_role, is_member, is_site_administrator, may_enter_admin
from people.roles import Role

SEES_TEAMS = (
    Role.SUPERVISOR,
    Role.BACKUP_SUPERVISOR,
    Role.EXPERT,
    Role.COORDINATOR,
    Role.PROGRAMME_MANAGER,
    Role.IG_LEAD,
)


def address(name: str) -> str:
    """Where a view is, or nothing while no room offers it."""
    return _address(name, get_language())


@lru_cache(maxsize=200)
def _address(name: str, _language: str | None) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register_nav
def main_items(request: HttpRequest) -> list[NavItem]:
    """Today for everyone; teams for those who look after one, or after all."""
    items = [NavItem(10, _("Today"), address("today"), "today")]
    if has_role(request.user, *SEES_TEAMS) or is_site_administrator(request.user):
        items.append(NavItem(50, _("Team"), address("team_overview"), "team"))
    return [item for item in items if item.href]


@register_account
def account_items(request: HttpRequest) -> list[NavItem]:
    """Profile, notices, calendar, reading settings, the admin for those with a role in it, and the way out."""
    items = [
        NavItem(10, _("Profile"), address("profile"), "account"),
        NavItem(15, _("Notices"), address("notifications"), "info", new=new_notices(request.user)),
        NavItem(20, _("My calendar"), address("calendar"), "calendar"),
        NavItem(40, _("Reading settings"), address("reading_settings"), "eye"),
        NavItem(90, _("Sign out"), address("account_logout"), "arrow-right"),
    ]
    if is_member(request.user) and may_enter_admin(request.user):
        items.append(NavItem(50, _("Edit the site"), "/admin/", "edit"))
    return [item for item in items if item.href]
