"""A Word document that could do harm is refused before it is opened, each kind with a reason of its own."""

import io
import zipfile

import pytest

from learning.word import WordRefused, package, read, words
from tests.learning.word.documents import NS, changed, in_body, whole, with_part, with_relation

OLE = package.OLE + b"\0" * 600


def refusal(data: bytes) -> WordRefused:
    with pytest.raises(WordRefused) as caught:
        read(data)
    assert words.refusal(caught.value.code, caught.value.place, caught.value.detail)
    return caught.value


def test_file_over_50_mb_is_refused_with_the_limit_in_words() -> None:
    refused = refusal(b"PK" + b"\0" * (50 * 1024 * 1024))
    assert refused.code == "too_large"
    assert "50 MB is the limit" in words.refusal(refused.code, refused.place, refused.detail)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"just words", "not_word"),
        (b"{\\rtf1 words}", "not_word"),
        (b"%PDF-1.7", "not_word"),
        (OLE, "old_word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 and no more", "damaged"),
        (whole()[:3000], "damaged"),
    ],
)
def test_what_is_no_word_document_is_named_for_what_it_is(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_other_zip_files_and_spreadsheets_are_no_word_documents() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("words.txt", "words")
    assert refusal(out.getvalue()).code == "not_word"
    sheet = changed(whole(), "[Content_Types].xml", lambda old: old.replace(b"wordprocessingml", b"spreadsheetml"))
    assert refusal(sheet).code == "not_word"


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.bin"])
def test_macros_and_controls_are_refused_with_their_place(name: str) -> None:
    refused = refusal(with_part(whole(), name, b"<x/>"))
    assert (refused.code, refused.place) == ("macros", name)


def test_docm_is_refused_even_without_its_macros() -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    docm = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    data = changed(whole(), "[Content_Types].xml", lambda old: old.replace(main, docm))
    assert refusal(data).code == "macros"


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame", "subDocument"])
def test_what_would_be_fetched_from_elsewhere_is_refused_with_place_and_address(kind: str) -> None:
    refused = refusal(with_relation(kind, "http://127.0.0.1:9/x"))
    assert refused.code == "external"
    assert refused.place == "word/_rels/document.xml.rels"
    assert "http://127.0.0.1:9/x" in words.refusal(refused.code, refused.place, refused.detail)


def test_link_to_click_is_not_fetched_and_so_not_refused() -> None:
    assert read(with_relation("hyperlink", "https://example.org/")).units


@pytest.mark.parametrize("name", ["word/document.xml", "customXml/item9.xml", "word/media/image9.png"])
def test_document_type_is_refused_wherever_it_stands(name: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    refused = refusal(with_part(whole(), name, bomb))
    assert (refused.code, refused.place) == ("dtd", name)


def test_document_type_in_utf_16_is_seen_too() -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'.encode("utf-16")
    assert refusal(with_part(whole(), "word/settings.xml", bomb)).code == "dtd"


def test_zip_bomb_is_refused_by_its_ratio_before_it_is_unpacked() -> None:
    refused = refusal(with_part(whole(), "word/media/image9.png", b"\0" * (20 * 1024 * 1024)))
    assert (refused.code, refused.place) == ("bomb", "word/media/image9.png")


def test_too_many_parts_and_too_much_unpacked_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 5)
    assert refusal(whole()).code == "too_many_parts"
    monkeypatch.setattr(package, "MOST_PARTS", 4000)
    monkeypatch.setattr(package, "MOST_UNPACKED", 10_000)
    assert refusal(whole()).code == "too_large_unpacked"


def test_too_much_text_and_too_deep_nesting_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = f"<w:p {NS}>" * 200 + "</w:p>" * 200
    assert refusal(in_body(deep)).code == "too_deep"
    monkeypatch.setattr(package, "MOST_XML", 100)
    assert refusal(whole()).code == "too_much_text"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word\\evil.xml", "WORD/document.xml"])
def test_names_that_lead_elsewhere_or_stand_twice_are_refused(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole())) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part))
        info = zipfile.ZipInfo("x")
        info.filename = name
        new.writestr(info, "<x/>")
    assert refusal(out.getvalue()).code == "bad_name"


def test_document_without_content_is_refused() -> None:
    empty = changed(whole(), "word/document.xml", lambda _old: f"<w:document {NS}><w:body/></w:document>".encode())
    assert refusal(empty).code == "no_content"


def test_every_reason_has_words_of_its_own() -> None:
    texts = [words.refusal(code, "place", "detail") for code in words.REFUSALS]
    assert len(set(texts)) == len(texts)
