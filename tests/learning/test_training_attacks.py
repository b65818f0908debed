"""What was tried against training, its bank and its texts; each was once possible."""

import json
import os
import shutil
import time
import uuid
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from wagtail_localize.models import Translation

from home.models import Picture
from learning.folder.sources import QuestionSource, key_for
from learning.models import EditionUnit, ModulePage, Question, Reflection
from learning.rate_limit import within_limit
from learning.services import translations
from learning.services.imported_questions import options_of
from learning.services.importing import FolderRefused, import_module
from tests.factories import home_page, make_module, rewriting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]
BANK = [
    "/admin/localize/api/snippets/learning/question/",
    "/admin/localize/api/snippets/learning/question/{}/",
    "/admin/snippets/choose/learning/question/",
    "/admin/snippets/choose/learning/question/results/",
    "/admin/snippets/choose/learning/question/chosen/{}/",
    "/admin/snippets/choose/learning/question/chosen-multiple/?id={}",
    "/admin/snippets/learning/question/",
    "/admin/snippets/learning/question/edit/{}/",
    "/admin/snippets/learning/question/history/{}/",
]


@pytest.mark.parametrize("persona", ["reviewer", "admin", "superuser"])
@pytest.mark.parametrize("address", BANK)
def test_only_authors_see_a_word_of_the_question_bank(world, persona, address):
    make_module("M7")
    question = Question.objects.first()
    assert question
    question.stem = "CANARY"
    question.save()
    answer = world.client(persona).get(address.format(question.pk))
    assert answer.status_code in {302, 404}
    assert b"CANARY" not in answer.content


TRANSLATING = [
    "/admin/localize/update/{source}/",
    "/admin/localize/submit/page/{page}/",
    "/admin/localize/translate/{translation}/pofile/download/",
    "/admin/localize/translate/{translation}/preview/",
    "/admin/localize/translate/{translation}/disable/",
    "/admin/localize/page/{page}/convert_to_alias/",
]


@pytest.mark.parametrize("address", TRANSLATING)
def test_only_authors_open_or_change_translations_of_training(world, address):
    module = make_module("M7")
    welsh = translations.start(actor=world.coordinator, module_key=module.translation_key, language="cy")
    translation = Translation.objects.get(source__object_id=module.translation_key)
    numbers = {"source": translation.source_id, "translation": translation.pk, "page": welsh.pk}
    for persona in ("admin", "reviewer", "superuser"):
        client = world.client(persona)
        assert client.get(address.format(**numbers)).status_code == 404
        assert client.post(address.format(**numbers), {"publish_translations": "on"}).status_code == 404
    assert world.client("coordinator").get(address.format(**numbers)).status_code != 404


def test_site_administrator_translates_public_pages(world):
    page = home_page()
    answer = world.client("admin").get(f"/admin/localize/submit/page/{page.pk}/")
    assert answer.status_code == 200


def test_author_chooses_from_the_question_bank(world):
    make_module("M7")
    question = Question.objects.first()
    assert question
    answer = world.client("coordinator").get(f"/admin/snippets/choose/learning/question/chosen/{question.pk}/")
    assert answer.status_code == 200


@pytest.fixture
def folder(tmp_path: Path, demo_modules: Path, places: None) -> Path:
    """A module as a folder, to be spoiled."""
    return Path(shutil.copytree(demo_modules / "m10", tmp_path / "m10"))


def refusals(folder: Path) -> list[str]:
    """What the importer says; nothing may be stored."""
    with pytest.raises(FolderRefused) as refused:
        import_module(actor=None, folder=folder)
    assert not ModulePage.objects.exists()
    assert not Picture.objects.exists()
    return [str(problem) for problem in refused.value.problems]


def first_unit(folder: Path) -> Path:
    return next(iter(sorted(folder.glob("01-*.md"))))


@pytest.mark.parametrize("name", ["module.yaml", "questions.yaml", "01", "99-secret.md", "cy/module.yaml"])
def test_link_out_of_the_folder_is_not_read(folder, tmp_path, name):
    secret = tmp_path / "secret.md"
    secret.write_text("---\nmodule: M10\nunit: 99\ntitle: SECRET\n---\nSECRET\n")
    target = first_unit(folder) if name == "01" else folder / name
    target.unlink(missing_ok=True)
    target.symlink_to(secret)
    said = refusals(folder)
    assert any("no plain file" in line for line in said)
    assert "SECRET" not in "".join(said)


@pytest.mark.parametrize("name", ["../outside.png", "/etc/outside.png", "linked.png", "cy/../../outside.png"])
def test_picture_outside_the_folder_is_not_taken(folder, tmp_path, name):
    Image.new("RGB", (9, 9)).save(tmp_path / "outside.png")
    (folder / "linked.png").symlink_to(tmp_path / "outside.png")
    unit = first_unit(folder)
    unit.write_text(unit.read_text() + f'\n:::image file={name} alt="A picture"\n:::\n')
    assert any("picture" in line.lower() for line in refusals(folder))


def test_picture_with_a_passenger_is_refused_and_another_keeps_its_pixels_only(folder):
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    unit = first_unit(folder)
    unit.write_text(unit.read_text() + '\n:::image file=a.png alt="A picture"\n:::\n')
    (folder / "a.png").write_bytes(out.getvalue() + b"<script>alert(1)</script>")
    assert any("something else inside" in line for line in refusals(folder))
    (folder / "a.png").write_bytes(out.getvalue() + b"PASSENGER")
    import_module(actor=None, folder=folder)
    assert b"PASSENGER" not in Picture.objects.get().file.read()
    assert not import_module(actor=None, folder=folder).changed
    assert Picture.objects.count() == 1


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
SPOILED = {
    "aliases that grow": (BOMB, "instead of *name"),
    "depth": ("x: " + "[" * 2000 + "]" * 2000 + "\n", "too deeply"),
    "python": ("x: !!python/object/apply:os.system ['true']\n", "could not determine a constructor"),
    "long number": ("minutes: " + "9" * 6000 + "\n", "limit"),
    "no date": ("review_by: 2026-99-99\n", "month"),
    "NUL": ("title: a\0b\n", "NUL"),
}


@pytest.mark.parametrize("kind", SPOILED)
@pytest.mark.parametrize("place", ["module.yaml", "questions.yaml", "unit"])
def test_hostile_yaml_is_a_problem_with_its_line(folder, kind, place):
    words, said = SPOILED[kind]
    if place == "unit":
        unit = first_unit(folder)
        unit.write_text(unit.read_text().replace("---\n", "---\n" + words, 1))
    elif place == "module.yaml":
        (folder / place).write_text((folder / place).read_text() + words)
    else:
        entry = "".join(f"  {line}\n" for line in words.splitlines())
        (folder / place).write_text((folder / place).read_text() + "\n- kind: single\n" + entry)
    found = refusals(folder)
    assert found
    if place != "questions.yaml" or kind in {"aliases that grow", "depth", "NUL"}:
        assert any(said in line for line in found), found
    assert all(len(line) < 8000 for line in found)


@pytest.mark.parametrize("name", ["module.yaml", "questions.yaml", "01"])
@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"title: \xe9\n", b"x" * 1_000_001])
def test_file_that_is_no_text_or_too_large_is_a_problem(folder, name, data):
    (first_unit(folder) if name == "01" else folder / name).write_bytes(data)
    assert refusals(folder)


def test_pipe_in_the_folder_does_not_keep_the_importer_waiting(folder):
    os.mkfifo(folder / "98-pipe.md")
    assert any("no plain file" in line for line in refusals(folder))


def test_reflection_with_a_nul_is_kept_without_it_and_a_made_up_place_is_left_alone(furnished):
    client = furnished.client("teammate")
    unit = EditionUnit.objects.filter(edition=furnished.edition).order_by("position").first()
    assert unit
    block = "11111111-1111-4111-8111-111111111111"
    with rewriting():
        EditionUnit.objects.filter(pk=unit.pk).update(html=f"<p>⟦reflection:{block}⟧⟦reflection:x⟧</p>")
    module = furnished.module.slug
    address = reverse("unit_save", args=[module, unit.slug])
    for name in (f"r-{block}", f"r-{block}⟧⟦reflection:x", "r-x"):
        assert client.post(address, {name: "a\0b", "reflect": block}).status_code == 302
    assert [row.text for row in Reflection.objects.all()] == ["ab"]


def test_names_asked_for_are_counted_by_the_hour_also_in_a_cache_that_cannot_count(settings, rf, monkeypatch):
    """Django's database cache forgets a counter's time as it counts: five names an hour became five in five minutes."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits_of_a_test"},
    }
    call_command("createcachetable", verbosity=0)
    start = 1_800_000_000
    monkeypatch.setattr(time, "time", lambda: start)
    assert [within_limit(rf.get("/"), "name", 5, 3600) for _ in range(7)] == [True] * 5 + [False] * 2
    monkeypatch.setattr(time, "time", lambda: start + 600)
    assert not within_limit(rf.get("/"), "name", 5, 3600)
    caches["process"].clear()
    assert not within_limit(rf.get("/"), "name", 5, 3600), "another process counts the same"
    assert within_limit(rf.get("/", REMOTE_ADDR="192.0.2.9"), "name", 5, 3600)
    monkeypatch.setattr(time, "time", lambda: start + 3600)
    assert within_limit(rf.get("/"), "name", 5, 3600)


def test_ids_in_a_page_cannot_be_worked_out_from_an_imported_questions_key():
    source = QuestionSource("ordering", "?", [{"type": "item", "text": text, "feedback": ""} for text in "abcd"], "", 1)
    key = uuid.uuid4()
    question = Question(kind="ordering", translation_key=key, options=json.dumps(options_of(source, key)))
    known = {str(key_for(key, "option", number)) for number in range(9)}
    assert {str(part.id) for part in question.options} <= known
    assert not {option["id"] for option in question.content["options"]} & known
    assert set(question.content["shown"]) == {option["id"] for option in question.content["options"]}


def test_module_code_with_signs_in_it_is_a_plain_file_name(world):
    module = make_module("M7", live=False)
    ModulePage.objects.filter(pk=module.pk).update(code='a\r\nX: "b/..')
    sent = {"module": module.translation_key, "language": "en"}
    answer = world.client("coordinator").get(reverse("gift_export"), sent)
    assert answer["Content-Disposition"] == 'attachment; filename="a-x-b-en.gift.txt"'
