"""Every block goes through translation and back: nothing is lost, ids and shapes stay, checks find their Welsh twin."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.blocks import SiteBody
from home.models import ContentPage, Picture
from learning.blocks import ResourceBody, UnitBody
from learning.models import Question, ResourcePage, UnitPage, Vignette
from learning.rendering import render_unit_body
from learning.services import editions, translations
from learning.vignette_rules import faults, shape
from tests.factories import home_page, make_module, make_question, make_resource, make_unit, make_vignette
from tests.learning.media.files import make_recording
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

TABLE = {"caption": "Who and when", "columns": ["Day", "", "What"], "rows": [{"cells": ["Mon", "A", "Call"]}] * 2}
INNER = [
    {"type": "text", "value": '<p>Ask <b>each</b> adult. <a href="https://example.org/">Read on</a></p>'},
    {"type": "table", "value": TABLE},
    {"type": "text", "value": "<ul><li>First thing</li><li>Second thing</li></ul>"},
]
VALUES: dict[str, Any] = {
    "text": "<p>Plain words.</p><p>More <i>words</i>.</p>",
    "heading": {"text": "A heading", "level": "3"},
    "table": TABLE,
    "callout": {"kind": "warning", "title": "Careful", "body": INNER},
    "quote": {"words": "<p>He listened.</p>", "who": "caregiver A"},
    "example": {"title": "An example", "body": INNER},
    "script": {"title": "At the door", "lines": [{"who": "T", "words": "Hello."}, {"who": "", "words": "A pause."}]},
    "fit": {
        "behaviour": "Misses school",
        "drivers": [
            {"system": "family", "driver": "Nobody is up", "evidence": "Gran", "weight": "key"},
            {"system": "peers", "driver": "Late texts", "evidence": "YP", "weight": "supporting"},
        ],
    },
    "keep": {"text": "<p>Describe first.</p>"},
    "practice": {"title": "Count it", "minutes": 5, "body": INNER},
    "worksheet": {"title": "House rules", "body": INNER},
    "reflect": {"prompt": "<p>What is hard?</p>"},
    "figures": {
        "caption": "Young people",
        "outcome_label": "Outcome",
        "periods": ["2015", "2018"],
        "rows": [{"outcome": "At home", "values": ["95%", "94%"]}],
        "note": "<p>Source and scope.</p>",
    },
    "doors": {"title": "Where?", "doors": [{"title": "I", "text": "Weeks", "link_text": "See", "address": "/x/"}]},
}
NOT_WORDS = {
    "id",
    "type",
    "level",
    "kind",
    "system",
    "weight",
    "minutes",
    "picture",
    "resource",
    "question",
    "vignette",
    "recording",
    "is_reading",
}
KEYS = {"key", "goes_to", "quality"}


@pytest.fixture
def picture() -> Picture:
    return Picture.objects.create(title="P", file=get_test_image_file(filename="p.png"))


def filled(body: Any, **chosen: Any) -> list[dict[str, Any]]:
    """One of every block of a stream."""
    values = VALUES | {
        "image": {"picture": getattr(chosen.get("picture"), "pk", None), "alt": "A door", "caption": "Ours"},
        "resource_link": {"resource": getattr(chosen.get("resource"), "pk", None), "why": "Soon"},
        "check": {"question": getattr(chosen.get("question"), "pk", None)},
        "vignette": {"vignette": getattr(chosen.get("vignette"), "pk", None)},
        "video": {"recording": make_recording().pk},
        "audio": {"recording": make_recording("audio").pk, "is_reading": True},
    }
    return [with_ids({"type": name, "value": values[name]}) for name in body.child_blocks]


def with_ids(value: Any) -> Any:
    """As the editor stores it: an id for every block and for every item of a list."""
    if isinstance(value, list):
        return [with_ids(part if is_part(part) else {"type": "item", "value": part}) for part in value]
    if isinstance(value, dict):
        own = {"id": str(uuid.uuid4())} if is_part(value) else {}
        return {key: with_ids(part) for key, part in value.items()} | own
    return value


def is_part(value: Any) -> bool:
    return isinstance(value, dict) and {"type", "value"} <= set(value)


def translated(source: Any, *, publish: bool = False) -> Any:
    """Fill in every string as 'CY …' and make the Welsh one."""
    welsh = Locale.objects.get(language_code="cy")
    record, _made = TranslationSource.update_or_create_from_instance(source)
    translation, _made = Translation.objects.get_or_create(source=record, target_locale=welsh)
    for segment in StringSegment.objects.filter(source=record):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=welsh,
            defaults={"data": f"CY {segment.string.data}"},
        )
    translation.save_target(publish=publish or isinstance(source, (Question, Vignette)))  # these know no drafts
    twin = translation.get_target_instance()
    return twin.get_latest_revision_as_object() if isinstance(twin, Page) else twin


def words(value: Any, key: str = "") -> Iterator[str]:
    """Every text that an author typed, and the name of its place."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_WORDS | KEYS:
                yield from words(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from words(part, key)
    elif isinstance(value, str) and value:
        yield value


def stored(page: Any, field: str = "body") -> list[dict[str, Any]]:
    value = getattr(page, field)
    return list(value.stream_block.get_prep_value(value))


def assert_whole(source: Any, twin: Any, field: str = "body") -> None:
    before, after = stored(source, field), stored(twin, field)
    missed = [text for text in words(after) if "CY " not in text]
    assert not missed, missed
    assert len(list(words(after))) == len(list(words(before)))
    assert json.loads(json.dumps(after).replace("CY ", "")) == json.loads(json.dumps(before))


def test_unit_with_every_block_comes_back_whole(picture: Picture) -> None:
    module = make_module("M1", units=0, live=False)
    question, resource = make_question(module, use="check"), make_resource("B1")
    case = make_vignette(module)
    body = filled(UnitBody(), picture=picture, question=question, resource=resource, vignette=case)
    unit = make_unit(module, body=json.dumps(body), live=False)
    translated(module)
    other, other_case = translated(question), translated(case)
    twin = translated(UnitPage.objects.get(pk=unit.pk))
    before, after = stored(unit), stored(twin)
    parts = {part["type"]: part["value"] for part in after}
    assert parts["check"]["question"] == other.pk != question.pk
    assert parts["vignette"]["vignette"] == other_case.pk != case.pk
    parts["check"]["question"], parts["vignette"]["vignette"] = question.pk, case.pk
    twin.body = json.dumps(after)
    assert_whole(UnitPage.objects.get(pk=unit.pk), twin)
    assert [part["id"] for part in after] == [part["id"] for part in before]
    assert twin.title == "CY Unit 1"
    assert (twin.minutes, twin.outcome) == (15, 1)


def test_translated_unit_renders_in_welsh_with_its_welsh_question_and_resource(picture: Picture) -> None:
    module = make_module("M1", units=0, live=False)
    question, resource = make_question(module, use="check"), make_resource("B1")
    case = make_vignette(module)
    body = filled(UnitBody(), picture=picture, question=question, resource=resource, vignette=case)
    unit = make_unit(module, body=json.dumps(body), live=False)
    translated(module)
    translated(question)
    translated(case)
    translated(resource, publish=True)
    ResourcePage.objects.filter(translation_key=resource.translation_key).update(live=True)
    html = render_unit_body(translated(UnitPage.objects.get(pk=unit.pk)))
    assert "CY Question 1?" in html
    assert "CY Right answer" in html
    assert "CY Resource B1" in html
    assert "CY On call at night" in html
    assert re.search(r'href="/cy/learn/[^"]+/_/case/on-call/"', html)
    assert html.count("<table") == 6  # five tables and the fit circle's own
    assert 'alt="CY A door"' in html


def test_resource_with_every_block_comes_back_whole(picture: Picture) -> None:
    resource = make_resource("B2", body=json.dumps(filled(ResourceBody(), picture=picture)))
    assert_whole(ResourcePage.objects.get(pk=resource.pk), translated(ResourcePage.objects.get(pk=resource.pk)))


def test_public_page_with_every_block_comes_back_whole(picture: Picture) -> None:
    page = home_page().add_child(
        instance=ContentPage(
            title="Page", slug="page", body=json.dumps(filled(SiteBody(), picture=picture)), locale=home_page().locale
        )
    )
    source = ContentPage.objects.get(pk=page.pk)
    assert_whole(source, translated(source))


def test_front_page_comes_back_whole(picture: Picture) -> None:
    home = home_page()
    home.body = json.dumps(filled(SiteBody(), picture=picture))
    home.save_revision().publish()
    home = home_page()
    assert_whole(home, translated(home))


def test_question_keeps_its_answers_ids_and_which_is_right() -> None:
    module = make_module("M1", units=0, live=False)
    question = make_question(module, use="check")
    twin = Question.objects.get(pk=translated(question).pk)
    assert_whole(question, twin, "options")
    assert twin.key == question.key
    assert twin.rationale == "CY What people saw comes first."
    assert twin.module_key == question.module_key


FULL = {"text": "a driver", "feedback": "", "credit": None}
FIGURES = {"credit": None, "tolerance": "0.25"}
EACH_KIND = {
    "matching": [
        ("pair", {"left": "Left one", "right": "Right one", "feedback": "Why they belong."}),
        ("pair", {"left": "Left two", "right": "Right two", "feedback": "Why these do."}),
        ("distractor", {"text": "Nothing", "feedback": "Why it tempts."}),
    ],
    "ordering": [
        ("item", {"text": "Fit first", "feedback": "Why first."}),
        ("item", {"text": "Goal then", "feedback": "Why then."}),
    ],
    "numeric": [("number", {"value": "1.5", "feedback": "Why so many.", **FIGURES})],
    "short": [("accepted", {"text": "driv*", "feedback": "Why this word.", "credit": "50"}), ("accepted", FULL)],
}


@pytest.mark.parametrize("kind", EACH_KIND)
def test_every_part_of_every_answer_comes_back_whole(kind: str) -> None:
    module = make_module("M1", units=0, live=False)
    parts = [{"type": name, "id": str(uuid.uuid4()), "value": value} for name, value in EACH_KIND[kind]]
    question = make_question(module, kind=kind, options=parts, unit_of_answer="hours", title="Name in the bank")
    twin = Question.objects.get(pk=translated(question).pk)
    for before, after in zip(question.content["options"], twin.content["options"], strict=True):
        assert {key: str(value).removeprefix("CY ") for key, value in after.items()} == {
            key: str(value) for key, value in before.items()
        }
        typed = [name for name in ("text", "left", "right", "feedback") if before.get(name)]
        assert [after[name] for name in typed] == [f"CY {before[name]}" for name in typed]
    assert (twin.kind, twin.unit_of_answer, twin.title) == (kind, "CY hours", "CY Name in the bank")
    assert twin.content["shown"] == question.content["shown"]


def test_case_keeps_its_keys_and_branches_and_every_word_is_translated() -> None:
    case = make_vignette(make_module("M1", units=0, live=False))
    twin = Vignette.objects.get(pk=translated(case).pk)
    for field in ("scenes", "endings"):
        assert_whole(case, twin, field)
    assert shape(twin.content) == shape(case.content)
    assert faults(twin.content) == []
    assert (twin.key, twin.slug, twin.module_key) == (case.key, case.slug, case.module_key)
    assert (twin.title, twin.opening[:3]) == ("CY On call at night", "CY ")


def test_module_keeps_its_code_and_its_rules() -> None:
    module = make_module("M1", units=0, live=False, pass_mark=70)
    twin = translated(module)
    assert (twin.code, twin.pass_mark, twin.title) == ("M1", 70, "CY Module M1")
    assert_whole(module, twin, "outcomes")


def test_translation_publishes_no_unit_and_no_module() -> None:
    module = make_module("M1", units=1, live=False)
    translated(module, publish=True)
    twin = translated(UnitPage.objects.child_of(module).get(), publish=True)
    assert not twin.live
    assert not UnitPage.objects.live().exists()


@pytest.mark.usefixtures("groups")
def test_coordinator_starts_the_welsh_of_a_whole_module_and_sees_how_far_it_is(world: World) -> None:
    module = make_module("M5", units=2, questions=3, live=False)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.coordinator)
    address = reverse("module_publishing", args=[module.translation_key])
    page = browser.get(address).content.decode()
    assert "Start the translation into Welsh" in page
    token = re.findall(r'action="[^"]*/translate/cy/"><input[^>]*value="([^"]+)"', page)[0]
    there = reverse("module_translate", args=[module.translation_key, "cy"])
    assert browser.post(there, {"csrfmiddlewaretoken": token}).status_code == 302
    assert UnitPage.objects.filter(locale__language_code="cy", live=False).count() == 2
    assert Question.objects.filter(module_key=module.translation_key, locale__language_code="cy").count() == 3
    assert "texts to translate" in browser.get(address).content.decode()


def test_language_with_texts_left_to_translate_is_not_published(world: World) -> None:
    module = make_module("M5", units=1, questions=3, live=False)
    translations.start(actor=world.coordinator, module_key=module.translation_key, language="cy")
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    assert set(edition.modules.values_list("language", flat=True)) == {"en"}
    for part in [module, UnitPage.objects.child_of(module).get(), *Question.objects.filter(locale=module.locale)]:
        translated(part)
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    assert edition.units.get(language="cy").title == "CY Unit 1"


@pytest.mark.usefixtures("groups")
def test_translators_button_puts_the_words_into_the_draft_and_publishes_nothing(world: World) -> None:
    module = make_module("M5", units=1, live=False)
    translations.start(actor=world.coordinator, module_key=module.translation_key, language="cy")
    twin = UnitPage.objects.get(locale__language_code="cy")
    translated(UnitPage.objects.get(translation_key=twin.translation_key, locale=module.locale))
    world.client("coordinator").post(reverse("wagtailadmin_pages:edit", args=[twin.pk]), {"action": "publish"})
    twin.refresh_from_db()
    assert twin.get_latest_revision_as_object().title == "CY Unit 1"
    assert not twin.live


@pytest.mark.usefixtures("groups")
def test_bringing_changes_over_offers_no_publishing_of_parts_of_a_module(world: World) -> None:
    module = make_module("M7", live=False)
    translations.start(actor=world.coordinator, module_key=module.translation_key, language="cy")
    browser = world.client("coordinator")
    for part in (module, UnitPage.objects.child_of(module).first()):
        source = TranslationSource.objects.get(object_id=part.translation_key)
        page = browser.get(reverse("wagtail_localize:update_translations", args=[source.pk])).content.decode()
        assert "goes into the drafts of the translations" in page
        assert "publish_translations" not in page
