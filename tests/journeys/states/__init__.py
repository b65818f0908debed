"""Every state that an address alone does not show: error pages, forms sent wrong, nothing there yet, mail, the admin.

To add one, write (or add to) a module of this package with a function `places(world)`. It makes what it needs and
returns a `Place` for each state:

    Place("/team/invitations/new/", ("coordinator",), act=send())            # a form sent empty
    Place("/library/?q=nothing-has-this-word", ("therapist",))               # an address with a parameter
    Place(served("no-news", lambda: news_page()), ("nobody",), status=200)   # whatever a function answers

A persona may be somebody of one's own: `person(world, "therapist:first day", …)`; the word before the colon is the role
that counts for the pairs. `act` is any function of the browser's page; `template` names the template it must bring up.
A module with `IN_FULL_ONLY = True` is left to `make assurance`.
`tests/journeys/test_every_page.py` does the rest, and fails for a template in `templates/` that no place shows.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from playwright.sync_api import Page, expect

from tests.factories import GrantFactory, MembershipFactory, UserFactory
from tests.journeys.pairs import THEMES, Place
from tests.personas import World

ANSWERS: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {}
EMPTY = """form => {
    for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select"))
        field.value = "";
    for (const box of form.querySelectorAll("[type=radio], [type=checkbox]")) box.checked = false;
}"""
SUBMIT = """form => {
    form.noValidate = true;
    form.requestSubmit(form.querySelector("button:not([type=button])"));
}"""


def states(world: World) -> list[Place]:
    """The places of every module of this package."""
    found: list[Place] = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "places"):
            later = getattr(loaded, "IN_FULL_ONLY", False)
            found += [replace(place, in_full_only=later or place.in_full_only) for place in loaded.places(world)]
    return found


def person(world: World, persona: str, *, role: str = "", grant: str = "", **fields: Any) -> str:
    """Somebody of a state's own, in Northmoor East or, with an organisation's role, in Northmoor."""
    world.people[persona] = UserFactory(**{"name": persona.replace(":", ", ").title(), **fields})
    if role in {"coordinator", "clinical_reviewer", "programme_manager", "ig_lead"}:
        MembershipFactory(user=world.people[persona], team=None, organisation=world.northmoor, role=role)
    elif role:
        MembershipFactory(user=world.people[persona], team=world.east, role=role)
    if grant:
        GrantFactory(user=world.people[persona], kind=grant)
    return persona


def both_themes(paths: list[str], persona: str, **more: Any) -> list[Place]:
    """Each of the admin's pages once in the light and once in the dark, in English."""
    return [Place(path, (persona,), ("en",), themes=(theme,), **more) for path in paths for theme in THEMES]


def served(name: str, answer: Callable[[HttpRequest], HttpResponseBase]) -> str:
    """An address (tests/journeys/states/urls.py) that answers whatever the function does."""
    ANSWERS[name] = answer
    return f"/_state/{name}/"


def send(form: str = "main form[method=post]", shows: str = ".errors", **values: str) -> Callable[[Page], None]:
    """Empties the form, types the values, sends it past the browser's own checks, and waits for what it shows."""

    def act(page: Page) -> None:
        found = page.locator(form).first
        found.evaluate(EMPTY)
        for name, value in values.items():
            found.locator(f"[name={name}]").first.fill(value)
        with page.expect_navigation():
            found.evaluate(SUBMIT)
        expect(page.locator(shows).first).to_be_visible()

    return act


def press(button: str, shows: str) -> Callable[[Page], None]:
    """Presses what the selector names and waits for what comes."""

    def act(page: Page) -> None:
        page.locator(button).first.click()
        expect(page.locator(shows).first).to_be_visible()

    return act
