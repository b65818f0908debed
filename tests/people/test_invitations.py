"""Inviting and joining: one link, used once, within three days, and a second person where records open."""

import datetime
import hashlib

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from people.models import Invitation, Membership, User
from people.roles import INVITATION_RULES, Role
from people.services import invitations
from people.services.errors import AlreadyInvited, AlreadyMember, NotAllowed
from people.team_rights import can_approve_invitation, can_invite
from tests.people.conftest import link, token_in_mail

pytestmark = pytest.mark.django_db
PASSWORD = "quiet violet teapot"


def accept(client, token, **values):
    data = {"name": "Nell Wayfarer", "password": PASSWORD, "language": "en"} | values
    return client.post(reverse("join", args=[token]), data)


def mail_to_newcomer():
    """What went to the invited person; approvers get a mail of their own."""
    return [message for message in mail.outbox if message.to == ["newcomer@hearth.example"]]


def test_only_the_hash_of_the_token_is_stored(invite):
    invitation = invite()
    token = token_in_mail()
    assert len(token) >= 43
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    stored = " ".join(str(value) for value in Invitation.objects.filter(pk=invitation.pk).values_list()[0])
    assert token not in stored


def test_invitation_works_for_72_hours(invite, client):
    invitation = invite()
    assert invitation.expires_at - timezone.now() > datetime.timedelta(hours=71, minutes=59)
    path = reverse("join", args=[token_in_mail()])
    assert client.get(path).status_code == 200
    Invitation.objects.update(expires_at=timezone.now())
    answer = client.get(path)
    assert answer.status_code == 410
    assert "run out" in answer.content.decode()
    assert accept(client, token_in_mail()).status_code == 410
    assert not User.objects.filter(email=invitation.email).exists()


def test_page_says_who_invited_into_what(invite, client):
    invite()
    page = client.get(reverse("join", args=[token_in_mail()])).content.decode()
    assert "Catrin Llewelyn-Ames" in page
    assert "Northmoor East" in page
    assert "password2" not in page


def test_token_is_not_leaked_by_referer_or_cache(invite, client):
    invite()
    answer = client.get(reverse("join", args=[token_in_mail()]))
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_invited_person_joins_and_is_signed_in(invite, client):
    invite()
    answer = accept(client, token_in_mail(), name="Nell Wayfarer-Jones", language="cy")
    assert answer.status_code == 302
    user = User.objects.get(email="newcomer@hearth.example")
    assert (user.name, user.language) == ("Nell Wayfarer-Jones", "cy")
    assert user.memberships.get().role == "therapist"
    assert user.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(user.pk)
    assert answer["Location"].startswith("/cy/")
    assert Entry.objects.filter(action="people.invitation_accepted", actor_id=str(user.pk)).count() == 1


def test_link_is_used_once(invite, client):
    invite()
    token = token_in_mail()
    accept(client, token)
    stranger = Client()
    assert stranger.get(reverse("join", args=[token])).status_code == 410
    again = accept(stranger, token, password="another long secret")
    assert again["Location"] == reverse("account_login")
    assert "_auth_user_id" not in stranger.session
    assert User.objects.filter(email="newcomer@hearth.example").count() == 1
    assert Membership.objects.filter(user__email="newcomer@hearth.example").count() == 1


def test_second_click_of_a_double_submit_lands_where_the_first_did(invite, client):
    invite()
    token = token_in_mail()
    accept(client, token)
    assert accept(client, token)["Location"] == reverse("today")


def test_weak_password_is_refused_and_nothing_else_is_lost(invite, client):
    invite()
    answer = accept(client, token_in_mail(), name="Typed With Care", password="short")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Typed With Care" in page
    assert 'value="short"' not in page
    assert not User.objects.filter(email="newcomer@hearth.example").exists()


@pytest.mark.parametrize("password", ["multisystemic12", "hearth-hearth-1", "mst-therapist-01"])
def test_password_of_local_words_is_refused(invite, client, password):
    invite()
    accept(client, token_in_mail(), password=password)
    assert not User.objects.filter(email="newcomer@hearth.example").exists()


def test_withdrawn_invitation_says_so(invite, client, world):
    invitation = invite()
    invitations.withdraw(actor=world.coordinator, invitation=invitation)
    answer = client.get(reverse("join", args=[token_in_mail()]))
    assert answer.status_code == 410
    assert "withdrawn" in answer.content.decode()
    assert accept(client, token_in_mail()).status_code == 410


def test_unknown_token_says_so(client, db):
    answer = client.get(reverse("join", args=["no-such-token"]))
    assert answer.status_code == 404
    assert "This link doesn" in answer.content.decode()


def test_sending_again_stops_the_old_link(invite, client, world, committed):
    invitation = invite()
    old = token_in_mail()
    with committed():
        invitations.resend(actor=world.coordinator, invitation=invitation, make_link=link)
    assert len(mail.outbox) == 2
    assert client.get(reverse("join", args=[old])).status_code == 404
    assert client.get(reverse("join", args=[token_in_mail()])).status_code == 200


def test_mail_is_text_and_html_without_anything_confidential(invite):
    invite()
    message = mail.outbox[0]
    assert message.to == ["newcomer@hearth.example"]
    assert message.alternatives[0].mimetype == "text/html"
    assert "http" not in message.alternatives[0].content.replace("http://testserver/join/", "")


def test_mail_link_follows_the_invited_persons_language(invite):
    invite(language="cy")
    assert "/cy/join/" in mail.outbox[0].body


def test_two_open_invitations_to_one_place_are_refused(invite):
    invite()
    with pytest.raises(AlreadyInvited):
        invite(email="NewComer@hearth.example")


def test_member_is_not_invited_to_what_they_are(invite, world):
    with pytest.raises(AlreadyMember):
        invite(email=world.therapist.email)


def test_person_with_an_account_signs_in_and_accepts(invite, client, world):
    invite(email=world.other_therapist.email)
    path = reverse("join", args=[token_in_mail()])
    assert "Sign in" in client.get(path).content.decode()
    assert client.post(path, {"name": "X", "password": PASSWORD, "language": "en"}).status_code == 200
    assert "_auth_user_id" not in client.session
    other = world.client("teammate")
    assert other.post(path).status_code == 200
    assert not Membership.objects.filter(user=world.other_therapist, team=world.east).exists()
    own = world.client("other_therapist")
    assert own.post(path).status_code == 302
    assert own.post(path).status_code == 302
    assert Membership.objects.filter(user=world.other_therapist, team=world.east).count() == 1


# --- who may invite, who approves -----------------------------------------------------------------------------------

MAY_INVITE = {
    Role.THERAPIST: {"coordinator", "supervisor"},
    Role.SUPERVISOR: {"coordinator", "manager"},
    Role.BACKUP_SUPERVISOR: {"coordinator", "manager", "supervisor"},
    Role.EXPERT: {"coordinator", "manager"},
    Role.PROGRAMME_MANAGER: {"coordinator", "manager", "admin"},
    Role.COORDINATOR: {"coordinator", "manager", "admin"},
    Role.IG_LEAD: {"coordinator", "manager"},
    Role.CLINICAL_REVIEWER: {"coordinator", "manager"},
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_invited_by_those_the_table_names(world, role):
    may = {name for name, user in world.people.items() if can_invite(user, role, world.northmoor, world.east)}
    assert may == MAY_INVITE[role]


@pytest.mark.parametrize("role", [role for role in Role if INVITATION_RULES[role].needs_approval])
def test_roles_that_open_records_wait_for_a_second_person(invite, world, role):
    team = world.east if role in {"supervisor", "backup_supervisor", "expert"} else None
    ends_on = timezone.localdate() + datetime.timedelta(days=30)
    invitation = invite(role=role, team=team, ends_on=ends_on)
    assert invitation.state == "waiting"
    assert not mail_to_newcomer()
    may = {name for name, user in world.people.items() if can_approve_invitation(user, invitation)}
    assert may == {"manager", "admin"}


def test_only_a_therapists_invitation_needs_no_approval():
    assert [role for role, rule in INVITATION_RULES.items() if not rule.needs_approval] == [Role.THERAPIST]


def test_nobody_approves_their_own_invitation(invite, world):
    invitation = invite(actor=world.manager, role="supervisor")
    with pytest.raises(NotAllowed):
        invitations.approve(actor=world.manager, invitation=invitation, make_link=link)
    assert not mail_to_newcomer()


def test_nobody_approves_an_invitation_of_themselves(invite, world):
    invitation = invite(role="ig_lead", team=None, email=world.manager.email)
    with pytest.raises(NotAllowed):
        invitations.approve(actor=world.manager, invitation=invitation, make_link=link)


def test_nobody_invites_themselves(invite, world):
    with pytest.raises(NotAllowed):
        invite(role="supervisor", email=world.coordinator.email)


def test_approving_twice_sends_one_mail(invite, world, committed):
    invitation = invite(role="supervisor")
    for _ in range(2):
        with committed():
            invitations.approve(actor=world.manager, invitation=invitation, make_link=link)
    assert len(mail_to_newcomer()) == 1
    assert Invitation.objects.get().approved_by == world.manager


def test_supervisor_invites_a_therapist_through_the_form(world, django_capture_on_commit_callbacks):
    client = world.client("supervisor")
    data = {
        "name": "Nell",
        "email": "Nell@Hearth.example",
        "role": "therapist",
        "place": f"team:{world.east.public_id}",
        "language": "en",
        "starts_on": timezone.localdate().isoformat(),
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("invite"), data).status_code == 302
    assert mail.outbox[0].to == ["nell@hearth.example"]
    again = client.post(reverse("invite"), data)
    assert again.status_code == 200
    assert "already has an open invitation" in again.content.decode()
    assert 'value="Nell"' in again.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"role": "expert"}, "Select a valid choice"),
        ({"email": "supervisor@hearth.example"}, "invite yourself"),
        ({"role": "backup_supervisor"}, "Cover needs a last day"),
        ({"role": "backup_supervisor", "ends_on": "2099-01-01"}, "half a year"),
        ({"email": "not an address"}, "valid email"),
        ({"starts_on": "30/02/2026"}, "valid date"),
    ],
)
def test_wrong_answers_in_the_form_are_named(world, change, words):
    data = {
        "name": "Nell",
        "email": "nell@hearth.example",
        "role": "therapist",
        "place": f"team:{world.east.public_id}",
        "language": "en",
        "starts_on": timezone.localdate().isoformat(),
    } | change
    answer = world.client("supervisor").post(reverse("invite"), data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()


def test_supervisor_of_another_team_finds_no_place_to_invite_into(world):
    data = {"name": "N", "email": "n@hearth.example", "role": "therapist", "place": f"team:{world.east.public_id}"}
    answer = world.client("other_supervisor").post(reverse("invite"), data | {"language": "en"})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()
