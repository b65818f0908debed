"""The public menus: pages that say which menu they stand in, kept by each process for some seconds.

The process in which one of them changes reads them again at once, the others when their seconds are over: every page
shows the menus, so they may not cost a statement each time.
"""

from typing import Any

from django.core.cache import caches

from home.models import SitePage

SECONDS = 15
MENUS = ("main", "footer")


def public_menus(language: str) -> dict[str, list[tuple[str, str]]]:
    """(title, address) of the pages of each menu, in order; read once in SECONDS by each process."""
    cache = caches["process"]
    found: dict[str, list[tuple[str, str]]] | None = cache.get(_key(language))
    if found is None:
        found = _read(language)
        cache.set(_key(language), found, SECONDS)
    return found


def forget_menus(**kwargs: Any) -> None:
    """A page was published, moved, renamed or taken down: read the menus again."""
    caches["process"].delete_many([_key("en"), _key("cy")])


def _read(language: str) -> dict[str, list[tuple[str, str]]]:
    pages = SitePage.objects.live().filter(locale__language_code=language, menu__in=MENUS)
    menus: dict[str, list[tuple[str, str]]] = {menu: [] for menu in MENUS}
    for page in pages.filter(depth=SitePage.MENU_DEPTH).order_by("menu_order", "title"):
        menus[page.menu].append((page.menu_title or page.title, page.url))
    return menus


def _key(language: str) -> str:
    return f"public-menus:{language}"
