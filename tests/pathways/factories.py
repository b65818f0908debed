"""Rules and people for tests of statuses: short ways to say what is asked, and of whom."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from pathways.kinds import Kind
from pathways.models import Requirement
from pathways.services.requirements import create_requirement
from pathways.status import Audience, Book, Fact, Person, Post, Rule
from pathways.status import Requirement as Ruled
from tests.factories import today

Day = datetime.date
NEW_YEAR, FIRST_MONDAY = Day(2026, 1, 1), Day(2026, 1, 5)


@contextmanager
def on(day: Day) -> Iterator[None]:
    """What happens inside happens at noon of that day."""
    noon = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
    with mock.patch("django.utils.timezone.now", return_value=noon):
        yield


def ruled(key: str = "one", *, from_on: Day = NEW_YEAR, **rule: Any) -> Ruled:
    """A requirement of one version, known since it holds, for everybody."""
    rule = {"target": "m1", "audience": Audience(), "days": 30} | rule
    return Ruled(key, key, (Rule(1, from_on, from_on, **rule),), {"en": key.title()})


def book(*requirements: Ruled, routes: Any = ()) -> Book:
    """Everything asked for."""
    return Book({one.key: one for one in requirements}, {route.key: route for route in routes})


def person(start: Day = FIRST_MONDAY, *done: Day, key: str = "m1", kind: str = Kind.MODULE, **more: Any) -> Person:
    """A therapist since a day, who did the module on some days."""
    posts = more.pop("posts", (Post("therapist", 1, frozenset({"MST"}), start, None, start),))
    facts = {(kind, key): tuple(Fact(on, on) for on in done)}
    return Person(posts=posts, **({"facts": facts} | more))


def make_requirement(world: Any, code: str = "reading", **rules: Any) -> Requirement:
    """A stored requirement of Northmoor, recorded on the day from which it holds."""
    rules = {"kind": Kind.EVENT, "target_key": "booster", "from_on": today(-400)} | rules
    with on(rules["from_on"]):
        return create_requirement(actor=None, organisation=world.northmoor, code=code, name_en=code.title(), **rules)
