"""A coordinator brings a GIFT file in: what can be taken is shown with the rest, corrected, and taken."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from learning.models import Question
from tests.journeys.conftest import Open
from tests.personas import World

FILE = """// Exported from Moodle
::First look::[html]What comes <b>first</b>?{=What people saw#Yes. ~What the school thinks####Start with what people saw.}

Match.{=Trigger -> What starts it =Consequence -> What follows}

Which one? {
~this
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_import_a_gift_file(taught: World, visit: Open, tmp_path: Path, scripts: bool) -> None:
    file = tmp_path / "moodle.txt"
    file.write_text(FILE, encoding="utf-8")
    page = visit(taught, "coordinator", java_script_enabled=scripts)
    page.goto(reverse("wagtailsnippets_learning_question:list"))
    page.locator(f'a[href="{reverse("gift_import")}"]').first.click()
    page.get_by_label("GIFT file").set_input_files(file)
    page.get_by_role("button", name="Preview", exact=True).click()

    expect(page.get_by_text("2 new questions can be taken.")).to_be_visible()
    refused = page.get_by_role("row", name=re.compile("not closed with"))
    expect(refused.get_by_role("rowheader")).to_have_text("6")

    box = page.get_by_label("Or paste the questions")
    box.fill(box.input_value().rstrip() + " =that}\n")
    page.get_by_role("button", name="Preview again").click()
    page.get_by_role("button", name="Take 3 new questions").click()
    expect(page.get_by_text("3 questions were taken.")).to_be_visible()
    assert Question.objects.get(title="First look").stem == "What comes **first**?"
