"""On a phone: three questions from Today, the reasons, and Today without them."""

import datetime

from django.utils import timezone
from playwright.sync_api import Locator, expect

from learning.models import EditionModule
from tests.factories import CompletionFactory, EnrolmentFactory
from tests.journeys.conftest import Open
from tests.personas import World


def fill_in(question: Locator) -> None:
    """Some answer, whatever the kind: the first choice, each row its own choice, or a number typed."""
    for box in question.locator("input[type=radio], input[type=checkbox]").all()[:1]:
        box.check()
    for place, row in enumerate(question.locator("select").all(), 1):
        row.select_option(index=place)
    for typed in question.locator("input[type=text]").all():
        typed.fill("1")


def test_three_questions_on_a_phone_take_two_clicks_and_leave_today_quiet(taught: World, visit: Open) -> None:
    edition = EditionModule.objects.select_related("edition").get(edition__code="M10", language="en").edition
    enrolment = EnrolmentFactory(user=taught.therapist, edition=edition, done=True)
    CompletionFactory(enrolment=enrolment, completed_at=timezone.now() - datetime.timedelta(days=3))
    page = visit(taught, "therapist")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/today/")
    page.get_by_role("link", name="Answer three questions").click()
    questions = page.locator("main fieldset")
    expect(questions).to_have_count(3)
    for question in questions.all():
        fill_in(question)
    page.get_by_role("button", name="See the reasons").click()
    expect(page.get_by_role("heading", level=1, name="The reasons")).to_be_visible()
    expect(page.get_by_text("Right answer:").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Back to Today").click()
    expect(page.get_by_role("link", name="Answer three questions")).to_have_count(0)
