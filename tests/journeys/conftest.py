"""A small world behind a real server, and a browser for each person in it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from home.setup import set_up as set_up_home
from learning.services import editions
from learning.services.importing import import_module
from people.setup import set_up as set_up_people
from tests.factories import learn_index, library_index
from tests.journeys.watch import Watch
from tests.personas import World, build_world

DEMO = Path(__file__).resolve().parents[2] / "demo"


@pytest.fixture
def media_root(settings: Any) -> Path:
    """Uploads stay where the world of a whole test module put them."""
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def address(live_server: LiveServer, settings: Any) -> str:
    """Where the site answers; links in e-mails and on certificates lead there."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def places(address: str) -> World:
    """Everyone of tests/personas.py, with the pages that learning needs in both languages."""
    for language in ("en", "cy"):
        learn_index(language)
        library_index(language)
    set_up_home(lambda line: None)
    set_up_people(lambda line: None)
    return build_world()


@pytest.fixture
def taught(places: World) -> World:
    """The places with the demo's module M10, in English and Welsh, published."""
    report = import_module(actor=places.coordinator, folder=DEMO / "modules" / "m10")
    editions.publish(actor=places.coordinator, module_key=report.module_key, reviewed_by=places.reviewer)
    return places


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens a browser of somebody's own: `visit(world, "coordinator")`, or `visit()` for a stranger.

    Whatever the person does in it is watched: see tests/journeys/watch.py.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_(world: World | None = None, persona: str = "nobody", **options: Any) -> Page:
        context = browser.new_context(base_url=address, **{"locale": "en-GB", **options})
        if world is not None and persona != "nobody":
            context.add_cookies([session_cookie(world, persona, address)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        opened.append((context, Watch(page, address)))
        return page

    yield open_
    complaints = [complaint for _context, watch in opened for complaint in watch.complaints]
    for context, _watch in opened:
        context.close()
    assert not complaints, "\n".join(complaints)


def session_cookie(world: World, persona: str, address: str, *, proved: bool = False) -> Any:
    """What a browser holds after signing in; `proved`: a moment ago, so that sensitive changes ask nothing more."""
    client = world.client(persona)
    if proved:
        prove(client)
    morsel = client.cookies[django_settings.SESSION_COOKIE_NAME]
    return {"name": morsel.key, "value": morsel.value, "url": address}


def prove(client: Client) -> None:
    """The password was typed a moment ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
