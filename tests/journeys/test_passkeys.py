"""A passkey from its making to signing in with it alone, in a browser with a software authenticator."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from tests.factories import PASSWORD
from tests.journeys.conftest import Open
from tests.personas import World


@pytest.fixture(autouse=True)
def _second_step_required(settings: Any) -> None:
    settings.HEARTH_REQUIRE_MFA = True
    settings.HEARTH_MFA_ROLES = ["all"]


def authenticator(page: Page) -> tuple[CDPSession, str]:
    """A phone that says yes to everything, as far as the browser can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def test_passkey_is_set_up_and_signs_in_by_itself(places: World, visit: Open) -> None:
    page = visit()
    session, phone = authenticator(page)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(places.therapist.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/accounts/second-step/$"))

    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("A name for it").fill("Work phone")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": phone, "isUserVerified": False})
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("didn't work, or it was cancelled")
    expect(page.get_by_label("A name for it")).to_have_value("Work phone")
    assert not Authenticator.objects.filter(user=places.therapist).exists()

    session.send("WebAuthn.setUserVerified", {"authenticatorId": phone, "isUserVerified": True})
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(re.compile("/today/$"))

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/today/$"))

    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Work phone")
    expect(page.locator("main")).not_to_contain_text("not used yet")
