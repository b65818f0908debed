"""What new rules would mean, before they are set: whom they concern, who would be late at once, what overlaps.

Nothing is stored: the engine is asked with the rules as if they were there.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils import timezone

from pathways.gathering import book_of, people_of
from pathways.kinds import DERIVED, State
from pathways.status import Book, Requirement, Route, RouteVersion, Rule, Status, statuses_on
from pathways.status.words import named
from people.models import Membership, Organisation, User

Day = datetime.date
SHOWN = 20
NEW = "new"  # stands for what has no key yet


@dataclass
class Preview:
    """What would be so on the first day."""

    concerned: int = 0
    due: int = 0
    has: int = 0
    overdue: list[tuple[str, Day | None]] = field(default_factory=list)
    overlaps: list[tuple[str, int]] = field(default_factory=list)

    @property
    def shown_overdue(self) -> list[tuple[str, Day | None]]:
        """The first of them, the latest first."""
        return sorted(self.overdue, key=lambda one: (one[1] or datetime.date.max, one[0]))[:SHOWN]

    @property
    def more_overdue(self) -> int:
        """How many are not shown by name."""
        return max(0, len(self.overdue) - SHOWN)


Found = Mapping[str, Status]
Changed = Callable[[Book], Book]
Chosen = Callable[[Found], list[Status]]


def of_requirement(organisation: Organisation | None, key: str, names: Mapping[str, str], rule: Rule) -> Preview:
    """A requirement's new rules; `key` is empty for one that is not there yet."""

    def chosen(found: Found) -> list[Status]:
        return [found[key or NEW]] if (key or NEW) in found else []

    def changed(book: Book) -> Book:
        there = book.requirements.get(key)
        versions = (*there.versions, rule) if there else (rule,)
        asked = Requirement(key or NEW, "", versions, names, organisation.pk if organisation else None)
        return _narrowed(replace(book, requirements={**book.requirements, asked.key: asked}), rule)

    return _looked(organisation, rule.from_on, changed, chosen)


def of_route(organisation: Organisation | None, key: str, names: Mapping[str, str], version: RouteVersion) -> Preview:
    """A pathway's new steps or audience; `key` is empty for one that is not there yet."""

    def chosen(found: Found) -> list[Status]:
        return [one for one in found.values() if any(c.route and c.route.key == (key or NEW) for c in one.claims)]

    def changed(book: Book) -> Book:
        there = book.routes.get(key)
        versions = (*there.versions, version) if there else (version,)
        route = Route(key or NEW, versions, names, organisation.pk if organisation else None)
        return replace(book, routes={**book.routes, route.key: route})

    return _looked(organisation, version.from_on, changed, chosen)


def _narrowed(book: Book, rule: Rule) -> Book:
    """Only what asks for the same, so that looking at thousands of people stays quick."""
    targets = {rule.target, *rule.refreshers}
    if rule.kind in DERIVED:
        return book
    alike = {
        key: one
        for key, one in book.requirements.items()
        if any(v.kind == rule.kind and not targets.isdisjoint({v.target, *v.refreshers}) for v in one.versions)
    }
    return replace(book, requirements=alike)


def _looked(
    organisation: Organisation | None, from_on: Day, changed: Callable[[Book], Book], chosen: Chosen
) -> Preview:
    preview, day = Preview(), max(from_on, timezone.localdate())
    overlaps: Counter[str] = Counter()
    late: dict[int, Day | None] = {}
    for user, found in _statuses(organisation, day, changed):
        mine = chosen(found)
        if not mine:
            continue
        _count(preview, mine)
        overlaps.update(set(_alike(mine, found.values())))
        overdue = [one.due_on for one in mine if one.state == State.OVERDUE and one.due_on]
        if overdue:
            late[user] = min(overdue)
    names = dict(User.objects.filter(pk__in=late).values_list("pk", "name"))
    preview.overdue = [(names[user], due) for user, due in late.items()]
    preview.overlaps = sorted(overlaps.items())
    return preview


def _statuses(organisation: Organisation | None, day: Day, changed: Changed) -> Iterator[tuple[int, Found]]:
    """Everybody's statuses under the new rules, one organisation after the other."""
    wanted = Organisation.objects.filter(is_active=True)
    for place in wanted.filter(pk=organisation.pk) if organisation else wanted:
        book = changed(book_of(place.pk))
        routes = dict(book.routes_by_step())
        members = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), organisation=place)
        ids = sorted(set(members.values_list("user_id", flat=True)))
        for (user, at), person in people_of(ids, {place.pk: book}).items():
            if at == place.pk:
                yield user, statuses_on(day, book, person, routes)[0]


def _count(preview: Preview, mine: list[Status]) -> None:
    states = {one.state for one in mine}
    preview.concerned += 1
    preview.due += State.OVERDUE not in states and not states.isdisjoint({State.DUE, State.LAPSING})
    preview.has += states <= {State.IN_DATE, State.LAPSING}


def _alike(mine: list[Status], found: Iterable[Status]) -> Iterator[str]:
    """The names of other requirements that ask this person for the same."""
    targets = {(one.rule.kind, one.next_target) for one in mine}
    keys = {one.requirement.key for one in mine}
    for one in found:
        if one.requirement.key not in keys and (one.rule.kind, one.next_target) in targets:
            yield named(one.requirement.names)
