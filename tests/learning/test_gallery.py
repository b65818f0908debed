"""The gallery: every block of every unit of the demo, as readers see it, in English and in Welsh."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from learning import marking
from learning.addresses import learn_address
from learning.asking import asked, values_chosen
from learning.models import EditionModule, EditionQuestion, EditionUnit, EditionVignette, ResourceText, UnitPage
from learning.rendering import render_unit_body
from learning.services import editions, library
from learning.services.importing import import_module
from learning.services.importing_resources import import_resources
from tests.factories import learn_index, library_index
from tests.learning.conftest import DEMO
from tests.personas import build_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.xdist_group("gallery")]
FILES = sorted((DEMO / "modules").rglob("[0-9][0-9]-*.md"))
PLACES = [
    (path, language)
    for path in FILES
    for language in ("en", "cy")
    if path.parent.name == language
    or (path.parent.name != "cy" and not (language == "cy" and (path.parent / "cy" / path.name).exists()))
]
SHOWS = {"image", "fit", "table", "practice", "worksheet", "script", "example", "video"}
MARKDOWN = re.compile(r"\*\*|:::|\]\(|\|\s*-{3}|__|^#{1,6} |^- |(?<!\w)\*\w|\w\*(?!\w)|`", re.M)
WORDS_A_MINUTE = 180


@dataclass(eq=False)
class Shown:
    """A unit in one language, as it is stored and as its reader gets it in the interface of another or the same."""

    row: EditionUnit
    client: Client
    language: str

    @property
    def path(self) -> str:
        """Its address; a unit without Welsh is read in English under the Welsh interface."""
        module = EditionModule.objects.get(edition=self.row.edition_id, language=self.row.language)
        return learn_address(self.language, module.slug, self.row.slug)

    @cached_property
    def stored(self) -> BeautifulSoup:
        """The unit's own HTML."""
        return BeautifulSoup(self.row.html, "html.parser")

    @cached_property
    def page(self) -> BeautifulSoup:
        """The page of a therapist who opens it."""
        response = self.client.get(self.path)
        assert response.status_code == 200, self.path
        return BeautifulSoup(response.content.decode(), "html.parser")

    @property
    def body(self) -> Tag:
        """The unit's content in its page."""
        found = self.page.select_one(".unit-body")
        assert found
        return found

    def blocks(self, name: str = "") -> list[Tag]:
        """The sections of the content, of one kind or all."""
        return self.body.select(f"section.block-{name}" if name else "section.block")


@dataclass(eq=False)
class Gallery:
    """The ten modules and the library, published, and a therapist who reads them."""

    client: Client

    @cache  # noqa: B019 - the gallery lives as long as this file's tests
    def unit(self, path: Path, language: str) -> Shown:
        """The unit of a file, under the interface of a language."""
        own = "cy" if path.parent.name == "cy" else "en"
        folder = path.parent.parent if own == "cy" else path.parent
        row = EditionUnit.objects.get(
            edition__code=folder.name.upper(), language=own, position=int(path.name.split("-")[0])
        )
        return Shown(row, self.client, language)

    @cache  # noqa: B019
    def status(self, address: str) -> int:
        """What an address answers."""
        return self.client.get(address).status_code


@pytest.fixture(scope="module")
def gallery(django_db_setup: None, django_db_blocker: Any) -> Iterator[Gallery]:
    """Loaded once, through the importer, and rolled back."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        for language in ("en", "cy"):
            learn_index(language)
            library_index(language)
        world = build_world()
        import_resources(actor=world.coordinator, folder=DEMO / "resources", publish=True)
        library.store_missing()
        for folder in sorted((DEMO / "modules").iterdir()):
            key = import_module(actor=world.coordinator, folder=folder).module_key
            assert key
            editions.publish(actor=world.coordinator, module_key=key, reviewed_by=world.reviewer)
        yield Gallery(world.client("therapist"))
        transaction.set_rollback(True)


@pytest.fixture(params=PLACES, ids=[f"{path.relative_to(DEMO / 'modules')}-{language}" for path, language in PLACES])
def unit(request: pytest.FixtureRequest, gallery: Gallery) -> Shown:
    """Each unit in turn, under each language of the interface."""
    return gallery.unit(*request.param)


def test_page_is_whole(unit: Shown) -> None:
    assert unit.row.html == render_unit_body(UnitPage.objects.get(pk=unit.row.page_id).get_latest_revision_as_object())
    assert len(unit.blocks()) == len(unit.stored.select("section.block")) > 3
    assert "⟦" not in str(unit.page), "a marker was not replaced"
    empty = [block["id"] for block in unit.blocks() if not block.get_text(strip=True)]
    assert not empty, "blocks with nothing in them"
    identifiers = [tag["id"] for tag in unit.page.select("[id]")]
    assert len(identifiers) == len(set(identifiers)), "an id stands twice"


def test_no_markdown_is_left_in_it(unit: Shown) -> None:
    texts = [str(text).strip() for text in unit.body.find_all(string=True)]
    assert not [text for text in texts if MARKDOWN.search(text)]


def test_headings_are_in_order(unit: Shown) -> None:
    article = unit.page.select_one("article")
    assert article
    levels = [int(tag.name[1]) for tag in article.select("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == len(unit.page.select("h1")) == 1
    assert levels[0] == 1
    assert not [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1], levels
    assert all(tag.get_text(strip=True) for tag in article.select("h1, h2, h3, h4"))


def test_tables_and_pictures_say_what_they_are(unit: Shown) -> None:
    for table in unit.body.select("table"):
        assert table.caption, table
        assert table.caption.get_text(strip=True), table
        assert table.select("thead th[scope=col]"), table
        assert all(cell.get("scope") for cell in table.select("th")), table
    assert all(str(picture.get("alt", "")).strip() for picture in unit.body.select("img"))
    for drawing in unit.body.select("svg"):
        hidden = drawing.find_parent(attrs={"aria-hidden": "true"}) or drawing.get("aria-hidden") == "true"
        assert hidden or drawing.get("aria-label") or drawing.get("aria-labelledby") or drawing.title, drawing


def test_checks_can_be_answered_and_do_not_show_their_key(unit: Shown) -> None:
    checks = unit.blocks("check")
    assert checks
    for check in checks:
        button = check.select_one("button[name=check][form=unit-form]")
        assert button
        assert check.legend
        assert check.legend.get_text(strip=True)
        question = EditionQuestion.objects.get(
            edition=unit.row.edition_id, language=unit.row.language, question_key=str(button["value"])
        )
        right = marking.right_answer(question.kind, question.content)
        assert marking.is_right(question.kind, question.content, right)
        offered = {str(field["value"]) for field in check.select("input, option")}
        assert set(values_chosen(question.kind, question.content, right)) <= offered
        assert len(asked(str(question.pk), question.kind, question.content).options) != 1
        assert not check.select("[checked], [selected], [data-correct]")
        assert question.content["rationale"] not in check.get_text()
        told = [option["feedback"] for option in question.content["options"] if option.get("feedback")]
        assert not [words for words in told if words in check.get_text()]


def test_links_lead_somewhere(unit: Shown, gallery: Gallery) -> None:
    for link in unit.body.select("a[href]"):
        address = str(link["href"])
        assert link.get_text(strip=True), address
        if address.startswith("#"):
            assert unit.page.find(id=address[1:]), address
        else:
            assert address.startswith("/"), address
            assert gallery.status(address) == 200, address


def test_every_unit_has_something_to_look_at_or_to_do_and_one_thing_to_keep(unit: Shown) -> None:
    kinds = {name.removeprefix("block-") for block in unit.blocks() for name in block["class"]}
    assert kinds & SHOWS
    assert len(unit.blocks("keep")) >= 1


def test_minutes_are_honest(unit: Shown) -> None:
    words = len(unit.stored.get_text(" ").split())
    page = UnitPage.objects.get(pk=unit.row.page_id).get_latest_revision_as_object()
    practice = sum(block.value["minutes"] or 0 for block in page.body if block.block_type == "practice")
    assert unit.row.minutes >= words // WORDS_A_MINUTE + practice


def test_every_resource_says_which_units_use_it(gallery: Gallery) -> None:
    missing = []
    for row in ResourceText.objects.filter(language="en"):
        response = gallery.client.get(reverse("resource", args=[row.slug]))
        if not response.context["used"]:
            missing.append(row.slug)
        for used in response.context["used"]:
            assert gallery.status(used["href"]) == 200
            assert used["href"] in response.content.decode()
    assert not missing


def test_every_case_is_linked_from_a_unit_and_opens(gallery: Gallery) -> None:
    cases = list(EditionVignette.objects.filter(language="en"))
    assert len(cases) == 6
    for case in cases:
        linked = EditionUnit.objects.filter(
            edition=case.edition_id, language="en", html__contains=f"/case/{case.slug}/"
        )
        assert linked, case.slug
        module = EditionModule.objects.get(edition=case.edition_id, language="en")
        page = gallery.client.get(reverse("vignette", args=[module.slug, case.slug]))
        assert page.status_code == 200
        text = BeautifulSoup(page.content.decode(), "html.parser").main
        assert text
        assert not MARKDOWN.search(text.get_text(" "))
