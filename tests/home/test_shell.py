"""The shell: Today, search, reading settings, health, and the language switch."""

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home import reading, search, today
from home.navigation import NavItem
from home.navigation.items import NAV_LIMIT, as_rows
from home.today import Panel
from tests.personas import World

pytestmark = pytest.mark.django_db
SETTINGS = {
    "size": "xl",
    "spacing": "wide",
    "tint": "cream",
    "theme": "dark",
    "font": "plain",
    "decorations": "off",
    "keys": "off",
}


@pytest.mark.parametrize(
    "persona", ["therapist", "supervisor", "expert", "coordinator", "ig", "manager", "admin", "reviewer"]
)
def test_today_greets_every_member_by_first_name(world: World, persona: str) -> None:
    response = world.client(persona).get("/today/")
    assert response.status_code == 200
    assert world.people[persona].get_short_name() in response.content.decode()


@pytest.mark.parametrize("persona", ["therapist", "expert", "coordinator", "ig"])
def test_today_takes_ten_statements_at_most(world: World, persona: str) -> None:
    client = world.client(persona)
    with CaptureQueriesContext(connection) as queries:
        client.get("/today/")
    assert len(queries) <= 10, [query["sql"][:120] for query in queries]


@pytest.mark.parametrize(("hour", "words"), [(7, "Good morning"), (12, "Good afternoon"), (18, "Good evening")])
def test_the_greeting_follows_the_clock(monkeypatch: pytest.MonkeyPatch, hour: int, words: str) -> None:
    import datetime
    from importlib import import_module

    view = import_module("home.views.today")
    moment = datetime.datetime(2026, 11, 24, hour, tzinfo=datetime.UTC)
    monkeypatch.setattr(view.timezone, "localtime", lambda *args: moment)
    assert view.greeting("en") == words


def test_panels_stand_in_their_order_and_see_only_their_own_context(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "_providers", [lambda request: [Panel(2, "b.html"), Panel(1, "a.html")]])
    assert [panel.template for panel in today.panels_for(None)] == ["a.html", "b.html"]  # type: ignore[arg-type]


def test_the_menu_shows_five_places_at_most() -> None:
    from home.navigation import items

    many = [NavItem(number, str(number), f"/{number}/") for number in range(9)]
    assert len(items._gather([lambda request: many], None)[:NAV_LIMIT]) == 5  # type: ignore[arg-type]


def test_the_front_page_is_current_only_on_itself() -> None:
    rows = as_rows([NavItem(1, "Front", "/"), NavItem(2, "News", "/news/")], "/news/ten-years/")
    assert [row.current for row in rows] == [False, True]


def test_of_two_places_one_inside_the_other_the_closer_is_current() -> None:
    rows = as_rows([NavItem(1, "All", "/a/"), NavItem(2, "Part", "/a/part/")], "/a/part/of/")
    assert [row.current for row in rows] == [False, True]


def test_the_same_view_in_the_other_language(world: World) -> None:
    body = world.client("therapist").get("/search/?q=fit&page=2").content.decode()
    assert 'href="/cy/search/?q=fit&amp;page=2"' in body
    assert 'href="/today/"' in world.client("therapist").get("/cy/today/").content.decode()


def test_reading_settings_of_a_visitor_are_kept_in_a_cookie(client: Client) -> None:
    response = client.post("/me/reading/", {**SETTINGS, "next": "/search/?q=a"})
    assert response["Location"] == "/search/?q=a"
    body = client.get("/search/").content.decode()
    assert 'data-theme="dark"' in body
    assert 'data-size="xl"' in body


def test_reading_settings_of_a_person_are_kept_on_the_profile(world: World) -> None:
    world.client("therapist").post("/me/reading/", SETTINGS)
    person = world.people["therapist"]
    person.refresh_from_db()
    assert person.reading == SETTINGS
    assert 'data-tint="cream"' in world.client("therapist").get("/today/").content.decode()


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_reading_settings_never_lead_off_the_site(client: Client, address: str) -> None:
    assert client.post("/me/reading/", {**SETTINGS, "next": address})["Location"] == "/me/reading/"


def test_a_setting_nobody_offers_is_refused_and_nothing_is_stored(client: Client) -> None:
    response = client.post("/me/reading/", {**SETTINGS, "size": "enormous"})
    assert response.status_code == 200
    assert response.context["form"].errors["size"]
    assert reading.COOKIE not in response.cookies


@pytest.mark.parametrize("cookie", ["size=enormous", "%00", "x" * 9000, "size=<script>"])
def test_a_strange_cookie_is_the_same_as_none(client: Client, cookie: str) -> None:
    client.cookies[reading.COOKIE] = cookie
    assert 'data-size="m"' in client.get("/search/").content.decode()


@pytest.mark.parametrize(
    "words", ["", "zzzz", "a" * 300, "'; DROP TABLE x; --", '"', "*", "\x00", "🏠", "AND OR NOT ("]
)
def test_search_answers_whatever_is_typed(client: Client, words: str) -> None:
    assert client.get("/search/", {"q": words}).status_code == 200


def test_search_shows_what_rooms_above_offer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def provider(request: Any, words: str, language: str) -> list[search.Hit]:
        return [search.Hit("Module", f"{words} in {language}", "/learn/m1/")] if request.user.is_authenticated else []

    monkeypatch.setattr(search, "_providers", [provider])
    assert "fit in cy" in world.client("therapist").get("/cy/search/?q=fit").content.decode()
    assert "fit in cy" not in Client().get("/cy/search/?q=fit").content.decode()


def test_health_says_503_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/health/").json() == {"status": "ok", "database": "ok", "migrations_pending": 0}

    def away(*args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("home.views.system.connection.cursor", away)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["database"] == "down"


def test_health_says_503_while_a_migration_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("home.views.system.pending_migrations", lambda: 2)
    response = client.get("/health/")
    assert (response.status_code, response.json()["migrations_pending"]) == (503, 2)
