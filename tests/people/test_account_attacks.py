"""What an attacker, or an unlucky colleague, tried with accounts and invitations; each was once possible."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from people.models import Invitation, Membership, User
from people.services import accounts, invitations
from people.services.errors import AlreadyMember, NotAllowed
from tests.factories import PASSWORD, MembershipFactory, today
from tests.people.conftest import link

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
HIDDEN = ["Amara\u202eyelaran", "Amara\u200bOyelaran", "\ufeffAmara", "Amara\x7f", "Amara\u2066O\u2069"]


def signs_in(client: Client, email: str) -> bool:
    client.post(LOGIN, {"login": email, "password": PASSWORD})
    return "_auth_user_id" in client.session


def guess(email: str, times: int = 5, client: Client | None = None) -> None:
    for number in range(times):
        (client or Client(REMOTE_ADDR="203.0.113.66")).post(LOGIN, {"login": email, "password": f"wrong {number}"})


def test_stranger_who_guesses_locks_nobody_out_of_a_device_they_know(world):
    known, email = Client(REMOTE_ADDR="192.0.2.7"), world.therapist.email
    assert signs_in(known, email)
    known.post("/accounts/logout/")
    guess(email)
    assert not signs_in(Client(REMOTE_ADDR="192.0.2.8"), email)
    assert signs_in(known, email)


def test_known_device_guesses_no_more_than_a_stranger(world):
    known, email = Client(REMOTE_ADDR="192.0.2.7"), world.therapist.email
    assert signs_in(known, email)
    known.post("/accounts/logout/")
    guess(email, client=known)
    assert not signs_in(known, email)


@pytest.mark.parametrize("mark", ["", "x", "W10:1abc:def", "null"])
def test_made_up_device_counts_as_a_stranger(world, mark):
    guess(world.therapist.email)
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.cookies["hearth-device"] = mark
    assert not signs_in(client, world.therapist.email)


def test_device_of_somebody_else_counts_as_a_stranger(world):
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert signs_in(client, world.teammate.email)
    client.post("/accounts/logout/")
    guess(world.therapist.email)
    assert not signs_in(client, world.therapist.email)


def test_device_is_marked_only_after_the_whole_sign_in(world):
    client = Client()
    client.post(LOGIN, {"login": world.therapist.email, "password": "wrong"})
    assert "hearth-device" not in client.cookies
    assert signs_in(client, world.therapist.email)
    mark = client.cookies["hearth-device"]
    assert mark["httponly"]
    assert mark["samesite"] == "Lax"
    assert world.therapist.email not in mark.value


def test_mailbox_is_not_filled_with_links_for_new_passwords(world):
    for number in range(12):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post("/accounts/password/reset/", {"email": world.therapist.email})
        cache_minute_passes()
    assert len(mail.outbox) == 5


def cache_minute_passes() -> None:
    """Forget what was counted by the minute."""
    for key in [key for key in cache._cache if ":20/60" in key]:  # type: ignore[attr-defined]
        del cache._cache[key]  # type: ignore[attr-defined]


def test_new_password_and_new_address_are_in_the_log_without_their_words(world):
    client = Client()
    assert signs_in(client, world.therapist.email)
    fresh = "four quiet lanterns"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    client.post("/accounts/email/", {"email": "amara@elsewhere.example", "action_add": ""})
    path = next(word for word in mail.outbox[-1].body.split() if "confirm-email" in word).split("localhost:8000")[1]
    client.post(path)
    assert User.objects.get(pk=world.therapist.pk).email == "amara@elsewhere.example"
    entries = Entry.objects.filter(action__in=["people.password_changed", "people.email_changed"])
    assert sorted(entry.action for entry in entries) == ["people.email_changed", "people.password_changed"]
    assert "elsewhere" not in str(list(entries.values()))


def test_account_closed_while_its_owner_edits_stays_closed(world):
    stale = User.objects.get(pk=world.therapist.pk)
    accounts.close(actor=world.admin, person=world.therapist)
    stale.name = "Amara O."
    accounts.change_profile(actor=stale)
    assert not User.objects.get(pk=world.therapist.pk).is_active


def test_role_that_has_ended_sends_no_invitation_again(world, invite, committed):
    made = invite(role="expert")
    invitations.approve(actor=world.manager, invitation=made, make_link=link)
    Membership.objects.filter(user=world.coordinator).update(role="ig_lead")
    former = User.objects.get(pk=world.coordinator.pk)
    with pytest.raises(NotAllowed):
        invitations.resend(actor=former, invitation=made, make_link=link)


def test_second_invitation_to_a_place_already_promised_is_refused(world, invite):
    MembershipFactory(user=world.other_therapist, team=world.east, role="therapist", starts_on=today(10))
    with pytest.raises(AlreadyMember):
        invite(email=world.other_therapist.email)


def test_invitation_accepted_for_a_place_held_already_adds_nothing(world, invite):
    made = invite(email=world.other_therapist.email)
    MembershipFactory(user=world.other_therapist, team=world.east, role="therapist", starts_on=today(10))
    invitations.accept(actor=world.other_therapist, invitation=made)
    assert Membership.objects.filter(user=world.other_therapist, team=world.east).count() == 1


def test_place_is_offered_again_after_the_last_day(world, invite):
    MembershipFactory(
        user=world.other_therapist, team=world.east, role="therapist", starts_on=today(-9), ends_on=today(5)
    )
    assert invite(email=world.other_therapist.email, starts_on=today(6)).state == "sent"


def test_invitation_withdrawn_between_page_and_click_says_so(world, invite, monkeypatch: Any):
    made = invite(email=world.other_therapist.email)
    token = next(word for word in mail.outbox[-1].body.split() if "/join/" in word).rstrip("/").rsplit("/", 1)[1]
    shown = Invitation.objects.get(pk=made.pk)
    monkeypatch.setattr("people.views.join.invitations.find", lambda token: shown)
    Invitation.objects.filter(pk=made.pk).update(withdrawn_at=timezone.now())
    client = world.client("other_therapist")
    assert client.post(reverse("join", args=[token])).status_code == 410


@pytest.mark.parametrize("name", HIDDEN)
def test_name_with_hidden_characters_is_refused_beside_the_field(world, name):
    client = world.client("therapist")
    answer = client.post(reverse("profile"), {"name": name, "language": "en"})
    assert answer.status_code == 200
    assert "name" in answer.context["form"].errors
    assert User.objects.get(pk=world.therapist.pk).name == "Amara Oyelaran"


def test_name_on_two_lines_becomes_one(world):
    facts = {
        "name": "Nell\r\nBcc: all@hearth.example",
        "email": "nell@hearth.example",
        "role": "therapist",
        "place": f"team:{world.east.public_id}",
        "language": "en",
        "starts_on": datetime.date.today().isoformat(),
    }
    world.client("supervisor").post(reverse("invite"), facts)
    assert Invitation.objects.get().name == "Nell Bcc: all@hearth.example"


def test_words_to_look_for_may_hold_a_nul(world):
    assert world.client("coordinator").get(reverse("people"), {"q": "a\0b"}).status_code == 200
    assert world.client("coordinator").get(reverse("library"), {"q": "a\0b"}).status_code == 200


@pytest.mark.parametrize("host", ["testserver:8080", "localhost:1234"])
def test_links_in_mail_lead_to_the_sites_own_address_whatever_the_request_named(world, host, settings, committed):
    settings.WAGTAILADMIN_BASE_URL = "https://hearth.example"
    facts = {
        "name": "Nell Wayfarer",
        "email": "nell@hearth.example",
        "role": "therapist",
        "place": f"team:{world.east.public_id}",
        "language": "en",
        "starts_on": datetime.date.today().isoformat(),
    }
    Client().post("/accounts/password/reset/", {"email": world.therapist.email}, headers={"host": host})
    with committed():
        world.client("supervisor").post(reverse("invite"), facts, headers={"host": host})
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        links = [word for word in message.body.split() if "://" in word]
        assert links
        assert all(link.startswith("https://hearth.example/") for link in links)


def test_ending_ones_other_sessions_and_having_them_ended_is_in_the_log(world):
    here, there = Client(), Client()
    assert signs_in(here, world.therapist.email)
    assert signs_in(there, world.therapist.email)
    for client in (here, there):
        client.get("/accounts/sessions/")
    here.post("/accounts/sessions/")
    own = Entry.objects.get(action="people.sessions_ended")
    assert own.actor_id == str(world.therapist.pk)
    assert there.get("/me/").status_code == 302
    accounts.close(actor=world.admin, person=world.therapist)
    closed = Entry.objects.filter(action="people.sessions_ended").latest("sequence")
    assert closed.actor_id == str(world.admin.pk)
    assert closed.records == own.records
