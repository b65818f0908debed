"""The places learning needs on a fresh site: the pages of modules and of the library, in each language."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, override
from wagtail.models import Locale, Page

from home.models import HomePage
from learning.models import LearnIndexPage, LibraryIndexPage

PLACES: tuple[tuple[type[Page], str], ...] = ((LearnIndexPage, "learn"), (LibraryIndexPage, "library"))


def set_up(report: Callable[[str], None] = lambda line: None) -> None:
    """Make what is missing; run again, it changes nothing. Homes come first, from the home app."""
    for home in HomePage.objects.select_related("locale").order_by("pk"):
        for model, slug in PLACES:
            if not model.objects.filter(locale=home.locale).exists():
                _make(model, slug, home)
                report(f"page made: /{home.locale.language_code}/{slug}/")


def _make(model: type[Page], slug: str, home: HomePage) -> None:
    with override(home.locale.language_code):
        title = gettext("Modules") if slug == "learn" else gettext("Library")
    twin = model.objects.exclude(locale=home.locale).first()
    page = model(title=title, slug=slug, locale=Locale.objects.get(pk=home.locale_id), show_in_menus=False)
    if twin:
        page.translation_key = twin.translation_key
    home.add_child(instance=page)
    page.save_revision().publish()
