"""Group sessions: forms sent wrong, an action checked, the list of keys, and two people's texts side by side."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from supervision.models import SessionCase
from supervision.services import sessions
from tests.journeys.pairs import Place
from tests.journeys.states import send
from tests.personas import World

LEADER = ("supervisor",)


def places(world: World) -> list[Place]:
    """Each of them for whoever leads."""
    live, planned, shared = (world.records[name] for name in ("session", "session_planned", "session_shared"))
    base = "/supervision/sessions/"
    editor = f"{base}{live.pk}/{world.records['case'].pk}/"
    return [
        Place(f"{base}plan/", LEADER, act=send("main form")),
        Place(f"{base}{planned.pk}/", LEADER, act=_cancel),
        Place(f"{base}{live.pk}/finish/", LEADER, act=_nobody),
        Place(f"{base}{shared.pk}/", LEADER, act=send("form[action$='/add/']")),
        Place(editor, LEADER, act=_keys),
        Place(editor, LEADER, act=_quick),
        Place(editor, LEADER, act=_conflict(world), template="supervision/parts/conflict.html"),
    ]


def _cancel(page: Page) -> None:
    page.locator("main details summary").click()
    send("form[action$='/cancel/']")(page)


def _nobody(page: Page) -> None:
    for choice in page.locator("input[value=absent]").all():
        choice.check()
    with page.expect_navigation():
        page.locator("[name=share]").click()


def _keys(page: Page) -> None:
    page.locator("#show-keys").click()
    expect(page.locator("#keys")).to_be_visible()


def _quick(page: Page) -> None:
    page.locator("#id_quick").fill("@amara phone school fri")
    expect(page.locator("#quick-meant .tag")).to_be_visible()


def _conflict(world: World) -> object:
    def act(page: Page) -> None:
        row = SessionCase.objects.get(session=world.records["session"], case=world.records["case"])
        sessions.save_case(actor=world.expert, row=row, version=row.version, barriers=f"Theirs, {row.version}")
        page.locator("#id_barriers").fill(f"Mine, before {row.version}")
        with page.expect_navigation():
            page.locator("[name=save][value=stay]").last.click()
        expect(page.locator(".conflict")).to_be_visible()

    return act
