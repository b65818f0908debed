"""Rows into what the pure engine reads: the book of rules of an organisation, and what is known of people.

One statement for each kind of row, however many people are asked about.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.utils import timezone

from pathways.evidence import source_of
from pathways.kinds import DERIVED
from pathways.models import Absence, Assignment, Exemption, Pathway, PathwayStep, PathwayVersion, RequirementVersion
from pathways.models import Requirement as RequirementRow
from pathways.status import (
    Absent,
    Assigned,
    Audience,
    Begun,
    Book,
    Excused,
    Fact,
    Person,
    Post,
    Requirement,
    Route,
    RouteVersion,
    Rule,
)
from people.models import Membership, Organisation, Team

Day = datetime.date
Place = tuple[int, int]  # user, organisation
T = TypeVar("T")


def _day(moment: datetime.datetime) -> Day:
    return timezone.localdate(moment)


def _day_or_none(moment: datetime.datetime | None) -> Day | None:
    return _day(moment) if moment else None


def book_of(organisation_id: int) -> Book:
    """Every rule and pathway that an organisation asks for, in all versions."""
    requirements = {row.pk: row for row in RequirementRow.objects.of(organisation_id).order_by("code", "pk")}
    versions: dict[int, list[Rule]] = defaultdict(list)
    for version in RequirementVersion.objects.filter(requirement__in=requirements).order_by("number"):
        versions[version.requirement_id].append(rule_of(version))
    return Book(
        {
            str(row.public_id): Requirement(
                str(row.public_id), row.code, tuple(versions[pk]), _names(row), row.organisation_id
            )
            for pk, row in requirements.items()
        },
        _routes(organisation_id, {pk: str(row.public_id) for pk, row in requirements.items()}),
    )


def _routes(organisation_id: int, keys: dict[int, str]) -> dict[str, Route]:
    pathways = {row.pk: row for row in Pathway.objects.of(organisation_id)}
    steps: dict[int, dict[str, int]] = defaultdict(dict)
    rows = PathwayStep.objects.filter(version__pathway__in=pathways).order_by("version", "position")
    for version_id, requirement_id, offset in rows.values_list("version_id", "requirement_id", "offset_days"):
        if requirement_id in keys:
            steps[version_id][keys[requirement_id]] = offset
    versions: dict[int, list[RouteVersion]] = defaultdict(list)
    for version in PathwayVersion.objects.filter(pathway__in=pathways).order_by("number"):
        versions[version.pathway_id].append(
            RouteVersion(
                version.number,
                version.from_on,
                _day(version.recorded_at),
                audience_of(version),
                steps[version.pk],
                version.ended,
            )
        )
    return {
        str(row.public_id): Route(str(row.public_id), tuple(versions[pk]), _names(row), row.organisation_id)
        for pk, row in pathways.items()
    }


def rule_of(version: RequirementVersion) -> Rule:
    """A stored version as the engine reads it."""
    return Rule(
        number=version.number,
        from_on=version.from_on,
        known_on=_day(version.recorded_at),
        kind=version.kind,
        target=version.target_key,
        refreshers=tuple(version.refreshers),
        audience=audience_of(version) if version.by_audience else None,
        due_by=version.due_by,
        days=version.due_days,
        date=version.due_date,
        period=(version.period_month, version.period_day),
        validity=version.validity,
        months=version.valid_months,
        until=(version.until_month, version.until_day),
        window=version.window_days,
        grace=version.grace_days,
        ended=version.ended,
    )


def audience_of(version: RequirementVersion | PathwayVersion) -> Audience:
    """Whom a stored version means."""
    return Audience(
        frozenset(version.roles), frozenset(version.adaptations), frozenset(version.teams), version.starters_since
    )


def _names(row: Any) -> dict[str, str]:
    return {"en": row.name_en, "cy": row.name_cy or row.name_en}


def people_of(user_ids: Collection[int], books: dict[int, Book]) -> dict[Place, Person]:
    """What is known of people, by person and organisation: each organisation that has ever had them."""
    posts = _posts(user_ids)
    nations = dict(Organisation.objects.filter(pk__in={place[1] for place in posts}).values_list("pk", "nation"))
    absences: dict[int, list[Absent]] = defaultdict(list)
    for user, kind, *rest in Absence.objects.filter(user_id__in=user_ids).values_list(
        "user_id", "kind", "from_on", "until_on", "recorded_at", "withdrawn_at"
    ):
        absences[user].append(Absent(kind, rest[0], rest[1], _day(rest[2]), _day_or_none(rest[3])))
    excused, assigned = _excused(user_ids), _assigned(user_ids)
    facts, begun = _evidence(user_ids, books.values())
    return {
        (user, organisation): Person(
            nation=nations[organisation],
            posts=tuple(held),
            absences=tuple(absences[user]),
            facts=facts.get(user, {}),
            begun=begun.get(user, {}),
            excused=excused.get((user, organisation), {}),
            assigned=assigned.get((user, organisation), {}),
        )
        for (user, organisation), held in posts.items()
    }


def _posts(user_ids: Collection[int]) -> dict[Place, list[Post]]:
    adaptations: dict[int, set[str]] = defaultdict(set)
    for team, code in Team.objects.filter(adaptations__isnull=False).values_list("pk", "adaptations__code"):
        adaptations[team].add(code)
    started: dict[tuple[int, int, str], Day] = {}
    found: dict[Place, list[Post]] = defaultdict(list)
    rows = Membership.objects.filter(user_id__in=user_ids).order_by("starts_on", "pk")
    fields = ("user_id", "organisation_id", "role", "team_id", "starts_on", "ends_on")
    for user, organisation, role, team, starts_on, ends_on in rows.values_list(*fields):
        first = started.setdefault((user, organisation, role), starts_on)
        theirs = frozenset(adaptations.get(team, ())) if team else frozenset()
        found[user, organisation].append(Post(role, team, theirs, starts_on, ends_on, first))
    return found


def _excused(user_ids: Collection[int]) -> dict[Place, dict[str, tuple[Excused, ...]]]:
    rows = Exemption.objects.filter(user_id__in=user_ids).select_related("requirement")
    return _by_requirement(
        rows,
        lambda row: Excused(
            row.from_on, row.until_on, row.reason, _day(row.recorded_at), _day_or_none(row.withdrawn_at)
        ),
    )


def _assigned(user_ids: Collection[int]) -> dict[Place, dict[str, tuple[Assigned, ...]]]:
    rows = Assignment.objects.filter(user_id__in=user_ids).select_related("requirement")
    return _by_requirement(
        rows, lambda row: Assigned(row.due_on, _day(row.recorded_at), _day_or_none(row.withdrawn_at))
    )


def _by_requirement(rows: Iterable[Any], make: Any) -> dict[Place, dict[str, tuple[Any, ...]]]:
    found: dict[Place, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for row in rows:
        theirs, key = found[row.user_id, row.organisation_id], str(row.requirement.public_id)
        theirs[key] = (*theirs.get(key, ()), make(row))
    return found


Facts = dict[int, dict[tuple[str, str], tuple[Any, ...]]]


def _evidence(user_ids: Collection[int], books: Iterable[Book]) -> tuple[Facts, Facts]:
    """Facts, and what is under way, of everything that any of the books asks for."""
    keys: dict[str, set[str]] = defaultdict(set)
    for book in books:
        for requirement in book.requirements.values():
            for rule in requirement.versions:
                keys[rule.kind] |= {rule.target, *rule.refreshers}
    facts: Any = defaultdict(lambda: defaultdict(list))
    begun: Any = defaultdict(lambda: defaultdict(list))
    for kind, asked in keys.items():
        source = None if kind in DERIVED else source_of(kind)
        if source:
            for done in source.done(user_ids, asked):
                facts[done.user_id][kind, done.key].append(Fact(*done[2:]))
            for one in source.under_way(user_ids, asked):
                begun[one.user_id][kind, one.key].append(Begun(*one[2:]))
    return facts, begun


def newcomer(organisation_id: int, role: str, team_id: int | None, starts_on: Day) -> Person:
    """Somebody of whom nothing is known but where they start."""
    nation = Organisation.objects.values_list("nation", flat=True).get(pk=organisation_id)
    codes = Team.objects.filter(pk=team_id or 0, adaptations__isnull=False).values_list("adaptations__code", flat=True)
    return Person(nation=nation, posts=(Post(role, team_id, frozenset(codes), starts_on, None, starts_on),))
