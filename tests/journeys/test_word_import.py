"""A coordinator brings a Word file in, writes the missing description, and nothing stands in the way but questions."""

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import expect

from learning.models import UnitPage, WordUpload
from tests.journeys.conftest import Open
from tests.learning.word.documents import whole, with_part
from tests.personas import World


def test_word_file_becomes_a_draft_module(places: World, visit: Open, tmp_path: Path) -> None:
    good, bad = tmp_path / "schools.docx", tmp_path / "macros.docx"
    good.write_bytes(whole())
    bad.write_bytes(with_part(whole(), "word/vbaProject.bin", b"x"))
    page = visit(places, "coordinator", viewport={"width": 1280, "height": 1000})
    page.goto("/admin/modules/")
    page.get_by_role("link", name="Import a Word file").click()
    page.get_by_label("Word document").set_input_files(bad)
    page.get_by_label("Code of the new module").fill("M21")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("macros or other programs (in word/vbaProject.bin)")).to_be_visible()

    page.get_by_role("link", name="Upload another file").click()
    page.get_by_label("Word document").set_input_files(good)
    page.get_by_label("Code of the new module").fill("M21")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("1 picture has no alternative text.")).to_be_visible()
    expect(page.get_by_text("Check with the team")).to_be_visible()
    page.get_by_role("link", name="Go to the module").click()
    expect(page.get_by_text("The meeting: a picture has no alternative text.")).to_be_visible()

    unit = UnitPage.objects.get(title="The meeting")
    page.goto(reverse("wagtailadmin_pages:edit", args=[unit.pk]))
    page.locator("[name=body-2-value-alt]").fill("A door held open")
    page.get_by_role("button", name="Save draft", exact=True).click()
    expect(page.locator(".messages .success, li.success").first).to_be_visible()
    page.goto(reverse("module_publishing", args=[unit.get_parent().specific.translation_key]))
    expect(page.get_by_text("a picture has no alternative text")).to_have_count(0)
    assert not WordUpload.objects.exists()
