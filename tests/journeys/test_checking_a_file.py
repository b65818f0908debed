"""A stranger checks a certificate's file: it stays on their own machine, or is sent where there is no JavaScript."""

import hashlib

import pytest
from playwright.sync_api import FilePayload, Page, Request, expect

from learning.certificates import render
from learning.services.certificate_files import file_of
from tests.factories import CertificateFactory, CompletionFactory, EnrolmentFactory
from tests.journeys.conftest import Open
from tests.personas import World

pytestmark = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)


@pytest.fixture
def pdf(places: World) -> bytes:
    done = CompletionFactory(enrolment=EnrolmentFactory(user=places.people["therapist"], done=True))
    stored = file_of(CertificateFactory(completion=done))
    assert stored is not None
    return bytes(stored.pdf)


def file(content: bytes) -> FilePayload:
    return {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": content}


def drop(page: Page, content: bytes) -> None:
    """Drag a file over the form and let go."""
    data = page.evaluate_handle(
        """bytes => { const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "certificate.pdf", {type: "application/pdf"})); return data; }""",
        list(content),
    )
    page.dispatch_event("#file-check", "drop", {"dataTransfer": data})


def test_with_javascript_the_file_stays_here_and_only_its_fingerprint_is_sent(pdf: bytes, visit: Open) -> None:
    page = visit()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright wants a function of its own
    page.goto("/v/")
    expect(page.get_by_text("only its fingerprint (SHA-256) is sent")).to_be_visible()
    page.get_by_label("PDF file").set_input_files(file(pdf))
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("UNCHANGED", exact=True)).to_be_visible()
    expect(page.get_by_text("VALID", exact=True)).to_be_visible()
    page.go_back()
    drop(page, pdf)
    expect(page.get_by_text("UNCHANGED", exact=True)).to_be_visible()
    assert page.url.endswith(f"/v/file/{hashlib.sha256(pdf).hexdigest()}/")
    assert {request.method for request in asked} == {"GET"}
    assert not [request for request in asked if request.post_data_buffer]


def test_a_changed_file_is_not_recognised_and_when_sent_what_became_of_it_is_named(pdf: bytes, visit: Open) -> None:
    page = visit()
    page.goto("/v/")
    with page.expect_response(lambda answer: "/v/file/" in answer.url) as answer:
        drop(page, pdf + b"\n% added")
    assert answer.value.status == 404
    expect(page.get_by_text("NOT RECOGNISED", exact=True)).to_be_visible()
    page.get_by_label("PDF file").set_input_files(file(pdf + b"\n% added"))
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_text("SAVED AGAIN", exact=True)).to_be_visible()
    page.get_by_label("Name on the paper").fill("Somebody Else")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("is not the name on a certificate with this code")).to_be_visible()


def test_without_javascript_the_file_is_sent_and_answered(pdf: bytes, visit: Open) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/v/")
    expect(page.get_by_text("The file is looked at and not kept")).to_be_visible()
    page.get_by_label("PDF file").set_input_files(file(pdf))
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("UNCHANGED", exact=True)).to_be_visible()
    assert page.url.endswith("/v/file/")
