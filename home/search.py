"""Search: public pages for everyone, and what rooms above offer to members. Records about people are never in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.models import NewsPage, SitePage

MOST_HITS = 100


@dataclass(frozen=True)
class Hit:
    """One result. `kind` is a word such as Page, News, Module or Resource."""

    kind: str
    title: str
    href: str
    text: str = ""
    note: str = ""


Provider = Callable[[HttpRequest, str, str], list[Hit]]
Correction = Callable[[HttpRequest, str, str], str]
_providers: list[Provider] = []
_corrections: list[Correction] = []


def register(provider: Provider) -> Provider:
    """Add a provider(request, words, language) -> hits; it checks itself what the person may see."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def register_correction(correction: Correction) -> Correction:
    """Add a correction(request, words, language) -> words, asked when nothing was found as typed."""
    if correction not in _corrections:
        _corrections.append(correction)
    return correction


def find_or_put_right(request: HttpRequest, words: str, language: str) -> tuple[list[Hit], str]:
    """What matches, and the words that were looked for instead where only those find something."""
    hits = find(request, words, language)
    for correction in () if hits else _corrections:
        better = correction(request, words, language)
        hits = find(request, better, language) if better and better != words else []
        if hits:
            return hits, better
    return hits, ""


def plain_words(text: str) -> str:
    """Letters, digits, hyphens and apostrophes: what a search engine's own signs would be is left out."""
    return " ".join(re.sub(r"[^\w\s'’-]", " ", text).replace("_", " ").split())


def find(request: HttpRequest, words: str, language: str) -> list[Hit]:
    """What matches in the language: what members learn with first, then public pages."""
    hits = [hit for provider in _providers for hit in provider(request, words, language)]
    return (hits + public_hits(words, language))[: MOST_HITS * 2]


def public_hits(words: str, language: str) -> list[Hit]:
    """Published public pages and news."""
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        return []
    found = list(SitePage.objects.live().filter(locale=locale).search(words, operator="and")[:MOST_HITS])
    posts = set(NewsPage.objects.filter(pk__in=[page.pk for page in found]).values_list("pk", flat=True))
    return [
        Hit(_("News") if page.pk in posts else _("Page"), page.title, page.url, page.summary)
        for page in found
        if page.url
    ]
