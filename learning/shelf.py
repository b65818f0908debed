"""The library as its reader sees it: facets, words to look for, and the pages that answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from learning.analytic_process import step_label
from learning.blocks.teaching import SYSTEMS
from learning.models import ResourceText
from learning.models.pages import Approach, ResourceFormat, Safety

MINUTES = [("5", _("Up to 5 minutes")), ("10", _("Up to 10 minutes")), ("20", _("Up to 20 minutes"))]
APPROACHES = [(a.value, a.label) for a in (Approach.BEHAVIOURAL, Approach.CBT, Approach.STRUCTURAL)]


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    name: str
    label: Any
    choices: list[tuple[str, Any]]
    chosen: str = ""


def facets(chosen: Mapping[str, str], steps: list[str]) -> list[Facet]:
    """Every facet with what is chosen in it; a choice that doesn't exist counts as none."""
    rows: list[tuple[str, Any, list[tuple[str, Any]]]] = [
        ("approach", _("Approach"), APPROACHES),
        ("system", _("System"), list(SYSTEMS)),
        ("step", _("Step of the analytic process"), [(step, step_label(step)) for step in steps]),
        ("minutes", _("Time"), MINUTES),
        ("format", _("Format"), list(ResourceFormat.choices)),
        ("safety", _("Safety"), list(Safety.choices)),
    ]
    return [
        Facet(name, label, choices, chosen.get(name, "") if chosen.get(name) in dict(choices) else "")
        for name, label, choices in rows
    ]


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

    @property
    def approach_label(self) -> Any:
        """The approach in words."""
        return dict(Approach.choices).get(self.approach, self.approach)

    @property
    def format_label(self) -> Any:
        """The format in words."""
        return dict(ResourceFormat.choices).get(self.format, self.format)


CARD = ("slug", "language", *(f"page__{name}" for name in Card._fields[2:]))


def cards(rows: Iterable[Any]) -> list[Card]:
    """Rows of `values_list(*CARD)` by their names."""
    return [Card(*row) for row in rows]


def readable(user: Any, language: str, *, member: bool) -> QuerySet[ResourceText]:
    """Published resources in the language (English where there is no other): all for members, else public ones."""
    rows = ResourceText.objects.select_related("page")
    if language != "en":
        here = ResourceText.objects.filter(language=language).values("resource_key")
        rows = rows.filter(Q(language=language) | Q(language="en") & ~Q(resource_key__in=here))
    else:
        rows = rows.filter(language="en")
    return rows if member else rows.filter(page__is_public=True)


def narrowed(rows: QuerySet[ResourceText], chosen: list[Facet], words: str) -> QuerySet[ResourceText]:
    """Those that fit every facet and hold every word."""
    lookups = {
        "approach": "page__approach",
        "step": "page__step",
        "format": "page__format",
        "safety": "page__safety",
        "minutes": "page__minutes__lte",
    }
    for facet in chosen:
        if facet.chosen and facet.name in lookups:
            rows = rows.filter(**{lookups[facet.name]: facet.chosen})
        elif facet.chosen:
            rows = rows.filter(page__systems__icontains=f'"{facet.chosen}"')
    for word in words.split()[:8]:
        rows = rows.filter(text__icontains=word)
    return rows.order_by("page__approach", "page__code")
