"""A weekly case summary told for reading: parts, entries, facts; and where two tellings differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from supervision.summary.sections import Behaviour, Driver, LastGoal, NextGoal, OverarchingGoal, Sections
from supervision.words import Evidence, GoalStatus, Outcome, System, Weight

TONES = {Outcome.MET: "ok", Outcome.PARTLY: "due", Outcome.NOT_MET: "over", Outcome.NOT_TRIED: "over"}


@dataclass(frozen=True)
class Fact:
    """A labelled text; without a label it stands alone."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One line of a part: its title, tags as (words, tone), and what else is said of it."""

    key: str
    title: str
    tags: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Part:
    """One section, by its letter."""

    letter: str
    name: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Difference:
    """A text that two people, or two windows, have written differently."""

    label: str
    yours: str
    theirs: str


def titles() -> dict[str, tuple[str, str]]:
    """Letter and heading of each section that the therapist writes."""
    return {
        "start": ("A", _("Starting point")),
        "last_goals": ("B", _("Last week's goals")),
        "advances": ("C", _("Advances and barriers")),
        "fit": ("D", _("Fit")),
        "next_goals": ("E", _("Goals for this week")),
        "question": ("F", _("Question for supervision")),
        "safety": ("G", _("Safety")),
        "ending": ("H", _("Ending")),
    }


def told(sections: Sections) -> list[Part]:
    """Every section in which something is written. Advances and barriers stand with their goals."""
    parts = {
        "start": tuple(_start(sections)),
        "last_goals": tuple(_judged(goal) for goal in sections.last_goals),
        "fit": tuple(_driver(driver) for driver in sections.fit),
        "next_goals": tuple(_next(goal, sections) for goal in sections.next_goals),
        "question": _alone("question", sections.question),
        "ending": tuple(_ending(sections)),
    }
    heads = titles()
    return [Part(heads[name][0], name, heads[name][1], entries) for name, entries in parts.items() if entries]


def differences(yours: Sequence[Part], theirs: Sequence[Part]) -> list[Difference]:
    """Every place where the two say something else, in the order of the form."""
    mine, other = _flat(yours), _flat(theirs)
    places = [*mine, *(place for place in other if place not in mine)]
    found = []
    for place in places:
        said, known = mine.get(place), other.get(place)
        if said != known:
            label = (said or known or ("", ""))[0]
            found.append(Difference(label, said[1] if said else "", known[1] if known else ""))
    return found


def _flat(parts: Sequence[Part]) -> dict[tuple[str, str, str], tuple[str, str]]:
    told: dict[tuple[str, str, str], tuple[str, str]] = {}
    for part in parts:
        for entry in part.entries:
            words = " · ".join([entry.title, *(tag for tag, _tone in entry.tags)]).strip(" ·")
            told[part.name, entry.key, ""] = (part.title, words)
            for fact in entry.facts:
                label = " – ".join(filter(None, [part.title, entry.title[:60], fact.label]))
                told[part.name, entry.key, fact.field] = (label, fact.text)
    return told


def _start(sections: Sections) -> Iterator[Entry]:
    behaviours = {behaviour.key: behaviour.text for behaviour in sections.start.behaviours}
    yield from (_behaviour(behaviour) for behaviour in sections.start.behaviours)
    for outcome in sections.start.outcomes:
        yield Entry(
            outcome.key, _("Wanted by %(who)s") % {"who": outcome.who}, (), _facts((("text", "", outcome.text),))
        )
    yield from (_overarching(goal, behaviours) for goal in sections.start.goals)


def _behaviour(behaviour: Behaviour) -> Entry:
    rows = (
        ("frequency", _("How often"), behaviour.frequency),
        ("intensity", _("How strong"), behaviour.intensity),
        ("duration", _("How long"), behaviour.duration),
    )
    return Entry(behaviour.key, behaviour.text, ((_("Referral behaviour"), ""),), _facts(rows))


def _overarching(goal: OverarchingGoal, behaviours: Mapping[str, str]) -> Entry:
    rows = (
        ("behaviour", _("For"), behaviours.get(goal.behaviour, "")),
        ("standard", _("Met when"), goal.standard),
        ("sources", _("Told by"), goal.sources),
    )
    tags = ((_("Overarching goal"), "pine"), (_label(GoalStatus, goal.status), ""))
    return Entry(goal.key, goal.text, tags, _facts(rows))


def _judged(goal: LastGoal) -> Entry:
    outcome = (
        (_label(Outcome, goal.outcome), TONES[Outcome(goal.outcome)]) if goal.outcome else (_("Not judged yet"), "")
    )
    tags = [outcome]
    if goal.weeks:
        tags.append((carried_words(goal.weeks), "due"))
    rows = (
        ("advance", _("What helped"), goal.advance),
        ("barrier", _("What got in the way"), goal.barrier),
        ("fit_of_barrier", _("Fit of the barrier"), goal.fit_of_barrier),
    )
    return Entry(goal.key, goal.text, tuple(tags), _facts(rows))


def carried_words(weeks: int) -> str:
    """How often a goal was carried."""
    return _("Carried once") if weeks == 1 else _("Carried %(number)d times") % {"number": weeks}


def _driver(driver: Driver) -> Entry:
    tags = [(_label(System, driver.system), ""), (_label(Weight, driver.weight), "")]
    if driver.prioritised:
        tags.append((_("Prioritised"), "plum"))
    if not driver.is_open:
        tags.append((_("No longer at work"), "ok"))
    evidence = f"{driver.evidence} ({_label(Evidence, driver.source)})" if driver.evidence else ""
    shown = tuple(tag for tag in tags if tag[0])
    return Entry(driver.key, driver.text, shown, _facts((("evidence", _("How we know"), evidence),)))


def _next(goal: NextGoal, sections: Sections) -> Entry:
    drivers = {driver.key: driver.text for driver in sections.fit}
    goals = {overarching.key: overarching.text for overarching in sections.start.goals}
    rows = (
        ("driver", _("Replaces the driver"), drivers.get(goal.driver, "")),
        ("overarching", _("Serves"), goals.get(goal.overarching, "")),
        ("steps", _("Steps: who, what, when"), goal.steps),
        ("measure", _("How we will know"), goal.measure),
    )
    return Entry(goal.key, goal.text, ((_("Goes on"), "due"),) if goal.carries else (), _facts(rows))


def _ending(sections: Sections) -> Iterator[Entry]:
    rows = (
        ("sustain", _("What will keep the gains"), sections.ending.sustain),
        ("unmet", _("Still unmet"), sections.ending.unmet),
    )
    facts = _facts(rows)
    if facts:
        yield Entry("", "", (), facts)


def _alone(name: str, text: str) -> tuple[Entry, ...]:
    return (Entry("", "", (), (Fact(name, "", text),)),) if text else ()


def _facts(rows: Sequence[tuple[str, str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(*row) for row in rows if row[2])


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, ""))
