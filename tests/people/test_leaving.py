"""Rights end with the membership, at the very next request."""

import datetime

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from people.decorators import member_required, record_access_required
from people.models import Grant, Membership
from people.permissions import may_enter_admin
from people.services import accounts, memberships, sessions
from people.services.errors import AlreadyMember, NotAllowed, WrongDates
from people.setup import set_up
from tests.factories import PASSWORD, TeamFactory

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def in_east(world):
    return Membership.objects.get(user=world.therapist)


def test_leaver_loses_access_at_the_next_request(world, in_east):
    client = world.client("therapist")
    assert client.get(reverse("team_index")).status_code == 200
    memberships.end(actor=world.coordinator, membership=in_east, on=None)
    answer = client.get(reverse("team_index"))
    assert answer.status_code == 403
    assert "Your access has ended" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("team_index")).status_code == 302


def test_last_day_is_still_a_day_with_access(world, in_east, monkeypatch):
    memberships.end(actor=world.coordinator, membership=in_east, on=timezone.localdate())
    client = world.client("therapist")
    assert client.get(reverse("team_index")).status_code == 200
    tomorrow = timezone.localdate() + ONE_DAY
    monkeypatch.setattr("people.querysets.timezone.localdate", lambda: tomorrow)
    assert client.get(reverse("team_index")).status_code == 403


def test_leaver_may_sign_in_and_see_only_what_is_their_own(world):
    client = Client()
    answer = client.post(reverse("account_login"), {"login": world.leaver.email, "password": PASSWORD})
    assert answer["Location"] == reverse("record")
    assert client.get(reverse("profile")).status_code == 200
    for name in ("team_index", "people", "invitations", "invite"):
        fresh = world.client("leaver")
        assert fresh.get(reverse(name)).status_code == 403, name
        assert "_auth_user_id" not in fresh.session


def test_own_record_needs_an_account_and_no_membership(world):
    view = record_access_required(lambda request: HttpResponse("mine"))
    request = RequestFactory().get("/record/")
    request.user = world.leaver
    answer = view(request)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_pages_for_members_are_kept_by_no_cache(world):
    view = member_required(lambda request: HttpResponse("members"))
    request = RequestFactory().get("/")
    request.user = world.therapist
    assert "no-store" in view(request)["Cache-Control"]


def test_closing_an_account_ends_every_session(world):
    clients = [world.client("therapist") for _ in range(3)]
    real = Client()
    real.post(reverse("account_login"), {"login": world.therapist.email, "password": PASSWORD})
    accounts.close(actor=world.admin, person=world.therapist)
    for client in [*clients, real]:
        assert client.get(reverse("team_index")).status_code == 302


def test_nobody_closes_their_own_account(world):
    with pytest.raises(NotAllowed):
        accounts.close(actor=world.admin, person=world.admin)


@pytest.mark.parametrize("persona", ["therapist", "supervisor", "coordinator", "manager", "ig", "superuser"])
def test_only_site_administrators_close_accounts(world, persona):
    with pytest.raises(NotAllowed):
        accounts.close(actor=world[persona], person=world.teammate)


# --- the admin ------------------------------------------------------------------------------------------------------


def test_author_whose_grant_ended_is_out_of_the_admin_at_the_next_request(world):
    set_up()
    Membership.objects.filter(user=world.coordinator).delete()
    client = world.client("coordinator")
    assert client.get("/admin/").status_code == 200
    accounts.end_authoring(actor=world.admin, person=world.coordinator)
    assert client.get("/admin/").status_code == 404


def test_stale_group_rows_open_nothing(world):
    set_up()
    world.coordinator.groups.add(1)
    client = world.client("coordinator")
    client.get("/admin/")
    world.coordinator.refresh_from_db()
    assert {group.name for group in world.coordinator.groups.all()} == {"Authors", "Training coordinators"}
    Grant.objects.filter(user=world.coordinator).update(ends_on=timezone.localdate() - ONE_DAY)
    Membership.objects.filter(user=world.coordinator).update(ends_on=timezone.localdate() - ONE_DAY)
    fresh = type(world.coordinator).objects.get(pk=world.coordinator.pk)
    assert fresh.groups.exists()
    assert not may_enter_admin(fresh)
    assert not fresh.has_perm("wagtailadmin.access_admin")
    assert not fresh.get_all_permissions() & {"nothing"}


@pytest.mark.parametrize(
    "persona", ["therapist", "teammate", "supervisor", "backup", "expert", "manager", "ig", "leaver"]
)
def test_therapists_and_leads_never_see_the_admin(world, persona):
    set_up()
    for path in ("/admin/", "/admin/pages/", "/admin/images/"):
        assert world.client(persona).get(path).status_code == 404


@pytest.mark.parametrize("persona", ["coordinator", "reviewer", "admin"])
def test_those_who_write_review_or_run_the_site_see_the_admin(world, persona):
    set_up()
    assert world.client(persona).get("/admin/").status_code == 200


# --- sessions -------------------------------------------------------------------------------------------------------


def test_session_ends_after_twelve_hours_whatever_happened(world):
    client = world.client("therapist")
    assert client.get(reverse("team_index")).status_code == 200
    session = client.session
    session[sessions.SIGNED_IN_AT] -= 12 * 3600 + 1
    session.save()
    assert client.get(reverse("team_index")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_session_that_does_not_know_its_age_is_over(world):
    client = world.client("therapist")
    session = client.session
    del session[sessions.SIGNED_IN_AT]
    session.save()
    assert client.get(reverse("team_index")).status_code == 302


def test_reading_a_page_writes_nothing(world, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = world.client("supervisor")
    for path in (
        reverse("team_index"),
        reverse("team", args=[world.east.public_id]),
        reverse("people"),
        reverse("profile"),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        writes = [q["sql"] for q in queries if q["sql"].split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert writes == []


# --- moving, ending, cover ------------------------------------------------------------------------------------------


def test_moving_ends_one_membership_the_day_before_the_next_starts(world, in_east):
    west = TeamFactory(organisation=world.northmoor, name="Northmoor West")
    on = timezone.localdate() + ONE_DAY * 3
    moved = memberships.move(actor=world.coordinator, membership=in_east, to_team=west, on=on)
    in_east.refresh_from_db()
    assert in_east.ends_on == on - ONE_DAY
    assert (moved.team, moved.starts_on, moved.role) == (west, on, "therapist")


def test_nobody_is_moved_to_another_organisation(world, in_east):
    with pytest.raises(NotAllowed):
        memberships.move(actor=world.coordinator, membership=in_east, to_team=world.away, on=timezone.localdate())


def test_move_before_the_start_is_refused_and_changes_nothing(world, in_east):
    west = TeamFactory(organisation=world.northmoor)
    with pytest.raises(WrongDates):
        memberships.move(actor=world.coordinator, membership=in_east, to_team=west, on=in_east.starts_on)
    in_east.refresh_from_db()
    assert in_east.ends_on is None


MAY = {"coordinator", "manager"}


def test_members_are_moved_and_ended_by_those_who_run_the_organisation(world, in_east):
    from people.team_rights import can_end, can_move

    assert {name for name, user in world.people.items() if can_move(user, in_east)} == MAY
    assert {name for name, user in world.people.items() if can_end(user, in_east)} == MAY


def test_nobody_moves_or_ends_themselves(world):
    own = Membership.objects.get(user=world.coordinator)
    with pytest.raises(NotAllowed):
        memberships.end(actor=world.coordinator, membership=own, on=None)


def test_cover_gives_supervision_until_its_last_day(world):
    ends_on = timezone.localdate() + ONE_DAY * 14
    made = memberships.appoint_cover(
        actor=world.supervisor, team=world.east, person=world.expert, starts_on=timezone.localdate(), ends_on=ends_on
    )
    assert (made.role, made.ends_on) == ("backup_supervisor", ends_on)


@pytest.mark.parametrize(
    ("actor", "person", "days", "error"),
    [
        ("supervisor", "supervisor", 7, NotAllowed),
        ("therapist", "teammate", 7, NotAllowed),
        ("other_supervisor", "teammate", 7, NotAllowed),
        ("supervisor", "other_therapist", 7, NotAllowed),
        ("supervisor", "leaver", 7, NotAllowed),
        ("supervisor", "teammate", 200, WrongDates),
        ("supervisor", "teammate", -1, WrongDates),
        ("supervisor", "backup", 7, AlreadyMember),
    ],
)
def test_cover_is_short_and_given_by_another_to_a_colleague(world, actor, person, days, error):
    today = timezone.localdate()
    with pytest.raises(error):
        memberships.appoint_cover(
            actor=world[actor], team=world.east, person=world[person], starts_on=today, ends_on=today + ONE_DAY * days
        )


def test_supervisor_ends_the_cover_of_the_own_team(world):
    cover = Membership.objects.get(user=world.backup)
    memberships.end(actor=world.supervisor, membership=cover, on=None)
    assert world.client("backup").get(reverse("team_index")).status_code == 403
