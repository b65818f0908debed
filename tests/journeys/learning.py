"""What a learner does in the browser, in any language and with or without scripts."""

from playwright.sync_api import Page, expect

from learning.models import EditionQuestion

PASSWORD = "lanternfish over quiet water"


def answer(page: Page, key: str, *, right: bool) -> None:
    """Tick what is right (or the first thing that isn't) for the question with this key."""
    question = EditionQuestion.objects.filter(question_key=key).first()
    assert question, key
    options = question.content["options"]
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
        "sets => sets.map(set => set.querySelector('input[name^=\"q-\"]')?.name).filter(Boolean)"
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
