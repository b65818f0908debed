"""A file that is not the one we issued never passes: by its signature alone, and by the register."""

import io
import random
import subprocess
import time
import zlib

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from learning.certificates import examine as examining
from learning.certificates import keys, render, sign
from learning.certificates.examine import State, examine
from learning.services import checked_files
from learning.services.certificate_files import document_of, file_of, make_signed
from learning.services.certificates import issue
from learning.services.checked_files import FileState, check_file
from tests.learning.certificates.samples import PLAIN, WELSH, document

pytestmark = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)


def certificates() -> dict[str, str]:
    return {key.id: key.pem for key in keys.published(sign.folder())}


@pytest.fixture(scope="module")
def signed() -> bytes:
    return make_signed(PLAIN).pdf


def flipped(pdf: bytes, chance: random.Random) -> bytes:
    changed = bytearray(pdf)
    changed[chance.randrange(len(pdf))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def appended(pdf: bytes, number: int) -> bytes:
    """A correct incremental update, as a program makes that adds to a PDF."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Hearth"] = writer.add_object(generic.NumberObject(number))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved(pdf: bytes, change=lambda file: None, **how) -> bytes:
    file, out = pikepdf.open(io.BytesIO(pdf)), io.BytesIO()
    change(file)
    file.save(out, **how)
    return out.getvalue()


def with_another_page(pdf: bytes, other: bytes) -> bytes:
    source = pikepdf.open(io.BytesIO(other))

    def swap(file):
        file.pages[0] = source.pages[0]

    return saved(pdf, swap)


def test_a_genuine_file_is_accepted_in_both_languages(signed):
    for pdf in (signed, make_signed(WELSH).pdf):
        found = examine(pdf, certificates())
        assert found.state == State.SIGNED
        assert found.key_id == sign.current_key().id
        assert found.code == PLAIN.code


def check_changes(pdf: bytes, flips: int, updates: int, swaps: int) -> None:
    """Every one of so many changes is seen, by the bytes alone."""
    chance, ours = random.Random(20261201), certificates()
    states = [examine(flipped(pdf, chance), ours).state for _ in range(flips)]
    assert not {State.SIGNED, State.APPENDED, State.FOREIGN} & set(states)
    assert {examine(appended(pdf, number), ours).state for number in range(updates)} == {State.APPENDED}
    for number in range(swaps):
        other = make_signed(document(name=f"Somebody Else {number}")).pdf
        assert examine(with_another_page(pdf, other), ours).state == State.SAVED_AGAIN


def test_flipped_bytes_appended_updates_and_swapped_pages_all_show(signed):
    check_changes(signed, flips=60, updates=5, swaps=2)


@pytest.mark.assurance
def test_500_flipped_bytes_50_appended_updates_and_50_swapped_pages_all_show(signed):
    check_changes(signed, flips=500, updates=50, swaps=50)


@pytest.mark.assurance
def test_every_byte_of_the_gap_that_no_signature_covers_is_looked_at(signed):
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    for place in range(start, end):
        changed = bytearray(signed)
        changed[place] = ord("a") if signed[place] != ord("a") else ord("b")
        assert examine(bytes(changed), certificates()).state != State.SIGNED, place


def test_capitals_of_the_signature_itself_are_looked_at_too(signed):
    """A flipped bit turns A into a: the number is the same, the file is not."""
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    places = [place for place in range(start, start + 400) if signed[place : place + 1].isalpha()]
    assert places
    for place in places[:20]:
        changed = bytearray(signed)
        changed[place] ^= 0x20
        assert examine(bytes(changed), certificates()).state == State.CHANGED


def test_a_file_written_anew_is_named_so_with_or_without_its_signature_field(signed):
    def strip(file):
        del file.Root.AcroForm, file.Root.Perms, file.pages[0].Annots

    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    for pdf in (saved(signed), saved(signed, **packed), saved(signed, strip), saved(signed, strip, **packed)):
        found = examine(pdf, certificates())
        assert found.state == State.SAVED_AGAIN
        assert found.code == PLAIN.code


def test_a_signature_by_another_key_is_not_ours_even_with_the_same_name_on_it(signed, tmp_path, settings):
    ours = certificates()
    settings.HEARTH_SIGNING_KEYS = str(tmp_path)
    keys.make(tmp_path, name=keys.DEVELOPMENT)
    assert examine(make_signed(PLAIN).pdf, ours).state == State.FOREIGN
    assert examine(signed, certificates()).state == State.FOREIGN


def test_a_signature_of_an_older_key_counts_after_the_key_was_changed(tmp_path, settings):
    settings.HEARTH_SIGNING_KEYS = str(tmp_path)
    old = keys.make(tmp_path, name="Hearth")
    before = make_signed(PLAIN)
    new = keys.make(tmp_path, name="Hearth")
    old.path.unlink()
    after = make_signed(PLAIN)
    assert [before.key_id, after.key_id] == [old.id, new.id]
    for made in (before, after):
        found = examine(made.pdf, certificates())
        assert (found.state, found.key_id) == (State.SIGNED, made.key_id)


def test_a_signature_counts_if_its_certificate_was_in_date_when_it_was_made(tmp_path, settings):
    settings.HEARTH_SIGNING_KEYS = str(tmp_path)
    key = keys.make(tmp_path, name="Hearth", years=1)
    made = make_signed(PLAIN).pdf
    (signature,) = PdfFileReader(io.BytesIO(made)).embedded_signatures
    until = key.certificate.not_valid_after_utc
    assert examining._verifies(signature, until - keys.DAY)
    assert not examining._verifies(signature, until + keys.DAY)


HOSTILE = {
    "no PDF": b"<html>",
    "empty": b"",
    "PDF by name": b"%PDF-1.7\n" + b"\x00" * 1000,
    "endless": b"%PDF-1.7\n1 0 obj\n<< /Prev 9 >>\nxref\n0 1\ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
    "deep": b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\nxref\n0 1\ntrailer<</Root 1 0 R>>startxref\n9\n%%EOF",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_pdf_or_a_hostile_one_is_unreadable(content):
    assert checked_files.examine_apart(content).state == State.UNREADABLE


@pytest.mark.assurance
def test_two_megabytes_that_unpack_to_two_gigabytes_are_given_up_on():
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(2000)) + packer.flush()
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    table = b"2 0 obj\n<</Type/XRef/W[1 8 2]/Size 4/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    bomb = body + table + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
    began = time.monotonic()
    assert checked_files.examine_apart(bomb).state == State.UNREADABLE
    assert time.monotonic() - began < checked_files.SECONDS


def test_a_file_that_takes_too_long_is_unreadable(monkeypatch):
    def slow(*args, **kwargs):
        raise subprocess.TimeoutExpired("examine", kwargs["timeout"])

    monkeypatch.setattr(subprocess, "run", slow)
    assert checked_files.examine_apart(b"%PDF-1.7").state == State.UNREADABLE


def test_the_register_knows_the_file_it_issued_and_no_other(db, holder, completion):
    certificate = issue(actor=holder, completion=completion)
    pdf = bytes(file_of(certificate).pdf)
    assert check_file(pdf).state == FileState.AS_ISSUED
    assert check_file(pdf).certificate == certificate
    again = make_signed(document_of(certificate)).pdf
    expected = {
        flipped(pdf, random.Random(1)): {FileState.CHANGED, FileState.UNREADABLE},
        appended(pdf, 1): {FileState.APPENDED},
        saved(pdf): {FileState.SAVED_AGAIN},
        again: {FileState.SIGNED},
    }
    for content, states in expected.items():
        checked = check_file(content)
        assert checked.state in states
        assert checked.certificate == certificate
    assert check_file(render.render_pdf(document(code="0" * 26))).state == FileState.UNKNOWN
