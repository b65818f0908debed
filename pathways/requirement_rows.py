"""Requirements as the coordinator's list and page say them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from pathways.gathering import rule_of
from pathways.kinds import Kind
from pathways.models import Requirement, RequirementVersion
from pathways.places import counted_by, names_of, place_name
from pathways.sentences import Names, facts, sentence
from pathways.standing import Standing, by_requirement
from pathways.status import Rule
from pathways.status.rules import holding, known
from people.models import User

Day = datetime.date


@dataclass(frozen=True)
class Row:
    """A requirement in words: `coming_on` is the day of a planned change, `ended_on` since when it has ended."""

    requirement: Requirement
    place: str
    kind: str
    sentence: str
    standing: Standing
    coming_on: Day | None
    ended_on: Day | None


@dataclass(frozen=True)
class VersionRow:
    """One version of the rules: what they say, who set them and why."""

    version: RequirementVersion
    sentence: str
    facts: list[tuple[str, str]]
    is_now: bool


def rows_for(user: User) -> list[Row]:
    """The requirements that hold in the organisations whose numbers one may see; few statements at any length."""
    places = counted_by(user)
    found = (
        Requirement.objects.for_places([one.pk for one in places])
        .prefetch_related("versions")
        .select_related("organisation")
    )
    requirements = list(found.order_by("organisation__name", "code"))
    rules = {one.pk: sorted_rules(one.versions.all()) for one in requirements}
    names = names_of(targets_of(rule for its in rules.values() for rule in its))
    counts = by_requirement(one.pk for one in places)
    return [_row(one, rules[one.pk], names, counts.get(one.pk, Standing())) for one in requirements if rules[one.pk]]


def sorted_rules(versions: Iterable[RequirementVersion]) -> list[Rule]:
    """Every version as the engine reads it, in the order in which they hold."""
    return known([rule_of(version) for version in versions], timezone.localdate())


def targets_of(rules: Iterable[Rule]) -> list[tuple[str, str]]:
    """Everything that the rules name, for a look-up of titles."""
    return [(rule.kind, key) for rule in rules for key in (rule.target, *rule.refreshers)]


def now_or_next(rules: list[Rule]) -> Rule:
    """The version in force, or the first to come."""
    return holding(rules, timezone.localdate()) or rules[0]


def placed(names: Names, requirement: Requirement) -> Names:
    """The same names, with the requirement's own organisation."""
    place = requirement.organisation.local_name if requirement.organisation else ""
    return Names(names.targets, names.teams, place)


def _row(requirement: Requirement, rules: list[Rule], names: Names, standing: Standing) -> Row:
    rule, today = now_or_next(rules), timezone.localdate()
    return Row(
        requirement,
        place_name(requirement.organisation),
        str(Kind(rule.kind).label),
        sentence(rule, placed(names, requirement)),
        standing,
        next((one.from_on for one in rules if one.from_on > today), None),
        rule.from_on if rule.ended else None,
    )


def history(requirement: Requirement) -> list[VersionRow]:
    """Every version, the newest first."""
    versions = list(requirement.versions.select_related("recorded_by").order_by("-number"))
    rules = {version.pk: rule_of(version) for version in versions}
    names = placed(names_of(targets_of(rules.values())), requirement)
    now = now_or_next(known(list(rules.values()), timezone.localdate()))
    return [
        VersionRow(one, sentence(rules[one.pk], names), facts(rules[one.pk], names), one.number == now.number)
        for one in versions
    ]
