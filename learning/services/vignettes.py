"""A module's cases on their way to learners: what stops them, what to look at again, and their copy in an edition."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from learning.models import Edition, EditionVignette, Vignette
from learning.story import minutes
from learning.vignette_rules import faults, shape, unreached_endings


def edition_rows(edition: Edition, language: str, vignettes: Iterable[Vignette]) -> list[EditionVignette]:
    """The cases as this edition keeps them."""
    return [
        EditionVignette(
            edition=edition,
            language=language,
            vignette_key=vignette.key,
            revision_id=vignette.latest_revision_id or 0,
            slug=vignette.slug,
            title=vignette.title,
            position=vignette.position,
            minutes=minutes(vignette.content),
            endings=[ending["key"] for ending in vignette.content["endings"]],
            content=vignette.content,
        )
        for vignette in vignettes
    ]


def errors_in(vignette: Vignette, source: Vignette | None) -> Iterator[str]:
    """What stops publication: a case that can't be played, or one that branches otherwise than its source."""
    content = vignette.content
    if not vignette.opening.strip():
        yield _("it has no opening.")
    yield from map(str, faults(content))
    if source is not None and shape(content) != shape(source.content):
        yield _("it branches otherwise than the case it translates: keys, targets and qualities have to be the same.")


def warnings_in(vignette: Vignette) -> Iterator[str]:
    """What a good author would look at again."""
    content = vignette.content
    for key in unreached_endings(content):
        yield _("nobody can reach the ending “%(key)s”.") % {"key": key}
    if all(ending["quality"] != "good" for ending in content["endings"]):
        yield _("it has no good ending.")


def by_key(vignettes: Iterable[Vignette]) -> dict[uuid.UUID, Vignette]:
    """Cases by what they are known by in every language."""
    return {vignette.key: vignette for vignette in vignettes}
