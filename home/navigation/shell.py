"""The context processor behind templates/base.html."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from home import reading
from home.navigation.items import NavItem, account_items_for, as_rows, nav_for
from home.navigation.languages import language_links
from home.navigation.menus import public_menus
from people.permissions import is_member


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menus, language links, account and reading settings; each is worked out only when a template asks."""
    return {
        "nav_items": SimpleLazyObject(lambda: _main(request)),
        "tab_items": SimpleLazyObject(lambda: _tabs(request)),
        "footer_items": SimpleLazyObject(lambda: _footer(request)),
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "account": _account(request),
        "reading": SimpleLazyObject(lambda: reading.of(request)),
    }


def _has_entered(request: HttpRequest) -> bool:
    """Signed in with something to see. A request refused early has no user yet."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and is_member(user)


def _main(request: HttpRequest) -> list[dict[str, Any]]:
    items = nav_for(request) if _has_entered(request) else _public("main")
    return as_rows(items, request.path)


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    return as_rows(nav_for(request), request.path, short=True) if _has_entered(request) else []


def _footer(request: HttpRequest) -> list[dict[str, Any]]:
    items = _public("footer")
    if _has_entered(request):
        items = [*_public("main"), *items]
    return as_rows(items, request.path)


def _public(menu: str) -> list[NavItem]:
    pages = public_menus(get_language() or "en")[menu]
    return [NavItem(number, title, address) for number, (title, address) in enumerate(pages)]


def _account(request: HttpRequest) -> Any:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return SimpleLazyObject(
        lambda: {
            "name": user.name,
            "initials": user.initials,
            "items": as_rows(account_items_for(request), request.path),
        }
    )
