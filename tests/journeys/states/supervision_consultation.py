"""Consultation, crisis calls and individual supervision: forms sent wrong, words that met, too late, nothing found."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.pairs import Place
from tests.journeys.states import send
from tests.personas import World

TOO_LATE = "supervision/consultation/too_late.html"


def places(world: World) -> list[Place]:
    """Each state that an address alone does not show."""
    draft, crisis, talk = (world.records[name] for name in ("consultation_draft", "crisis", "talk"))
    note, change = f"/supervision/consultation/{draft.pk}/", f"/supervision/crisis/{crisis.pk}/change/"
    return [
        Place("/supervision/overview/?team=nobody", ("expert",)),
        Place(note, ("supervisor",), act=send("form[data-draft]", day="")),
        Place(note, ("expert",), act=stale("input[name=version]", "textarea[name=themes]")),
        Place(
            f"/supervision/consultation/{world.records['consultation'].pk}/",
            ("supervisor",),
            act=too_late,
            template=TOO_LATE,
        ),
        Place("/supervision/crisis/", ("supervisor",), act=send("#crisis-form")),
        Place(change, ("backup",), act=stale("input[name=version]", "textarea[name=advice]")),
        Place(f"/supervision/consultation/{draft.pk}/check/", ("supervisor",)),
        Place(f"/supervision/individual/{talk.pk}/", ("supervisor",), act=stale("[name=version]", "[name=notes]")),
    ]


def stale(version: str, field: str) -> Callable[[Page], None]:
    """The form as if somebody had saved the record since, with one field written anew."""

    def act(page: Page) -> None:
        page.locator(version).first.evaluate("field => { field.value = '0'; }")
        page.locator("[name=marks]").first.evaluate("field => { field.value = '{}'; }")
        page.locator(field).fill("Written on another screen")
        with page.expect_navigation():
            page.locator("form[data-draft]").evaluate("form => form.requestSubmit()")
        expect(page.locator(".conflict")).to_be_visible()

    return act


def too_late(page: Page) -> None:
    """A form of the note sent after it became final, as from a page left open."""
    with page.expect_navigation():
        page.locator("form[action$='/add/']").evaluate(
            """form => {
                const text = form.querySelector("textarea");
                text.name = "themes";
                text.value = "A thought that came late";
                form.action = location.pathname;
                form.requestSubmit();
            }"""
        )
    expect(page.locator(".typed").first).to_be_visible()
