"""The fit editor: rows that are the form, and beside them a circle for each thing that drivers were found for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from learning import fit
from supervision.summary.sections import Driver, Sections
from supervision.words import Evidence, Focus, Outcome, System, Weight

CONFIDENCE = (1, 2, 3)
LONGEST = 240
Faults = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Target:
    """What a fit is found for: `value` is `<focus>:<key of the line>`."""

    value: str
    label: str


@dataclass(frozen=True)
class Row:
    """One driver in the form. `faults` are messages by field."""

    number: str
    line: Driver
    faults: Faults = field(default_factory=dict)

    @property
    def about(self) -> str:
        """Its target's value."""
        return f"{self.line.focus}:{self.line.of}"


@dataclass(frozen=True)
class Circle:
    """One drawing, in two widths, with its sentence. Without drivers the five systems stand empty around it."""

    title: str
    sentence: str
    wide: fit.Layout
    narrow: fit.Layout
    is_empty: bool


@dataclass(frozen=True)
class FitEditor:
    """Everything that templates/supervision/parts/fit_rows.html shows."""

    prefix: str
    rows: list[Row]
    targets: list[Target]
    circles: list[Circle]
    blank: Row
    systems: ClassVar[Any] = System.choices
    sources: ClassVar[Any] = Evidence.choices
    weights: ClassVar[Any] = Weight.choices

    @property
    def confidences(self) -> list[tuple[int, str]]:
        """How sure one is, in words."""
        return list(zip(CONFIDENCE, (_("A guess"), _("Fairly sure"), _("Sure")), strict=True))


def fit_editor(
    prefix: str,
    drivers: Sequence[Driver],
    targets: Sequence[Target],
    faults: Mapping[str, Faults] | None = None,
) -> FitEditor:
    """The editor of these drivers; a driver whose target is gone is offered it again, so that nothing moves silently.

    `faults` are messages by the driver's key, then by field.
    """
    drivers = [_placed(driver, targets) for driver in drivers]
    known = {target.value for target in targets}
    shown = [driver for driver in drivers if driver.is_open]
    lost = dict.fromkeys(f"{d.focus}:{d.of}" for d in drivers if f"{d.focus}:{d.of}" not in known)
    every = [*targets, *(Target(value, _focus_label(value)) for value in lost)]
    rows = [Row(str(number), driver, (faults or {}).get(driver.key, {})) for number, driver in enumerate(drivers)]
    focus, _colon, of = every[0].value.partition(":") if every else ("behaviour", "", "")
    blank = Row("__n__", Driver(key="", focus=focus, of=of))
    return FitEditor(prefix, rows, every, circles(shown, every), blank)


def circles(drivers: Sequence[Driver], targets: Sequence[Target]) -> list[Circle]:
    """A circle for each target that has drivers; while there is none, an empty one for the first target."""
    found = [(target, [d for d in drivers if f"{d.focus}:{d.of}" == target.value]) for target in targets]
    drawn = [circle(target.label, mine) for target, mine in found if mine]
    return drawn or [circle(targets[0].label if targets else _("What happens"), [])]


def circle(title: str, drivers: Sequence[Driver]) -> Circle:
    """The drawing of one fit. A driver nobody has worded yet is drawn as three dots."""
    middle = title[:LONGEST] or _("What happens")
    if drivers:
        told = [_told(driver) for driver in drivers]
    else:
        told = [fit.Driver(system, str(label), "…", "vacant") for system, label in System.choices]
    said = fit.sentence(middle, told if drivers else [])
    return Circle(middle, said, fit.wide(middle, told), fit.narrow(middle, told), not drivers)


def targets_of(sections: Sections) -> list[Target]:
    """What fits may be found for in a weekly summary: behaviours, barriers, advances, and an interaction."""
    behaviours = [Target(f"behaviour:{b.key}", b.text) for b in sections.start.behaviours if b.text]
    judged = [goal for goal in sections.last_goals if goal.outcome]
    barriers = [
        Target(f"barrier:{goal.key}", _("Barrier: %(goal)s") % {"goal": goal.text})
        for goal in judged
        if goal.outcome != Outcome.MET
    ]
    advances = [
        Target(f"advance:{goal.key}", _("Advance: %(goal)s") % {"goal": goal.text})
        for goal in judged
        if goal.outcome in {Outcome.MET, Outcome.PARTLY}
    ]
    first = behaviours or [Target("behaviour:", str(Focus.BEHAVIOUR.label))]
    return [*first, *barriers, *advances, Target("interaction:", str(Focus.INTERACTION.label))]


def posted_targets(values: Iterable[str]) -> list[Target]:
    """Targets as the form carries them along: `<value>|<label>`."""
    pairs = (value.partition("|") for value in values)
    return [Target(value, label[:200]) for value, _bar, label in pairs]


def _placed(driver: Driver, targets: Sequence[Target]) -> Driver:
    """A driver of some behaviour, nobody said which, is one of the first."""
    first = targets[0].value if targets else ""
    if driver.of or driver.focus != Focus.BEHAVIOUR or not first.startswith("behaviour:"):
        return driver
    return replace(driver, of=first.partition(":")[2])


def _focus_label(value: str) -> str:
    focus = value.partition(":")[0]
    return str(dict(Focus.choices).get(focus, Focus.BEHAVIOUR.label))


def _told(driver: Driver) -> fit.Driver:
    system = driver.system or System.INDIVIDUAL
    weight = dict(Weight.choices).get(driver.weight, "")
    label = str(dict(System.choices).get(system, "")) if driver.system else _("Which system?")
    return fit.Driver(system, label, driver.text[:LONGEST] or "…", driver.weight, str(weight), driver.evidence)
