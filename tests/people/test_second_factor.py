"""The second factor: who must show one, how it is shown, and how a lost one is given back."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from people.models import SecondFactorReset
from people.services import second_factor_resets
from people.services.errors import AlreadyAsked, AlreadyDecided, NotAllowed
from people.team_rights import can_decide_reset, vouches_for
from tests.factories import PASSWORD
from tests.people.conftest import token_in_mail

pytestmark = pytest.mark.django_db


def set_up_app(user):
    """An authenticator app and recovery codes; the secret of the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(user, **kwargs):
    client = Client(**kwargs)
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client, answer


def test_password_alone_makes_no_session_once_there_is_a_second_factor(world):
    set_up_app(world.therapist)
    client, answer = sign_in(world.therapist)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert SESSION_KEY not in client.session


def test_code_of_the_app_signs_in(world):
    secret = set_up_app(world.therapist)
    client, _answer = sign_in(world.therapist)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.session[SESSION_KEY] == str(world.therapist.pk)


def test_wrong_code_does_not(world):
    secret = set_up_app(world.therapist)
    client, _answer = sign_in(world.therapist)
    wrong = f"{(int(code(secret)) + 1) % 1_000_000:06}"
    client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert SESSION_KEY not in client.session


def test_code_is_used_once(world):
    secret = set_up_app(world.therapist)
    used = code(secret)
    first, _answer = sign_in(world.therapist)
    first.post(reverse("mfa_authenticate"), {"code": used})
    assert SESSION_KEY in first.session
    second, _answer = sign_in(world.therapist)
    second.post(reverse("mfa_authenticate"), {"code": used})
    assert SESSION_KEY not in second.session


def test_recovery_code_is_used_once(world):
    set_up_app(world.therapist)
    codes = Authenticator.objects.get(user=world.therapist, type="recovery_codes").wrap().get_unused_codes()
    for expected in (True, False):
        client, _answer = sign_in(world.therapist)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert (SESSION_KEY in client.session) is expected


def test_password_reset_keeps_the_second_factor(world, settings):
    set_up_app(world.therapist)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": world.therapist.email})
    path = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "quiet violet teapot", "password2": "quiet violet teapot"})
    assert SESSION_KEY not in client.session
    answer = client.post(reverse("account_login"), {"login": world.therapist.email, "password": "quiet violet teapot"})
    assert answer["Location"] == reverse("mfa_authenticate")


# --- required -------------------------------------------------------------------------------------------------------


@pytest.fixture
def required(settings):
    settings.HEARTH_REQUIRE_MFA = True
    settings.HEARTH_MFA_ROLES = ["all"]
    return settings


def test_person_without_one_is_led_to_set_it_up_and_nowhere_else(world, required):
    client = world.client("therapist")
    for path in (reverse("team_index"), reverse("profile"), "/admin/", "/"):
        assert client.get(path)["Location"] == reverse("second_factor")
    page = client.get(reverse("second_factor"))
    assert page.status_code == 200
    assert reverse("mfa_activate_totp") in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_opens_the_site_at_once(world, required):
    client, _answer = sign_in(world.therapist)
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200, page["Location"]
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert Authenticator.objects.filter(user=world.therapist, type="totp").exists()
    assert client.get(reverse("team_index")).status_code == 200


def test_sensitive_change_long_after_signing_in_asks_for_the_password_again(world):
    client, _answer = sign_in(world.therapist)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    for entry in session["account_authentication_methods"]:
        entry["at"] -= 301
    session.save()
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "new@hearth.example"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    "persona", ["therapist", "supervisor", "expert", "coordinator", "reviewer", "admin", "superuser"]
)
def test_session_made_without_the_factor_is_refused_whichever_path_made_it(world, required, persona):
    set_up_app(world[persona])
    client = world.client(persona)
    answer = client.get(reverse("profile"))
    assert answer["Location"].startswith(reverse("account_login"))
    assert SESSION_KEY not in client.session


def test_session_without_the_factor_cannot_add_another_one(world, required):
    set_up_app(world.therapist)
    client = world.client("therapist")
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_login"))
    assert SESSION_KEY not in client.session


def test_mark_of_another_person_does_not_count(world, required):
    secret = set_up_app(world.therapist)
    set_up_app(world.supervisor)
    client, _answer = sign_in(world.therapist)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    session = client.session
    session[SESSION_KEY] = str(world.supervisor.pk)
    session["_auth_user_hash"] = world.supervisor.get_session_auth_hash()
    session.save()
    assert client.get(reverse("team_index")).status_code == 302


def test_only_named_roles_need_one_where_the_operator_says_so(world, required):
    required.HEARTH_MFA_ROLES = ["supervisor", "site_administrator"]
    assert world.client("therapist").get(reverse("team_index")).status_code == 200
    for persona in ("supervisor", "admin"):
        assert world.client(persona).get(reverse("team_index"))["Location"] == reverse("second_factor")


# --- given back by two people ---------------------------------------------------------------------------------------

REASON = "Met her at the office this morning"


def test_lost_factor_is_reset_by_two_people(world, committed):
    secret = set_up_app(world.therapist)
    open_session, _answer = sign_in(world.therapist)
    open_session.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert open_session.get(reverse("team_index")).status_code == 200
    reset = second_factor_resets.ask(actor=world.supervisor, person=world.therapist, reason=REASON)
    assert Authenticator.objects.filter(user=world.therapist).exists()
    with committed():
        second_factor_resets.approve(actor=world.coordinator, reset=reset)
    assert not Authenticator.objects.filter(user=world.therapist).exists()
    assert mail.outbox[-1].to == [world.therapist.email]
    assert "Priya Raman" in mail.outbox[-1].body
    assert Entry.objects.filter(action="people.second_factor_reset", actor_id=str(world.coordinator.pk)).exists()
    assert open_session.get(reverse("team_index")).status_code == 302


def test_one_person_is_not_enough(world):
    reset = second_factor_resets.ask(actor=world.supervisor, person=world.therapist, reason=REASON)
    for person in (world.supervisor, world.therapist, world.teammate, world.other_supervisor, world.ig):
        with pytest.raises(NotAllowed):
            second_factor_resets.approve(actor=person, reset=reset)
    assert {n for n, user in world.people.items() if can_decide_reset(user, reset)} == {
        "backup",
        "coordinator",
        "manager",
        "admin",
    }


def test_nobody_vouches_for_themselves(world):
    with pytest.raises(NotAllowed):
        second_factor_resets.ask(actor=world.admin, person=world.admin, reason=REASON)
    assert not vouches_for(world.coordinator, world.coordinator)


def test_reset_is_decided_once(world):
    set_up_app(world.therapist)
    reset = second_factor_resets.ask(actor=world.supervisor, person=world.therapist, reason=REASON)
    with pytest.raises(AlreadyAsked):
        second_factor_resets.ask(actor=world.backup, person=world.therapist, reason=REASON)
    second_factor_resets.refuse(actor=world.coordinator, reset=reset)
    with pytest.raises(AlreadyDecided):
        second_factor_resets.approve(actor=world.manager, reset=reset)
    assert Authenticator.objects.filter(user=world.therapist).exists()


def test_reset_through_the_pages(world, committed):
    set_up_app(world.therapist)
    path = reverse("second_factor_ask_reset", args=[world.therapist.public_id])
    supervisor = world.client("supervisor")
    assert "10 characters" in supervisor.post(path, {"reason": "short"}).content.decode()
    assert supervisor.post(path, {"reason": REASON}).status_code == 302
    reset = SecondFactorReset.objects.get()
    decide = reverse("second_factor_decide_reset", args=[reset.public_id])
    assert supervisor.post(decide, {"approve": "1"}).status_code == 403
    coordinator = world.client("coordinator")
    assert REASON in coordinator.get(reverse("team_index")).content.decode()
    with committed():
        assert coordinator.post(decide, {"approve": "1"}).status_code == 302
    assert not Authenticator.objects.filter(user=world.therapist).exists()


@pytest.mark.django_db(transaction=True)
def test_invited_person_is_led_through_the_app_to_today(world, required, invite):
    invite()
    client = Client()
    data = {"name": "Nell Wayfarer", "password": "quiet violet teapot", "language": "en"}
    arrived = client.post(reverse("join", args=[token_in_mail()]), data, follow=True)
    assert arrived.redirect_chain[-1][0] == reverse("second_factor")
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml" in page.content.decode()
    assert page.context["form"].secret in page.content.decode()
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000"})
    assert "This code is not right" in wrong.content.decode()
    assert wrong.context["form"].secret == page.context["form"].secret, "the app is not set up twice"
    finished = client.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)}, follow=True)
    codes = finished.content.decode().count('<li class="code">')
    assert codes == 10
    assert client.get(reverse("today")).status_code == 200
