"""Who must have it: by the requirement's own audience, by a pathway, or because it was assigned to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pathways.status.deadlines import Deadline, Span, after, at, first_deadline
from pathways.status.people import Person, Post, stands
from pathways.status.rules import Audience, Dated, Requirement, Route, holding, known

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
FOREVER = datetime.date.max


@dataclass(frozen=True, slots=True)
class Claim:
    """One reason for asking: `rule`, `pathway` or `assignment`, since a day, with its deadline."""

    by: str
    since: Day
    deadline: Deadline
    post: Post | None = None
    route: Route | None = None


Held = tuple[Day, Day, Audience | None]


def run_of(held: Iterable[Held], posts: tuple[Post, ...], day: Day) -> tuple[Day, Post] | None:
    """Since when somebody has been meant without a break, and by which post they are on the day.

    `held` are the audiences, each with its first and last day.
    """
    stretches: list[tuple[Day, Day]] = []
    current: Post | None = None
    for first, last, audience in held:
        for post in posts if audience is not None else ():
            begins, ends = max(first, post.starts_on), min(last, post.ends_on or FOREVER)
            if begins <= min(ends, day) and audience is not None and audience.includes(post):
                stretches.append((begins, ends))
                if ends >= day and (current is None or post.starts_on < current.starts_on):
                    current = post
    if current is None:
        return None
    since = day
    for begins, ends in sorted(stretches, key=lambda stretch: stretch[1], reverse=True):
        if ends >= since - ONE_DAY:
            since = min(since, begins)
    return since, current


def claims(
    requirement: Requirement, routes: list[Route], person: Person, off: tuple[Span, ...], day: Day
) -> list[Claim]:
    """Everything that asks it of the person on the day, the earliest deadline first."""
    found: list[Claim] = []
    versions = known(requirement.versions, day)
    rule = holding(versions, day)
    if rule is None or rule.ended:
        return found
    held = [(one.from_on, _last(versions, at), None if one.ended else one.audience) for at, one in enumerate(versions)]
    run = run_of(held, person.posts, day)
    if run:
        found.append(Claim("rule", run[0], first_deadline(rule, run[0], person.nation, off), run[1]))
    for route in routes:
        found += _by_route(route, requirement.key, person, off, day)
    post = next((post for post in person.posts if _on(post, day)), None)
    for one in person.assigned.get(requirement.key, ()) if post else ():
        if stands(one, day):
            found.append(
                Claim("assignment", one.known_on, at(one.by, person.nation, off, basis="assigned"), post),
            )
    return sorted(found, key=lambda claim: claim.deadline.on) if len(found) > 1 else found


def _by_route(route: Route, key: str, person: Person, off: tuple[Span, ...], day: Day) -> list[Claim]:
    versions = known(route.versions, day)
    now = holding(versions, day)
    if now is None or now.ended or key not in now.steps:
        return []
    held = [
        (one.from_on, _last(versions, at), one.audience if key in one.steps and not one.ended else None)
        for at, one in enumerate(versions)
    ]
    run = run_of(held, person.posts, day)
    if run is None:
        return []
    return [Claim("pathway", run[0], after(run[0], now.steps[key], person.nation, off), run[1], route)]


def _last(versions: Sequence[Dated], position: int) -> Day:
    """The last day on which a version holds: the one before the next one's first."""
    return FOREVER if position + 1 == len(versions) else versions[position + 1].from_on - ONE_DAY


def _on(post: Post, day: Day) -> bool:
    return post.starts_on <= day and (post.ends_on is None or post.ends_on >= day)
