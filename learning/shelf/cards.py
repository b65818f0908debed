"""What a list shows of a resource, and which resources somebody may read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Set
from typing import Any, NamedTuple

from django.db.models import Case, Q, QuerySet, When

from learning.models import ResourceText
from learning.models.kinds import Approach, ResourceFormat, Safety


class Card(NamedTuple):
    """A resource as a list shows it."""

    slug: str
    language: str
    title: str
    summary: str
    approach: str
    minutes: int | None
    format: str
    safety: str
    saved: bool = False

    @property
    def approach_label(self) -> Any:
        """The approach in words."""
        return dict(Approach.choices).get(self.approach, self.approach)

    @property
    def format_label(self) -> Any:
        """The format in words."""
        return dict(ResourceFormat.choices).get(self.format, self.format)


CARD = ("slug", "language", *(f"page__{name}" for name in Card._fields[2:-1]))


def cards(pks: Iterable[int], saved: Set[uuid.UUID] = frozenset()) -> list[Card]:
    """The resources in the order given; one statement."""
    wanted = list(pks)
    rows = ResourceText.objects.filter(pk__in=wanted).values_list("pk", "resource_key", *CARD) if wanted else []
    found = {pk: Card._make([*row, key in saved]) for pk, key, *row in rows}
    return [found[pk] for pk in wanted if pk in found]


def readable(user: Any, language: str, *, member: bool) -> QuerySet[ResourceText]:
    """Published resources in the language (English where there is no other): all for members, else public ones."""
    rows = ResourceText.objects.select_related("page")
    if language != "en":
        here = ResourceText.objects.filter(language=language).values("resource_key")
        rows = rows.filter(Q(language=language) | Q(language="en") & ~Q(resource_key__in=here))
    else:
        rows = rows.filter(language="en")
    return rows if member else rows.filter(page__is_public=True)


def near(language: str, minutes: int, approaches: Set[str], most: int = 40) -> list[Card]:
    """Ready-to-use resources that take at most so many minutes, those of the approaches first; one statement.

    What has to be talked over with a supervisor first is nothing for a spare minute.
    """
    rows = readable(None, language, member=True).filter(page__minutes__lte=minutes, page__safety=Safety.ORDINARY)
    ordered = rows.order_by(Case(When(page__approach__in=approaches, then=0), default=1), "page__code")
    return [Card._make([*row, False]) for row in ordered.values_list(*CARD)[:most]]
