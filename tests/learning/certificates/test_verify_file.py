"""Checking a file in public: by its fingerprint or by upload, with nothing kept and little of the person told."""

import hashlib
import io
import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from learning import verifying
from learning.certificates import render, sign
from learning.certificates.codes import new_code
from learning.models import CertificateFile
from learning.services.certificate_files import file_of
from learning.services.certificates import issue, revoke
from learning.services.checked_files import MOST_BYTES
from learning.views import verify_file as views
from people.roles import Role
from tests.learning.certificates.conftest import join, make_person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT),
]


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def certificate(holder, completion):
    return issue(actor=holder, completion=completion)


@pytest.fixture
def pdf(certificate) -> bytes:
    return bytes(file_of(certificate).pdf)


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True)


def fingerprint(pdf: bytes) -> str:
    return f"/v/file/{hashlib.sha256(pdf).hexdigest()}/"


def send(client, content, name="certificate.pdf"):
    return client.post("/v/file/", {"file": SimpleUploadedFile(name, content, "application/pdf")})


def test_the_fingerprint_of_an_issued_file_tells_what_its_code_tells(stranger, certificate, pdf):
    answer = stranger.get(fingerprint(pdf))
    page = answer.content.decode()
    assert answer.status_code == 200
    for said in ("UNCHANGED", "VALID", "A•••• O•••••••", "Northmoor Borough Council", certificate.title_en):
        assert said in page
    for private in ("Amara", "Oyelaran", certificate.holder.email, certificate.serial, "Northmoor East"):
        assert private not in page
    assert not answer.cookies
    assert "noindex" in answer["X-Robots-Tag"]


def test_an_unknown_fingerprint_gets_404_and_the_offer_to_send_the_file(stranger):
    answer = stranger.get(fingerprint(b"anything"))
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "NOT RECOGNISED" in page
    assert 'enctype="multipart/form-data"' in page
    assert 'id="file-check"' not in page, "this one is sent"


def test_a_file_sent_without_javascript_is_answered_and_kept_nowhere(stranger, pdf, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        answer = send(stranger, pdf)
    page = answer.content.decode()
    assert "UNCHANGED" in page
    assert "VALID" in page
    assert not answer.cookies
    assert CertificateFile.objects.count() == 1


def test_a_changed_file_is_named_and_the_register_still_says_what_it_says(stranger, certificate, pdf):
    keeper = make_person("Catrin Llewelyn-Ames")
    join(keeper, organisation=certificate.organisation, role=Role.COORDINATOR)
    revoke(actor=keeper, certificate=certificate, reason="Issued twice by mistake.")
    page = send(stranger, pdf + b"\n% more").content.decode()
    assert "SAVED AGAIN" in page
    assert "REVOKED" in page
    assert "by mistake" not in page
    assert "Amara" not in page


def test_a_file_from_before_signatures_is_recognised_as_such(stranger, certificate):
    old = b"%PDF-1.7 as made before there were signatures"
    CertificateFile.objects.create(certificate=certificate, pdf=old, sha256=hashlib.sha256(old).hexdigest())
    page = stranger.get(fingerprint(old)).content.decode()
    assert "UNCHANGED" in page
    assert "issued before files were signed" in page


def test_a_paper_of_another_room_is_found_by_its_fingerprint(stranger, monkeypatch):
    content = b"a training record"
    digest = hashlib.sha256(content).hexdigest()
    found = verifying.Found(new_code(), "Training record", "Amara Oyelaran", timezone.localdate(), {"pdf": digest})
    monkeypatch.setattr(verifying, "_file_finders", [])
    verifying.register_file(lambda sha256: found if sha256 == digest else None)
    for answer in (stranger.get(fingerprint(content)), send(stranger, content)):
        page = answer.content.decode()
        assert "UNCHANGED" in page
        assert "Training record" in page
        assert "Amara" not in page


def test_no_file_an_empty_one_and_a_large_one_are_said_beside_the_field(stranger):
    def said(answer):
        assert answer.status_code == 200
        return answer.content.decode()

    assert "Choose the file." in said(stranger.post("/v/file/"))
    assert "This file is empty." in said(send(stranger, b""))
    page = said(send(stranger, b"x" * (MOST_BYTES + 1)))
    assert "larger than 5 MB" in page
    assert 'id="id_file_error"' in page


def test_an_upload_never_touches_the_disk(stranger, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", refuse)
    assert "NOT RECOGNISED" not in send(stranger, b"x" * (MOST_BYTES - 100)).content.decode()


def test_uploads_are_limited(stranger, monkeypatch):
    monkeypatch.setattr(views, "UPLOADS", (2, 600))
    assert [send(stranger, b"").status_code for _ in range(3)] == [200, 200, 429]


def test_our_certificates_and_fingerprints_are_public(stranger):
    key = sign.current_key()
    page = stranger.get("/v/keys/").content.decode()
    assert key.fingerprint in page
    answer = stranger.get(f"/v/keys/{key.id}.crt")
    assert answer.content.decode() == key.pem
    assert "PRIVATE" not in answer.content.decode()
    assert stranger.get("/v/keys/another.crt").status_code == 404
    assert stranger.get(f"/v/keys/{key.id}.key").status_code == 404


def run(path, *options) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("verify_certificate", str(path), *options, stdout=out)
    except SystemExit as end:
        return int(end.code), out.getvalue()
    return 0, out.getvalue()


def test_the_command_tells_file_signature_and_register_apart(tmp_path, certificate, pdf):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    code, said = run(path, "--json")
    found = json.loads(said)
    assert code == 0
    assert (found["file"], found["signature"], found["register"]) == ("as_issued", "signed", "VALID")
    assert found["key"] == sign.current_key().id
    assert found["code"].replace("-", "") == certificate.code
    path.write_bytes(pdf + b"\n")
    code, said = run(path)
    assert code == 1
    assert "file: appended" in said
    assert "saved again after it was issued" in said
    assert "register: VALID" in said


def test_the_command_needs_a_file_it_can_read(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_certificate", str(tmp_path / "none.pdf"))
