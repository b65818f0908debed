"""Who hears by e-mail that an invitation waits, and how a link that has run out is asked for again."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Invitation, Membership
from people.services.approvals import approvers_of
from tests.factories import GrantFactory, MembershipFactory, OrganisationFactory
from tests.people.conftest import token_in_mail

pytestmark = pytest.mark.django_db


def test_programme_manager_hears_of_an_invitation_that_waits(invite, world):
    invite(role="supervisor")
    assert [message.to for message in mail.outbox] == [[world.manager.email]]
    assert reverse("invitations") in mail.outbox[0].body


def test_mail_to_the_approver_tells_nothing_of_whom_or_what(invite, world):
    invite(role="supervisor")
    message = mail.outbox[0]
    said = " ".join([message.subject, message.body, message.alternatives[0].content])
    for word in ("Nell", "newcomer", "Northmoor", "Supervisor", world.coordinator.name):
        assert word not in said


def test_site_administrator_hears_where_no_manager_may_approve(invite, world):
    waiting = invite(actor=world.manager, role="supervisor")
    assert approvers_of(waiting) == [world.admin]
    Membership.objects.filter(user=world.manager).delete()
    mail.outbox.clear()
    invite(role="expert", email="other@hearth.example")
    assert [message.to for message in mail.outbox] == [[world.admin.email]]


def test_therapists_invitation_bothers_no_approver(invite):
    invite()
    assert [message.to for message in mail.outbox] == [["newcomer@hearth.example"]]


def test_fresh_link_is_asked_for_with_one_click_and_once_a_day(invite, world, committed):
    invite()
    path = reverse("join", args=[token_in_mail()])
    Invitation.objects.update(expires_at=timezone.now())
    mail.outbox.clear()
    client = Client()
    assert "Ask for a fresh link" in client.get(path).content.decode()
    for _click in range(2):
        with committed():
            assert client.post(path, {"ask": "1"})["Location"] == path
    assert "has been told" in client.get(path).content.decode()
    assert [message.to for message in mail.outbox] == [[world.coordinator.email]]
    assert "Nell" not in mail.outbox[0].body


def test_those_who_run_the_organisation_hear_when_the_inviter_has_left(invite, world, committed):
    invite(actor=world.supervisor)
    path = reverse("join", args=[token_in_mail()])
    Invitation.objects.update(expires_at=timezone.now())
    type(world.supervisor).objects.filter(pk=world.supervisor.pk).update(is_active=False)
    mail.outbox.clear()
    with committed():
        Client().post(path, {"ask": "1"})
    assert {message.to[0] for message in mail.outbox} == {world.coordinator.email, world.manager.email}


def test_nobody_asks_with_a_link_that_works_or_was_withdrawn(invite, committed):
    invite()
    path = reverse("join", args=[token_in_mail()])
    mail.outbox.clear()
    with committed():
        Client().post(path, {"ask": "1"})
    Invitation.objects.update(withdrawn_at=timezone.now())
    with committed():
        assert Client().post(path, {"ask": "1"}).status_code == 410
    assert mail.outbox == []


def test_own_record_is_in_the_account_menu_of_members_and_of_leavers(world):
    for persona in ("therapist", "leaver"):
        page = world.client(persona).get(reverse("record")).content.decode()
        menu = page[page.index('class="menu account"') :]
        assert f'href="{reverse("record")}"' in menu[: menu.index("</details>")]


# --- the first lead of a new organisation ---------------------------------------------------------------------------


@pytest.fixture
def empty(world):
    """An organisation without anybody, on a site with one administrator."""
    return OrganisationFactory(name="Windshore")


def test_only_administrator_invites_the_first_lead_of_a_new_organisation_alone(invite, world, empty):
    assert invite(actor=world.admin, role="coordinator", organisation=empty, team=None).state == "sent"
    second = invite(
        actor=world.admin, role="programme_manager", organisation=empty, team=None, email="b@hearth.example"
    )
    assert second.state == "waiting"


def test_first_lead_waits_where_there_is_a_second_administrator(invite, world, empty):
    GrantFactory(user=world.reviewer, kind="site_administrator")
    waiting = invite(actor=world.admin, role="coordinator", organisation=empty, team=None)
    assert waiting.state == "waiting"
    assert [message.to for message in mail.outbox] == [[world.reviewer.email]]


def test_lead_of_an_organisation_with_people_always_waits(invite, world, empty):
    MembershipFactory(organisation=empty, team=None, role="ig_lead", starts_on="2020-01-01", ends_on="2020-02-01")
    assert invite(actor=world.admin, role="coordinator", organisation=empty, team=None).state == "waiting"
