"""A Word file becomes a draft module in the background: all of it or nothing, told to the author who sent it."""

import datetime
import random
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from learning.models import ModulePage, UnitPage, WordImport, WordUpload
from learning.services import word_imports, word_modules
from learning.services.content_checks import errors_of
from learning.services.drafts import gather
from tests.factories import make_module
from tests.learning.word.documents import picture, saved, whole, with_relation
from tests.personas import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("groups", "places")]


def upload(client: Client, data: bytes | None = None, **fields: Any) -> Any:
    file = SimpleUploadedFile("schools.docx", whole() if data is None else data)
    return client.post(reverse("word_import"), {"file": file, "code": "M11", "title": "", **fields})


def stored() -> list[int]:
    return [model.objects.count() for model in (ModulePage, UnitPage, get_image_model())]


def test_upload_becomes_a_draft_module_that_only_authors_see(world: World) -> None:
    answer = upload(world.client("coordinator"))
    row = WordImport.objects.get()
    assert answer["Location"] == reverse("word_import_progress", args=[row.pk])
    assert (row.state, row.per_cent, row.reason) == ("done", 100, "")
    module = ModulePage.objects.get(code="M11")
    assert (module.title, module.live) == ("Working with schools", False)
    units = UnitPage.objects.child_of(module).order_by("path")
    assert [unit.title for unit in units] == ["Before you call", "The meeting"]
    assert not units.filter(live=True).exists()
    assert units[1].get_latest_revision_as_object().body[1].value["alt"] == "Two chairs side by side"


def test_missing_alternative_text_stops_publication_and_the_report_says_so(world: World) -> None:
    client = world.client("coordinator")
    answer = upload(client)
    page = client.get(answer["Location"]).content.decode()
    assert "1 picture has no alternative text." in page
    assert "Check with the team" in page
    messages = [str(finding) for finding in errors_of(gather(ModulePage.objects.get(code="M11").translation_key))]
    assert "The meeting: a picture has no alternative text." in messages


def test_file_is_not_kept_whether_it_was_taken_or_refused(world: World) -> None:
    upload(world.client("coordinator"))
    upload(world.client("coordinator"), b"no document", code="M12")
    assert WordImport.objects.count() == 2
    assert not WordUpload.objects.exists()


def test_refused_file_stores_nothing_and_says_place_and_reason(world: World) -> None:
    before = stored()
    client = world.client("coordinator")
    answer = upload(client, with_relation("attachedTemplate", "http://127.0.0.1:9/t.dotx"))
    page = client.get(answer["Location"]).content.decode()
    assert "word/_rels/document.xml.rels" in page
    assert "attachedTemplate: http://127.0.0.1:9/t.dotx" in page
    assert stored() == before


def test_fault_half_way_leaves_no_row_and_no_picture_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored()
    files: list[Any] = []
    rows = word_modules._picture_rows

    def broken(*args: Any) -> Any:
        rows(*args)
        files.extend(args[-1])
        raise RuntimeError

    monkeypatch.setattr(word_modules, "_picture_rows", broken)
    upload(world.client("coordinator"))
    row = WordImport.objects.get()
    assert (row.state, row.refusal["code"]) == ("failed", "broken")
    assert stored() == before
    assert files
    assert not any(file.storage.exists(file.name) for file in files)


def test_picture_that_cannot_be_used_is_named_and_the_rest_is_imported(world: World) -> None:
    made = docx.Document()
    made.add_heading("One", 1)
    made.add_paragraph("Words.")
    made.add_picture(BytesIO(picture() + b"<script>"))
    upload(world.client("coordinator"), saved(made))
    row = WordImport.objects.get()
    assert row.state == "done"
    assert [entry["kind"] for entry in row.lines] == ["picture_refused"]
    assert not get_image_model().objects.exists()


def test_code_in_use_is_refused_beside_its_field_and_again_when_it_is_taken_meanwhile(world: World) -> None:
    make_module("M11")
    answer = upload(world.client("coordinator"))
    assert answer.status_code == 422
    assert "Another module has this code." in answer.content.decode()
    row = word_imports.start(actor=world.coordinator, name="x.docx", data=whole(), code="m11")
    row.refresh_from_db()
    assert row.refusal["code"] == "code_taken"


def test_too_large_file_is_refused_before_it_is_stored(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learning.word_forms.MOST_BYTES", 10)
    answer = upload(world.client("coordinator"))
    assert answer.status_code == 422
    assert "50 MB is the limit" in answer.content.decode()
    assert not WordImport.objects.exists()


def test_import_is_done_once_however_often_it_is_asked_for(world: World) -> None:
    upload(world.client("coordinator"))
    assert word_imports.run(WordImport.objects.get().pk) is None
    assert ModulePage.objects.filter(code="M11").count() == 1


def test_author_sees_own_imports_only(world: World) -> None:
    row = WordImport.objects.create(actor=world.manager, file_name="other.docx", code="M30")
    client = world.client("coordinator")
    assert client.get(reverse("word_import_progress", args=[row.pk])).status_code == 404
    assert "other.docx" not in client.get(reverse("word_import")).content.decode()


def test_waiting_import_shows_how_far_it_is_and_a_silent_one_says_so(world: World) -> None:
    row = WordImport.objects.create(
        actor=world.coordinator, file_name="x.docx", code="M30", state="running", stage="storing", per_cent=75
    )
    client = world.client("coordinator")
    page = client.get(reverse("word_import_progress", args=[row.pk])).content.decode()
    assert 'value="75"' in page
    assert "Look again" in page
    WordImport.objects.update(updated_at=timezone.now() - datetime.timedelta(minutes=11))
    assert "Upload it again" in client.get(reverse("word_import_progress", args=[row.pk])).content.decode()


def test_command_imports_and_refuses_with_the_same_words(world: World, tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "schools.docx"
    file.write_bytes(whole())
    call_command("import_word", str(file), code="M11", author=world.coordinator.email)
    assert "Check with the team" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Another module has this code"):
        call_command("import_word", str(file), code="M11", author=world.coordinator.email)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_document_is_imported_whole_or_leaves_no_row(seed: int, world: World) -> None:
    chance = random.Random(seed)
    data = bytearray(whole())
    for _count in range(seed + 1):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    before = stored()
    row = word_imports.start(actor=world.coordinator, name="x.docx", data=bytes(data), code="M11")
    row.refresh_from_db()
    assert row.is_over
    assert (stored() == before) == (row.state == "failed")
    assert row.state == "done" or row.reason
