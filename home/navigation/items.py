"""Menu items and who registers them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest

NAV_LIMIT = 5


@dataclass(frozen=True)
class NavItem:
    """A place in a menu. `short` is its word on a phone's bar, `within` other addresses of it; `add` begins a thing.

    `new` says how many new things wait there.
    """

    order: int
    label: str
    href: str
    icon: str = ""
    short: str = ""
    within: tuple[str, ...] = ()
    add: bool = False
    new: int = 0

    def closeness(self, path: str) -> int:
        """How exactly this is where the reader is, 0 if it is not; the front page is only itself."""
        return max((len(address) for address in (self.href, *self.within) if _covers(address, path)), default=0)


Provider = Callable[[HttpRequest], list[NavItem]]
_nav: list[Provider] = []
_account: list[Provider] = []


def register_nav(provider: Provider) -> Provider:
    """Add a provider of main menu items for people who have signed in."""
    if provider not in _nav:
        _nav.append(provider)
    return provider


def register_account(provider: Provider) -> Provider:
    """Add a provider of items in the person's own menu."""
    if provider not in _account:
        _account.append(provider)
    return provider


def nav_for(request: HttpRequest) -> list[NavItem]:
    """The main menu of someone who has signed in: the first five by order."""
    return _gather(_nav, request)[:NAV_LIMIT]


def account_items_for(request: HttpRequest) -> list[NavItem]:
    """The person's own menu."""
    return _gather(_account, request)


class Row(NamedTuple):
    """An item as the components take it."""

    label: str
    href: str
    icon: str
    current: bool
    add: bool = False
    new: int = 0


def as_rows(items: Iterable[NavItem], path: str, *, short: bool = False) -> tuple[Row, ...]:
    """What the components take, the closest place current: tuples, so that a rendered menu can be kept."""
    placed = [(item, item.closeness(path)) for item in items]
    closest = max((close for _item, close in placed), default=0)
    return tuple(
        Row(
            (item.short or item.label) if short else item.label,
            item.href,
            item.icon,
            0 < close == closest,
            item.add,
            item.new,
        )
        for item, close in placed
    )


def _gather(providers: list[Provider], request: HttpRequest) -> list[NavItem]:
    return sorted((item for provider in providers for item in provider(request)), key=lambda item: item.order)


def _covers(address: str, path: str) -> bool:
    if address in {"/", "/cy/"}:
        return path == address
    return path.startswith(address)
