"""The information lead's places: record keeping in the main menu, break-glass in everybody's own menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from home.navigation import NavItem, register_account, register_nav
from people.permissions import current_memberships
from supervision.guarding_permissions import may_open_keeping


@register_nav
def keeping_places(request: HttpRequest) -> list[NavItem]:
    """For information leads, and programme managers as the second person."""
    if not may_open_keeping(request.user):
        return []
    return [NavItem(45, _("Record keeping"), reverse("keeping"), "shield", short=_("Keeping"))]


@register_account
def break_glass_item(request: HttpRequest) -> list[NavItem]:
    """For members of an organisation."""
    if not current_memberships(request.user):
        return []
    return [NavItem(45, _("Break-glass access"), reverse("break_glass"), "lock")]
