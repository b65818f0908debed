"""Adds the headers that every page has: where content may come from, and what may be kept of it."""

from dataclasses import replace
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

ADMIN = "/admin/"


class HeadersMiddleware(CSPMiddleware):
    """The site's strict policy everywhere, Wagtail's looser one under /admin/; what a member sees is never kept."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The admin's directives by path; an editor's preview is the site's page in a frame of the admin.

        Wagtail makes the request for a preview itself, with the page's own address. A view's own changes are applied
        to either.
        """
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path_info.startswith(ADMIN):
            return replace(parts, config=settings.CONTENT_SECURITY_POLICY_ADMIN)
        if getattr(request, "is_preview", False):
            return replace(
                parts, config={**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "frame-ancestors": ["'self'"]}
            )
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Adds what is missing; a header that a view set stays."""
        response.headers.setdefault("Permissions-Policy", settings.HEARTH_PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_somebody(request) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        answered: HttpResponseBase = super().process_response(request, response)
        return answered


def _is_somebody(request: HttpRequest) -> bool:
    """True when this request looked at a signed-in user; asks no question of its own."""
    user: Any = getattr(request, "_cached_user", None)
    return user is not None and user.is_authenticated
