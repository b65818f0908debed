"""What a learner does in the browser, in any language and with or without scripts."""

from typing import Any

from playwright.sync_api import Page, expect

from learning.marking import right_answer
from learning.models import EditionQuestion

PASSWORD = "lanternfish over quiet water"


def answer(page: Page, key: str, *, right: bool) -> None:
    """Give the right answer (or one that isn't) to the question with this key, in whatever fields its kind has."""
    question = EditionQuestion.objects.filter(question_key=key).first()
    assert question, key
    solved = right_answer(question.kind, question.content)
    if question.kind in {"matching", "ordering"}:
        wanted = [f"{item}={place}" for place, item in enumerate(solved, 1)] if question.kind == "ordering" else solved
        for select, value in zip(
            page.locator(f'select[name="q-{key}"]').all(), _by_row(page, key, wanted), strict=True
        ):
            select.select_option(value) if right else select.select_option(index=1)
        return
    if question.kind in {"numeric", "short"}:
        page.locator(f'input[name="q-{key}"]').fill(solved[0] if right else "98765")
        return
    _tick(page, key, question.content["options"], right=right)


def _by_row(page: Page, key: str, wanted: list[str]) -> list[str]:
    """The wanted values in the order of the rows on the page, which may be another than the author's."""
    found = []
    for select in page.locator(f'select[name="q-{key}"]').all():
        offered = select.locator("option").evaluate_all("options => options.map(option => option.value)")
        found.append(next(value for value in wanted if value in offered))
    return found


def _tick(page: Page, key: str, options: list[dict[str, Any]], *, right: bool) -> None:
    wanted = [option["id"] for option in options if option["correct"] is right]
    wanted = wanted if right else wanted[:1]
    for option in options:
        box = page.locator(f'[name="q-{key}"][value="{option["id"]}"]')
        if option["id"] in wanted:
            box.check()
        elif box.get_attribute("type") == "checkbox":
            box.uncheck()


def keys_on(page: Page) -> list[str]:
    """The questions asked on this page, in order."""
    names = page.locator("main fieldset").evaluate_all(
        "sets => sets.map(set => set.querySelector('[name^=\"q-\"]')?.name).filter(Boolean)"
    )
    return [name.removeprefix("q-") for name in names]


def do_unit(page: Page) -> None:
    """Read a unit, answer each of its knowledge checks once wrong and once right, and finish it."""
    for key in keys_on(page):
        for right in (False, True):
            answer(page, key, right=right)
            page.locator(f'button[name="check"][value="{key}"]').click()
            expect(page.locator(f"#a-{key}.{'right' if right else 'wrong'}")).to_be_visible()
    page.locator('button[name="done"]').click()


def do_final_check(page: Page) -> None:
    """Begin, answer everything right, look it over and send it."""
    page.locator("main form button").click()
    for key in keys_on(page):
        answer(page, key, right=True)
    page.locator('button[name="review"]').click()
    page.locator('button[name="send"]').click()


def do_module(page: Page, slug: str, units: int) -> None:
    """From its page to a passed final check."""
    page.locator(f'form[action$="/learn/{slug}/_/start/"] button').click()
    for _number in range(units):
        do_unit(page)
    do_final_check(page)
    expect(page.locator('main a[href$=".pdf"]')).to_be_visible()
