"""Hearth's main job, from an invitation e-mail to a certificate that a stranger can check."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from learning.models import Certificate
from tests.journeys.conftest import Open
from tests.journeys.learning import PASSWORD, do_module
from tests.journeys.paper import qr_of, words_of
from tests.personas import World

REASON = "Issued for the wrong person."


@pytest.fixture(autouse=True)
def _in_this_process(settings: Any) -> None:
    """The PDF is made within the request, so that the browser can have it at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def invite(page: Page, *, language: str = "en") -> None:
    """The coordinator fills in the invitation to team East."""
    page.goto("/team/teams/")
    page.get_by_role("link", name="Invite someone").click()
    page.get_by_label("Name", exact=True).fill("Nell Wayfarer")
    page.get_by_label("E-mail address").fill("nell@hearth.example")
    page.locator("[name=role]").select_option("therapist")
    page.locator("[name=place]").select_option(label="Northmoor East (Northmoor Borough Council)")
    page.locator(f"[name=language][value={language}]").check()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("nell@hearth.example").first).to_be_visible()


def link_in_mail() -> str:
    """Where the newest e-mail leads."""
    found = re.search(r"https?://\S+/join/\S+", mail.outbox[-1].body)
    assert found
    return found[0]


def join(page: Page, language: str = "en") -> None:
    """Open the link, choose a password, and arrive."""
    page.goto(link_in_mail())
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile(rf"{'/cy' if language == 'cy' else ''}/today/$"))


def download(page: Page, folder: Path) -> Path:
    """The PDF that the result page offers."""
    with page.expect_download() as waiting:
        page.locator('main a[href$=".pdf"]').click()
    target = folder / "certificate.pdf"
    waiting.value.save_as(target)
    return target


def test_from_an_invitation_to_a_certificate_that_is_checked_and_revoked(
    taught: World, visit: Open, tmp_path: Path
) -> None:
    coordinator = visit(taught, "coordinator")
    invite(coordinator)

    learner = visit()
    join(learner)
    expect(learner.get_by_role("heading", level=1)).to_contain_text("Nell")
    learner.get_by_role("link", name="Recording supervision safely").first.click()
    do_module(learner, "m10", units=4)
    pdf = download(learner, tmp_path)
    assert "Nell Wayfarer" in words_of(pdf)

    where = qr_of(pdf)
    assert len(where) > 20
    stranger = visit()
    stranger.goto(where)
    expect(stranger.locator(".verdict")).to_contain_text("VALID")
    expect(stranger.get_by_text("N••• W•••••••")).to_be_visible()
    assert stranger.context.cookies() == []
    assert "Nell Wayfarer" not in stranger.content()

    certificate = Certificate.objects.get(holder__email="nell@hearth.example")
    coordinator.goto("/record/issued/")
    coordinator.get_by_role("link", name=re.compile("Revoke")).first.click()
    coordinator.get_by_role("button", name="Revoke this certificate").click()
    expect(coordinator.locator(".errors")).to_be_visible()
    coordinator.locator("[name=reason]").fill(REASON)
    coordinator.get_by_role("button", name="Revoke this certificate").click()

    stranger.reload()
    expect(stranger.locator(".verdict")).to_contain_text("REVOKED")
    assert REASON not in stranger.content()
    told = stranger.request.get(f"/v/{certificate.code}.json").json()
    assert told["status"] == "REVOKED"
    assert stranger.context.cookies() == []


def test_learning_to_a_certificate_works_without_scripts(taught: World, visit: Open, tmp_path: Path) -> None:
    learner = visit(taught, "therapist", java_script_enabled=False)
    learner.goto("/learn/m10/")
    do_module(learner, "m10", units=4)
    assert "Amara Oyelaran" in words_of(download(learner, tmp_path))


def test_from_an_invitation_to_a_certificate_in_welsh(taught: World, visit: Open, tmp_path: Path) -> None:
    taught.northmoor.languages = ["cy", "en"]
    taught.northmoor.name_cy = "Cyngor Bwrdeistref Northmoor"
    taught.northmoor.save()
    invite(visit(taught, "coordinator"), language="cy")
    assert "/cy/join/" in link_in_mail()

    learner = visit(locale="cy")
    join(learner, "cy")
    learner.goto("/cy/learn/m10/")
    expect(learner.locator("html")).to_have_attribute("lang", "cy")
    do_module(learner, "m10", units=4)
    pdf = download(learner, tmp_path)
    words = words_of(pdf)
    assert "Certificate of completion" in words
    assert "Tystysgrif" in words
    assert "Cyngor Bwrdeistref Northmoor" in words

    stranger = visit(locale="cy")
    stranger.goto(qr_of(pdf).replace("/v/", "/cy/v/"))
    expect(stranger.locator("html")).to_have_attribute("lang", "cy")
    expect(stranger.locator(".verdict")).to_have_class(re.compile(r"\bok\b"))
