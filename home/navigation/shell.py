"""The context processor behind templates/base.html."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language

from home import reading
from home.navigation.items import NavItem, Row, account_items_for, as_rows, nav_for
from home.navigation.languages import language_links
from home.navigation.menus import public_menus
from people.permissions import is_member


class Account(NamedTuple):
    """The person's own menu; `new` is how many new things wait in it."""

    name: str
    initials: str
    items: tuple[Row, ...]
    new: int = 0


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menus, language links, account and reading settings; each is worked out once, when a template asks."""
    items = cache(partial(nav_for, request))
    makers: dict[str, Callable[[HttpRequest], Any]] = {
        "nav_items": partial(_main, items),
        "tab_items": partial(_tabs, items),
        "footer_items": _footer,
        "language_links": language_links,
        "account": _account,
        "reading": reading.of,
    }
    return {name: cache(partial(make, request)) for name, make in makers.items()}


def _has_entered(request: HttpRequest) -> bool:
    """Signed in with something to see. A request refused early has no user yet."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and is_member(user)


def _main(items: Callable[[], list[NavItem]], request: HttpRequest) -> tuple[Row, ...]:
    return as_rows(items() if _has_entered(request) else _public("main"), request.path)


def _tabs(items: Callable[[], list[NavItem]], request: HttpRequest) -> tuple[Row, ...]:
    return as_rows(items(), request.path, short=True) if _has_entered(request) else ()


def _footer(request: HttpRequest) -> tuple[Row, ...]:
    items = _public("footer")
    if _has_entered(request):
        items = [*_public("main"), *items]
    return as_rows(items, request.path)


def _public(menu: str) -> list[NavItem]:
    pages = public_menus(get_language() or "en")[menu]
    return [NavItem(number, title, address) for number, (title, address) in enumerate(pages)]


def _account(request: HttpRequest) -> Account | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    items = as_rows(account_items_for(request), request.path)
    return Account(user.name, user.initials, items, sum(item.new for item in items))
