"""The admin shows each role only what it uses."""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from people.permissions import is_site_administrator

HIDDEN_FROM_EVERYONE = {"documents", "help", "reports"}
FOR_ADMINISTRATORS = {"settings"}


@hooks.register("insert_global_admin_css")
def own_colours() -> SafeString:
    """The admin looks like the rest of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
def keep_what_is_used(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take away what the role has no use for; rights are checked by Wagtail as well."""
    hidden = set(HIDDEN_FROM_EVERYONE)
    if not is_site_administrator(request.user) and not request.user.is_superuser:
        hidden |= FOR_ADMINISTRATORS
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("construct_settings_menu")
def keep_people_out_of_the_admin(request: HttpRequest, menu_items: list[Any]) -> None:
    """People, groups and workflows are not managed here: rights follow from memberships and grants."""
    menu_items[:] = [item for item in menu_items if item.name not in {"users", "groups", "workflows", "workflow-tasks"}]


@hooks.register("construct_homepage_summary_items")
def no_documents_in_the_summary(request: HttpRequest, summary_items: list[Any]) -> None:
    """Documents are not used."""
    summary_items[:] = [item for item in summary_items if "Document" not in type(item).__name__]


@hooks.register("before_serve_document")
def no_documents(document: Any, request: HttpRequest) -> None:
    """Nothing is handed out as a Wagtail document."""
    raise Http404
