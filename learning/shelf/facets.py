"""Facets: every choice has an address of its own and a count, several choices of one facet widen it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from learning.analytic_process import STEPS, step_label
from learning.blocks.teaching import SYSTEMS
from learning.models.kinds import Approach, ResourceFormat, Safety
from learning.models.resource_forms import PRINCIPLES
from learning.shelf.index import Shelf

MINUTES = [("5", _("Up to 5 minutes")), ("10", _("Up to 10 minutes")), ("20", _("Up to 20 minutes"))]
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
ONE_ONLY = {"minutes"}


@dataclass(frozen=True)
class Choice:
    """One choice of a facet: where it leads, and how many resources it would show."""

    value: str
    label: Any
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    name: str
    label: Any
    choices: list[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """What is chosen in it."""
        return [choice for choice in self.choices if choice.chosen]


def _rows(shelf: Shelf) -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    steps = sorted(shelf.choices.get("step", {}), key=lambda step: (_place_of(step), step))
    return [
        ("approach", _("Approach"), [(a.value, a.label) for a in Approach]),
        ("safety", _("Safety"), list(Safety.choices)),
        ("minutes", _("Time"), MINUTES),
        ("format", _("Format"), list(ResourceFormat.choices)),
        ("system", _("System"), list(SYSTEMS)),
        ("step", _("Step of the analytic process"), [(step, step_label(step)) for step in steps]),
        ("principle", _("Principle"), [(str(number), name) for number, name in PRINCIPLES]),
        ("language", _("Available in"), LANGUAGES),
    ]


def _place_of(step: str) -> int:
    names = list(STEPS)
    return names.index(step.lower()) if step.lower() in names else len(names)


def chosen_in(shelf: Shelf, query: QueryDict) -> dict[str, list[str]]:
    """What the address chooses, by facet; a choice that doesn't exist counts as none."""
    found = {}
    for name, _label, choices in _rows(shelf):
        known = [value for value, _word in choices]
        values = [value for value in dict.fromkeys(query.getlist(name)) if value in known]
        found[name] = values[-1:] if name in ONE_ONLY else values
    return found


def narrowed(shelf: Shelf, chosen: dict[str, list[str]], *, but: str = "") -> int:
    """Those that fit every facet, as bits; `but` leaves one facet out."""
    found = shelf.everything
    for name, values in chosen.items():
        if values and name != but:
            fitting = 0
            for value in values:
                fitting |= shelf.choices.get(name, {}).get(value, 0)
            found &= fitting
    return found


def facets(shelf: Shelf, chosen: dict[str, list[str]], within: int, query: QueryDict) -> list[Facet]:
    """Every facet with its counts: what each choice would show among `within`, the other facets staying as they are."""
    found = []
    for name, label, choices in _rows(shelf):
        rest = narrowed(shelf, chosen, but=name) & within
        masks = shelf.choices.get(name, {})
        made = [
            Choice(
                value,
                word,
                (masks.get(value, 0) & rest).bit_count(),
                value in chosen[name],
                _toggled(query, name, value),
            )
            for value, word in choices
        ]
        found.append(Facet(name, label, [choice for choice in made if masks.get(choice.value) or choice.chosen]))
    return [facet for facet in found if facet.choices]


def _toggled(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    values = changed.getlist(name)
    kept = [] if name in ONE_ONLY else [other for other in values if other != value]
    changed.setlist(name, kept if value in values else [*kept, value])
    return "?" + changed.urlencode()
