"""The permission table: every address x every persona x GET and POST.

Each slice of the product keeps its rows in a module of this package, in a list called ROWS. An address of the URLconf
without a row fails tests/contracts/test_permissions.py, and so does a row that answers otherwise than it says.

    Row("people:team", get="all:404 members:403 team:200 strangers:login", post="all:405 strangers:login",
        kwargs=lambda world: {"public_id": world.east.public_id})

A map is `who:answer` pairs, later pairs winning. `who` is a persona or a group of tests/personas.py (all, members,
team, supervisors, authors, others, strangers, former). `answer` is a status, several joined by `|`, or `login`: a
redirect to the sign-in page. Every map has to cover all personas, so most begin with `all:`. `data` is what is posted;
each request is rolled back afterwards. Rows of one route with different objects are welcome.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.personas import GROUPS, PERSONAS, World

Arguments = dict[str, Any] | Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """What every persona gets at one address. `name` is the URL's name (with namespace) or, with a slash, a path."""

    name: str
    get: str
    post: str
    kwargs: Arguments = field(default_factory=dict)
    data: Arguments = field(default_factory=dict)

    def path(self, world: World) -> str:
        """The address in this world."""
        return self.name if "/" in self.name else reverse(self.name, kwargs=_resolve(self.kwargs, world))

    def posted(self, world: World) -> dict[str, Any]:
        """What is sent in a POST."""
        return _resolve(self.data, world)

    def expected(self, method: str, persona: str) -> set[str]:
        """The answers that are right for the persona."""
        return expand(self.get if method == "GET" else self.post)[persona]


def _resolve(value: Arguments, world: World) -> dict[str, Any]:
    return value(world) if callable(value) else value


def expand(compact: str) -> dict[str, set[str]]:
    """From `all:404 team:200` to each persona's answers; a map that leaves someone out is refused."""
    answers: dict[str, set[str]] = {}
    for pair in compact.split():
        who, _, answer = pair.partition(":")
        for persona in GROUPS.get(who, (who,)):
            if persona not in PERSONAS:
                raise ValueError(f"{compact!r}: nobody is called {who!r}")
            answers[persona] = set(answer.split("|"))
    missing = set(PERSONAS) - set(answers)
    if missing:
        raise ValueError(f"{compact!r} says nothing about {sorted(missing)}")
    return answers


def table() -> list[Row]:
    """Every row of every slice."""
    rows: list[Row] = []
    for module in pkgutil.iter_modules(__path__):
        rows += importlib.import_module(f"{__name__}.{module.name}").ROWS
    return rows
