"""Who gets what at every address: the table of tests/contracts/permissions, run against the URLconf."""

import itertools
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils import translation

from people.roles import Role
from people.setup import set_up
from tests.contracts.permissions import Row, expand, table
from tests.factories import MembershipFactory, TeamFactory
from tests.personas import PERSONAS, World, build_world

pytestmark = pytest.mark.django_db

ADMIN = "admin/"
# Wagtail's admin is for those who write, review or run the site; every other persona is turned away everywhere in it.
MAY_ENTER_ADMIN = {"coordinator", "reviewer", "admin", "superuser"}
# Addresses of the admin that say nothing about anybody: the way in and out, and its own words and icons.
OPEN_IN_ADMIN = {
    "admin_sign_in",
    "admin_password_reset",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}
TURNED_AWAY = {"login", "admin home", "403", "404", "405"}
SAMPLES = [1, "a", "11111111-1111-4111-8111-111111111111"]


def patterns(
    parts: list[Any] | None = None, prefix: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, list[str]]]:
    """(route, qualified name, argument names) of every address."""
    for part in parts if parts is not None else get_resolver().url_patterns:
        route = URLResolver._join_route(prefix, str(part.pattern))
        if isinstance(part, URLResolver):
            yield from patterns(part.url_patterns, route, (*spaces, part.namespace) if part.namespace else spaces)
        elif isinstance(part, URLPattern):
            name = ":".join([*spaces, part.name]) if part.name else ""
            yield route, name, list(part.pattern.regex.groupindex)


@pytest.fixture(scope="module")
def furnished_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for the whole table; what a request changes is rolled back."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        set_up()
        yield build_world(furnished=True)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are no news here."""
    caplog.set_level(logging.CRITICAL, "django.request")


def answer(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> str:
    """The status in the table's words; nothing the request did stays, not even a sign-out."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        response = client.get(path) if method == "GET" else client.post(path, data or {})
        if hasattr(response, "streaming_content"):
            b"".join(response.streaming_content)  # closes it as the server would; close() would end the transaction
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies)
    return in_words(response.status_code, response.headers.get("Location", ""))


def in_words(status: int, location: str) -> str:
    if status in {301, 302}:
        where = location.partition("?")[0]
        if where.endswith(("/accounts/login/", "/admin/login/")):
            return "login"
        if where == reverse("wagtailadmin_home"):
            return "admin home"
    return str(status)


def in_admin(route: str) -> bool:
    return route.startswith(ADMIN)


def effective(route: str, name: str, arguments: list[str]) -> str:
    """The route that answers: one that stands earlier may have taken the same addresses."""
    path = sample_path(name, arguments) if name else None
    return resolve(path).route if path else route


def test_every_address_has_a_row(furnished_world: World) -> None:
    covered = set()
    for row in table():
        covered.add(resolve(row.path(furnished_world).partition("?")[0]).route)
    missing = [
        f"{name or '(no name)'}  {route}"
        for route, name, arguments in patterns()
        if not in_admin(route) and effective(route, name, arguments) not in covered
    ]
    assert not missing, "addresses without a row in tests/contracts/permissions:\n" + "\n".join(missing)


# Those who are turned away nearly everywhere reach no page that a second engine could draw otherwise.
TURNED_AWAY_NEARLY_EVERYWHERE = {"other_therapist", "other_supervisor", "leaver", "deactivated", "nobody", "superuser"}


@pytest.mark.parametrize(
    "persona",
    [
        pytest.param(name, marks=[pytest.mark.one_database] if name in TURNED_AWAY_NEARLY_EVERYWHERE else [])
        for name in PERSONAS
    ],
)
def test_every_address_answers_each_persona_as_the_table_says(furnished_world: World, persona: str) -> None:
    client = furnished_world.client(persona, raise_request_exception=False)
    wrong = []
    for row, method in itertools.product(table(), ["GET", "POST"]):
        path = row.path(furnished_world)
        got = answer(client, method, path, row.posted(furnished_world) if method == "POST" else None)
        if got not in row.expected(method, persona):
            wrong.append(f"{method} {path}: {got}, not {'|'.join(sorted(row.expected(method, persona)))}")
    assert not wrong, f"{persona}:\n" + "\n".join(wrong)


def in_supervision(world: World) -> Iterator[tuple[Row, str]]:
    for row in table():
        path = row.path(world)
        if path.startswith(("/supervision/", "/notes/")):
            yield row, path


@pytest.mark.one_database
def test_an_expert_who_is_allocated_to_another_team_finds_no_record_of_this_one(furnished_world: World) -> None:
    """In whatever state it is: of the same organisation, with the same role, but not for this team."""
    west = TeamFactory(organisation=furnished_world.northmoor, key="northmoor-west", name="Northmoor West")
    furnished_world.people["elsewhere"] = MembershipFactory(team=west, role=Role.EXPERT).user
    client = furnished_world.client("elsewhere", raise_request_exception=False)
    wrong = []
    for (row, path), method in itertools.product(in_supervision(furnished_world), ["GET", "POST"]):
        about_a_record = row.kwargs and row.expected(method, "other_supervisor") <= {"403", "404"}
        got = answer(client, method, path, row.posted(furnished_world)) if about_a_record else "404"
        if got not in {"403", "404"}:
            wrong.append(f"{method} {path}: {got}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.one_database
def test_who_has_shown_no_second_factor_opens_nothing_of_supervision(furnished_world: World, settings: Any) -> None:
    settings.HEARTH_REQUIRE_MFA = True
    client = furnished_world.client("supervisor", raise_request_exception=False)
    rows = itertools.product(in_supervision(furnished_world), ["GET", "POST"])
    got = {path: answer(client, method, path) for (_row, path), method in rows}
    assert {path: word for path, word in got.items() if word != "302"} == {}


@pytest.mark.one_database
@pytest.mark.parametrize("persona", [name for name in PERSONAS if name not in MAY_ENTER_ADMIN])
def test_nobody_else_gets_anywhere_in_the_admin(furnished_world: World, persona: str) -> None:
    client = furnished_world.client(persona, raise_request_exception=False)
    wrong = []
    for path, method in itertools.product(admin_paths(), ["GET", "POST"]):
        got = answer(client, method, path)
        if got not in TURNED_AWAY:
            wrong.append(f"{method} {path}: {got}")
    assert not wrong, f"{persona} in the admin:\n" + "\n".join(wrong)


def admin_paths() -> Iterator[str]:
    """An address for every route of the admin that isn't open, with a sample for each argument."""
    own = {row.name for row in table()}
    for route, name, arguments in patterns():
        if in_admin(route) and name not in own:
            path = sample_path(name, arguments) if name else "/" + ADMIN + "no-such-page/"
            if path and resolve(path).url_name not in OPEN_IN_ADMIN:
                yield path


def sample_path(name: str, arguments: list[str]) -> str | None:
    for values in itertools.product(SAMPLES, repeat=len(arguments)):
        try:
            return reverse(name, kwargs=dict(zip(arguments, values, strict=True)))
        except NoReverseMatch:
            continue
    return None


def test_a_map_that_leaves_someone_out_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing about"):
        expand("members:200")


def test_a_later_pair_wins() -> None:
    assert expand("all:404 team:200")["expert"] == {"200"}
    assert expand("all:404 team:200 expert:403")["expert"] == {"403"}


def test_a_row_says_where_it_points() -> None:
    assert Row("/health/", "all:200", "all:405").path(World.__new__(World)) == "/health/"
