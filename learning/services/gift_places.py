"""Where questions of a file go: a module by its code, in one of its languages."""

from __future__ import annotations

import uuid

from wagtail.models import Locale

from learning.models import ModulePage


class NoSuchModule(Exception):
    """There is no module of this code in this language."""


def place_of(code: str, language: str = "") -> tuple[uuid.UUID, Locale]:
    """The module's key and the locale; without a language, the first that the module has."""
    pages = ModulePage.objects.filter(code__iexact=code, alias_of=None).select_related("locale").order_by("locale_id")
    if language:
        pages = pages.filter(locale__language_code=language)
    page = pages.first()
    if page is None:
        raise NoSuchModule(f"There is no module {code}{f' in {language}' if language else ''}.")
    return page.translation_key, page.locale
