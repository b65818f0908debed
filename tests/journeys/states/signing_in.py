"""Signing in, the second step and joining: forms sent wrong, and every screen with something in it."""

import re

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData
from playwright.sync_api import Page, expect

from people.models import Invitation
from people.services import invitations
from tests.factories import PASSWORD, today
from tests.journeys.pairs import Place
from tests.journeys.states import person, press, send
from tests.personas import World

STRANGER = ("nobody",)


def places(world: World) -> list[Place]:
    """All of them."""
    both = person(world, "therapist:both factors", role="therapist", email="both-factors@hearth.example")
    _furnish(world, both)
    plain = person(world, "therapist:no factor", role="therapist")
    # Never signed in meanwhile: that would spend the link.
    forgetful = world.people[person(world, "therapist:forgetful", role="therapist")]
    key = f"{user_pk_to_url_str(forgetful)}-{default_token_generator.make_token(forgetful)}"
    return [
        *_alone(world, plain),
        *_with_factors(world, both),
        *_joining(world),
        Place("/accounts/login/", STRANGER, act=send()),
        Place("/accounts/login/", STRANGER, act=send(login="nobody@hearth.example", password="wrong")),
        Place("/accounts/password/reset/", STRANGER, act=send(email="not an address")),
        Place(f"/accounts/password/reset/key/{key}/", STRANGER),
        Place(f"/accounts/password/reset/key/{key}/", STRANGER, act=send(password1="short")),
        Place("/accounts/login/", STRANGER, ("en",), act=look_at_sessions, template="usersessions/browser.html"),
        Place("/accounts/confirm-email/nothing/", STRANGER),
    ]


def _alone(world: World, who: str) -> list[Place]:
    """Screens of somebody who sets up a second step."""
    return [
        Place("/accounts/2fa/totp/activate/", (who,)),
        Place("/accounts/2fa/totp/activate/", (who,), act=send(code="000")),
        Place("/accounts/2fa/webauthn/add/", (who,)),
        Place("/accounts/password/change/", (who,), act=send()),
        Place("/accounts/reauthenticate/", (who,), act=send(password="wrong")),
        Place("/accounts/email/", (who,), act=send(email="not an address")),
        Place("/me/", (who,), act=send()),
    ]


def _with_factors(world: World, who: str) -> list[Place]:
    """Screens of somebody who has an app, two passkeys and recovery codes."""
    passkey = Authenticator.objects.filter(user=world.people[who], type="webauthn").first()
    own = f"/accounts/2fa/webauthn/keys/{passkey.pk}"  # type: ignore[union-attr]
    return [
        *(
            Place(f"/accounts/2fa/{path}", (who,))
            for path in (
                "",
                "totp/deactivate/",
                "webauthn/",
                "recovery-codes/",
                "recovery-codes/generate/",
                "reauthenticate/",
                "webauthn/reauthenticate/",
            )
        ),
        Place(f"{own}/edit/", (who,)),
        Place(f"{own}/edit/", (who,), act=send()),
        Place(f"{own}/remove/", (who,)),
        Place("/accounts/2fa/reauthenticate/", (who,), act=send(code="000000")),
        Place("/accounts/2fa/recovery-codes/generate/", (who,), act=press("main form .btn", ".codes li")),
        Place("/me/", (who,)),
        Place("/accounts/login/", STRANGER, act=first_step, template="mfa/authenticate.html"),
        Place("/accounts/login/", STRANGER, act=wrong_second_step, template="mfa/authenticate.html"),
    ]


def _furnish(world: World, who: str) -> None:
    somebody = world.people[who]
    TOTP.activate(somebody, generate_totp_secret())
    RecoveryCodes.activate(somebody)
    for name in ("Work phone", "A security key with a very long name that somebody gave it one morning"):
        data = {"name": name, "credential": _credential(name.encode())}
        Authenticator.objects.create(user=somebody, type="webauthn", data=data, last_used_at=timezone.now())


def _credential(key: bytes) -> dict[str, object]:
    """What a browser sends when a passkey is made, with a key of zeros."""
    public = ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    held = AttestedCredentialData.create(bytes(16), key, public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    made = AttestationObject.create("none", AuthenticatorData.create(sha256(b"localhost"), flags, 0, held), {})
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    return {
        "id": websafe_encode(key),
        "rawId": websafe_encode(key),
        "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(made)},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def first_step(page: Page) -> None:
    """Address and password of somebody with a second step."""
    page.locator("[name=login]").fill("both-factors@hearth.example")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form.form .btn").first.click()
    expect(page.locator("[name=code]")).to_be_visible()


def wrong_second_step(page: Page) -> None:
    """… and a code that isn't right."""
    first_step(page)
    send(code="000000")(page)


def look_at_sessions(page: Page) -> None:
    """Signs in and looks where that was."""
    page.locator("[name=login]").fill("own-teammate@hearth.example")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form.form .btn").first.click()
    page.goto(page.url.replace("/today/", "/accounts/sessions/"))
    expect(page.locator("main ul.list li").first).to_be_visible()


def _joining(world: World) -> list[Place]:
    """An invitation's page: to be filled in, wrong, for somebody with an account, run out, withdrawn, used, unknown."""
    new, known = _invited(world, "new@hearth.example"), _invited(world, world.teammate.email, "supervisor")
    old, gone = _invited(world, "old@hearth.example"), _invited(world, "gone@hearth.example")
    used = _invited(world, "used@hearth.example")
    rows = Invitation.objects
    rows.filter(email="old@hearth.example").update(expires_at=timezone.now() - timezone.timedelta(days=1))
    rows.filter(email="gone@hearth.example").update(withdrawn_at=timezone.now())
    rows.filter(email="used@hearth.example").update(accepted_at=timezone.now())
    return [
        Place(new, STRANGER),
        Place(new, STRANGER, act=send(password="short")),
        Place(known, ("nobody", "teammate", "therapist")),
        Place("/join/nothing/", STRANGER, status=404),
        *(Place(path, STRANGER, status=410) for path in (old, gone, used)),
    ]


def _invited(world: World, email: str, role: str = "therapist") -> str:
    """The path of an invitation's page."""
    box = len(getattr(mail, "outbox", []))
    row = Invitation(
        email=email,
        name="Nell Wayfarer",
        organisation=world.northmoor,
        team=world.east,
        role=role,
        starts_on=today(500),
    )
    make = "http://localhost/join/{}/".format
    invitations.invite(actor=world.coordinator, invitation=row, make_link=lambda token, language: make(token))
    if len(mail.outbox) == box or row.state == "waiting":
        invitations.approve(actor=world.manager, invitation=row, make_link=lambda token, language: make(token))
    found = re.search(r"/join/[^/\s]+/", mail.outbox[-1].body)
    assert found
    return found.group()
