"""What readers of the library get follows what is published in the admin."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from learning.models import (
    EditionUnit,
    LibraryMark,
    LibraryWord,
    ResourcePage,
    ResourceText,
    ResourceWord,
    SavedResource,
    UnitResource,
)
from learning.rendering import fingerprint, linked, plain_text, render_resource_body, version_of
from learning.spelling import weights
from people.models import User

LINK = re.compile(r'href="(?:/[a-z]{2})?/library/([-\w]+)/"')


@transaction.atomic
def store_text(page: ResourcePage) -> ResourceText:
    """Render the published page once and keep it for readers and for search."""
    html = render_resource_body(page)
    marks = [f"resource:{page.live_revision_id}", *(version_of(row) for row in linked(page.body))]
    words = " ".join([page.title, page.summary, page.code, plain_text(html)])
    stored, _made = ResourceText.objects.update_or_create(
        page=page,
        defaults={
            "language": page.locale.language_code,
            "resource_key": page.translation_key,
            "slug": page.slug,
            "html": html,
            "text": words,
            "fingerprint": fingerprint(*marks),
            "published_at": timezone.now(),
        },
    )
    _store_words(stored, page)
    mark_changed()
    return stored


def _store_words(stored: ResourceText, page: ResourcePage) -> None:
    """Make the page's words those it is found by, and forget words that nothing uses any more."""
    found = weights(f"{page.title} {page.code}", page.summary, stored.text, stored.language)
    books = LibraryWord.objects.filter(language=stored.language)
    LibraryWord.objects.bulk_create(
        [LibraryWord(language=stored.language, word=word) for word in sorted(found)], ignore_conflicts=True
    )
    numbers = dict(books.filter(word__in=found).values_list("word", "pk"))
    before = dict(stored.words.values_list("word_id", "weight"))
    now = {numbers[word]: weight for word, weight in found.items()}
    gone = [number for number, weight in before.items() if now.get(number) != weight]
    stored.words.filter(word_id__in=gone).delete()
    ResourceWord.objects.bulk_create(
        ResourceWord(text=stored, word_id=number, weight=weight)
        for number, weight in now.items()
        if before.get(number) != weight
    )
    books.filter(pk__in=gone, uses=None).delete()


def mark_changed() -> None:
    """Whatever processes have kept of the library is out of date."""
    LibraryMark.objects.update_or_create(pk=1, defaults={"value": uuid.uuid4()})


def remove_text(page: ResourcePage) -> None:
    """Readers no longer get a page that was taken back."""
    ResourceText.objects.filter(page=page).delete()


@transaction.atomic
def forget_unused_words(language: str) -> None:
    """After a text has gone: words that nothing uses any more are not offered as corrections."""
    LibraryWord.objects.filter(language=language, uses=None).delete()
    mark_changed()


def store_missing() -> int:
    """Live pages without a stored text or without words get them; returns how many."""
    pages = ResourcePage.objects.live().filter(published_text__words=None).select_related("locale").distinct()
    return len([store_text(page) for page in pages])


def record_uses(units: Iterable[EditionUnit]) -> None:
    """Keep which resources the published units lead to."""
    links = {unit: set(LINK.findall(unit.html)) for unit in units}
    slugs = set().union(*links.values())
    rows = ResourceText.objects.filter(slug__in=slugs).values_list("language", "slug", "resource_key")
    keys = {(language, slug): key for language, slug, key in rows}
    UnitResource.objects.bulk_create(
        (
            UnitResource(unit=unit, resource_key=key)
            for unit, found in links.items()
            for key in {keys[unit.language, slug] for slug in found if (unit.language, slug) in keys}
        ),
        ignore_conflicts=True,
    )


def keep(*, actor: User, resource_key: uuid.UUID) -> None:
    """Put the resource on the person's own list; again is the same as once. Not audited: it is nobody else's affair."""
    SavedResource.objects.get_or_create(user=actor, resource_key=resource_key)


def let_go(*, actor: User, resource_key: uuid.UUID) -> None:
    """Take it off the list."""
    SavedResource.objects.filter(user=actor, resource_key=resource_key).delete()
