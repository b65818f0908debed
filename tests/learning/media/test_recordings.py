"""Video and audio: only with their words, only for members, and never changed once an edition plays them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.urls import reverse

from learning import recordings
from learning.folder.problems import FolderRefused
from learning.models import EditionRecording, EditionUnit, Recording, UnitPage
from learning.rendering import render_unit_body
from learning.services import editions
from learning.services.drafts import gather
from learning.services.exporting import export_module
from learning.services.importing import import_module
from tests.factories import make_module, make_question, make_unit
from tests.learning.media.files import CAPTIONS, M4A, MP3, MP4, OGG, WEBM, make_recording
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups", "places")]


def module_with(*blocks: tuple[str, Any], code: str = "M31") -> Any:
    module = make_module(code, units=0, questions=1, live=False)
    make_unit(module, body=list(blocks), live=False)
    return module


def publish(world: World, module: Any) -> Any:
    return editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)


@pytest.mark.parametrize(
    ("type_", "name", "data"),
    [
        ("video", "a.mp4", MP4),
        ("video", "a.webm", WEBM),
        ("audio", "a.mp3", MP3),
        ("audio", "a.m4a", M4A),
        ("audio", "a.ogg", OGG),
        ("audio", "a.webm", WEBM),
    ],
)
def test_kinds_that_browsers_play_are_known_by_their_first_bytes(type_: str, name: str, data: bytes) -> None:
    assert recordings.check(SimpleUploadedFile(name, data), type_)
    assert recordings.mime_of(name, type_).startswith(f"{type_}/")


@pytest.mark.parametrize(
    ("type_", "name", "data", "code"),
    [
        ("video", "a.mp4", b"", "empty"),
        ("video", "a.mp4", b"<html>", "not_a_recording"),
        ("video", "a.mp4", MP3, "not_a_recording"),
        ("audio", "a.mp3", MP4, "not_a_recording"),
        ("video", "a.webm", MP4, "wrong_name"),
        ("video", "a.html", MP4, "wrong_name"),
        ("video", "a.mp4", MP4 + b"<script>", "passenger"),
        ("audio", "a.mp3", MP3 * 200_000, "too_large"),
    ],
)
def test_anything_else_is_refused_with_its_reason(type_: str, name: str, data: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        recordings.check(SimpleUploadedFile(name, data), type_)
    assert caught.value.code == code


def upload(world: World, **fields: Any) -> Any:
    data = {"title": "Door", "file": SimpleUploadedFile("door.mp4", MP4), "duration": "95", "language": "en"}
    address = reverse("wagtailmedia:add", args=["video"])
    return world.client("coordinator").post(address, {**data, "captions": "", "transcript": "", **fields})


def test_author_uploads_a_video_into_private_storage(world: World, settings: Any) -> None:
    assert upload(world, captions=CAPTIONS.replace("\n", "\r\n")).status_code == 302
    recording = Recording.objects.get()
    assert recording.captions == CAPTIONS
    assert Path(recording.file.path).is_relative_to(settings.HEARTH_PRIVATE_ROOT)
    assert not Path(recording.file.path).is_relative_to(settings.MEDIA_ROOT)


def test_faults_stand_beside_their_field_with_their_line(world: World) -> None:
    page = upload(world, captions="WEBVTT\n\n00:01 --> 00:02\nHello", file=SimpleUploadedFile("x.mp4", b"<html>"))
    assert "Line 3: A time is written" in page.content.decode()
    assert "This is not an MP4 or WebM video." in page.content.decode()
    assert not Recording.objects.exists()


def test_only_authors_reach_recordings_in_the_admin(world: World) -> None:
    recording = make_recording()
    for persona in ("reviewer", "manager", "therapist"):
        answer = world.client(persona).get(reverse("wagtailmedia:edit", args=[recording.pk]))
        assert answer.status_code in {302, 404}
        world.client(persona).post(reverse("wagtailmedia:delete", args=[recording.pk]))
    assert Recording.objects.exists()


def test_members_get_the_file_whole_or_in_pieces(world: World) -> None:
    recording = make_recording()
    client = world.client("therapist")
    whole = client.get(recording.url)
    assert (whole.status_code, whole["Content-Type"], b"".join(whole)) == (200, "video/mp4", MP4)
    piece = client.get(recording.url, headers={"range": "bytes=10-19"})
    assert (piece.status_code, piece["Content-Range"]) == (206, f"bytes 10-19/{len(MP4)}")
    assert b"".join(piece) == MP4[10:20]
    tail = client.get(recording.url, headers={"range": "bytes=-5"})
    assert b"".join(tail) == MP4[-5:]
    assert client.get(recording.url, headers={"range": f"bytes={len(MP4)}-"}).status_code == 416
    assert client.get(recording.captions_url)["Content-Type"] == "text/vtt; charset=utf-8"
    assert client.get(recording.captions_url).content.decode() == CAPTIONS


def test_nobody_else_gets_the_file(world: World, client: Any) -> None:
    recording = make_recording()
    for address in (recording.url, recording.captions_url):
        assert client.get(address).status_code == 302
        assert world.client("leaver").get(address).status_code == 403


@pytest.mark.parametrize("type_", ["video", "audio"])
@pytest.mark.parametrize("missing", ["captions", "transcript"])
def test_recording_without_its_words_stops_publication(world: World, type_: str, missing: str) -> None:
    module = module_with((type_, {"recording": make_recording(type_, **{missing: ""})}))
    with pytest.raises(editions.NotReady, match=f"has no {missing}"):
        publish(world, module)


def test_unit_read_aloud_needs_no_other_words(world: World) -> None:
    recording = make_recording("audio", captions="", transcript="")
    module = module_with(("audio", {"recording": recording, "is_reading": True}), ("text", "<p>Words.</p>"))
    publish(world, module)
    html = EditionUnit.objects.get().html
    assert "Listen to this unit" in html
    assert "2 minutes" in html


def test_nothing_is_loaded_before_it_is_started_and_its_size_is_said(world: World) -> None:
    module = module_with(("video", {"recording": make_recording()}), ("audio", {"recording": make_recording("audio")}))
    html = str(render_unit_body(gather(module.translation_key)[0].units[0].page))
    assert html.count('preload="none"') == 2
    assert "poster" not in html
    assert "2 minutes, 1.0" in html.replace("\xa0", " ")
    assert '<track kind="captions"' in html
    assert html.count("Come in.") == 2
    assert "style=" not in html
    assert "<script" not in html


def test_what_an_edition_plays_is_neither_replaced_nor_deleted(world: World) -> None:
    recording = make_recording()
    publish(world, module_with(("video", {"recording": recording})))
    assert EditionRecording.objects.get().recording == recording
    client = world.client("coordinator")
    client.post(reverse("wagtailmedia:delete", args=[recording.pk]))
    data = {"title": "Door", "duration": "95", "language": "en", "transcript": "More words."}
    other = SimpleUploadedFile("other.mp4", MP4 + b"1")
    page = client.post(
        reverse("wagtailmedia:edit", args=[recording.pk]), {**data, "captions": CAPTIONS, "file": other}
    ).content.decode()
    assert "Add a new recording instead." in page
    recording.refresh_from_db()
    assert recording.file.read() == MP4
    with pytest.raises(ProtectedError):
        recording.delete()


def test_changed_words_of_a_recording_change_the_fingerprint_of_its_unit(world: World) -> None:
    recording = make_recording()
    module = module_with(("video", {"recording": recording}))
    before = gather(module.translation_key)[0].units[0].fingerprint
    Recording.objects.update(transcript="Other words.")
    assert gather(module.translation_key)[0].units[0].fingerprint != before


def test_folder_keeps_file_captions_and_transcript(world: World, tmp_path: Path) -> None:
    audio = make_recording("audio", captions="", transcript="")
    video = make_recording(transcript="First.\n\n::: not an end\n\\backslash")
    module = module_with(("video", {"recording": video}), ("audio", {"recording": audio, "is_reading": True}))
    make_question(module, number=2)
    first, second = tmp_path / "one", tmp_path / "two"
    export_module(code="M31", folder=first)
    assert not import_module(actor=world.coordinator, folder=first).changed
    assert Recording.objects.count() == 2
    EditionRecording.objects.all().delete()
    UnitPage.objects.child_of(module).get().delete()
    Recording.objects.all().delete()
    import_module(actor=world.coordinator, folder=first)
    found = Recording.objects.get(type="video")
    assert (found.captions, found.transcript, found.file.read()) == (video.captions, video.transcript, MP4)
    export_module(code="M31", folder=second)
    assert len(list(second.rglob("recordings/*"))) == 3


def test_folder_with_faulty_captions_is_refused_with_their_line(world: World, tmp_path: Path) -> None:
    module_with(("video", {"recording": make_recording()}))
    export_module(code="M31", folder=tmp_path / "one")
    captions = next((tmp_path / "one").rglob("*.vtt"))
    captions.write_text("WEBVTT\n\n00:01 --> 00:02\nHello")
    with pytest.raises(FolderRefused) as caught:
        import_module(actor=world.coordinator, folder=tmp_path / "one")
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [(f"recordings/{captions.name}", 3)]
