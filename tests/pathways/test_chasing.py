"""The coordinator's morning: who is chased, what they read, once, and nothing when it is undone in time."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import Entry
from pathways.models import Round, RoundReminder
from pathways.overview.chase import to_chase
from pathways.overview.filters import Filters
from pathways.overview.scope import named
from pathways.services import chasing
from people.models import Notification
from tests.factories import MembershipFactory
from tests.pathways.standing import asked, staffed, stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(world):
    """The therapist is four days late with safety planning, and the team-mate has three days left."""
    safety = asked(world.northmoor, name_cy="Cynllunio diogelwch")
    stands(world.therapist, safety, "overdue", due=-4)
    stands(world.teammate, safety, "due", due=3)
    return world


def chased(world, persona="coordinator"):
    return [person.name for person in to_chase(named(world[persona]), Filters(), world[persona]).people]


def send(client, *people, round_id=None):
    data = {"round_id": round_id or uuid.uuid4(), "people": [person.public_id for person in people]}
    return client.post(reverse("team_remind"), data)


def test_late_and_due_within_a_week_are_chased_the_latest_first(late):
    stands(late.supervisor, asked(late.northmoor, "m2", "Family sessions"), "not_started", due=8)
    stands(late.backup, asked(late.northmoor, "m3", "School"), "in_date", due=2)
    assert chased(late) == ["Amara Oyelaran", "Tom Ashdown"]


def test_supervisor_chases_her_own_team_and_nobody_chases_themselves(late):
    other = asked(late.lisnafallow, "x")
    stands(late.other_therapist, other, "overdue", due=-9)
    stands(late.supervisor, other, "overdue", due=-9)
    assert chased(late, "supervisor") == ["Amara Oyelaran", "Tom Ashdown"]
    assert "Priya Raman" not in chased(late, "supervisor")
    assert chased(late, "other_supervisor") == ["Dewi Prydderch"]
    assert chased(late, "manager") == []


def test_page_shows_exactly_the_words_that_are_sent_in_the_readers_language(late):
    late.therapist.language = "cy"
    late.therapist.save()
    client = late.client("coordinator")
    shown = {person.name: text for person, text in client.get("/team/").context["words"]}
    send(client, late.therapist, late.teammate)
    sent = {row.user.name: row for row in Notification.objects.select_related("user")}
    assert set(sent) == {"Amara Oyelaran", "Tom Ashdown"}
    for name, row in sent.items():
        with translation.override(row.user.language):
            assert row.text == shown[name]
    assert "Safety planning" in shown["Tom Ashdown"]
    assert "Cynllunio diogelwch" in shown["Amara Oyelaran"]


def test_reminders_are_held_and_undone_within_ten_seconds(late):
    client = late.client("coordinator")
    answer = send(client, late.therapist)
    page = client.get(answer["Location"]).content.decode()
    made = Round.objects.get()
    assert "1 person will be reminded." in page
    assert reverse("team_remind_undo", args=[made.pk]) in page
    assert not Notification.objects.visible_to(late.therapist).exists()
    client.post(reverse("team_remind_undo", args=[made.pk]))
    client.post(reverse("team_remind_undo", args=[made.pk]))
    assert not Notification.objects.exists()
    assert "Not reminded" in client.get("/team/").content.decode()
    assert list(Entry.objects.filter(action__startswith="pathways.remind").values_list("action", flat=True)) == [
        "pathways.reminded",
        "pathways.reminders_undone",
    ]


def test_undo_comes_too_late_once_they_have_heard(late):
    client = late.client("coordinator")
    send(client, late.therapist)
    past = timezone.now() - datetime.timedelta(seconds=16)
    Round.objects.update(at=past)
    Notification.objects.update(hold_until=past)
    made = Round.objects.get()
    page = client.post(reverse("team_remind_undo", args=[made.pk]), follow=True).content.decode()
    assert "Too late" in page
    assert Notification.objects.visible_to(late.therapist).count() == 1
    made.refresh_from_db()
    assert made.undone_at is None


def test_pressing_twice_reminds_once(late):
    client, key = late.client("coordinator"), uuid.uuid4()
    send(client, late.therapist, round_id=key)
    send(client, late.therapist, round_id=key)
    assert (Round.objects.count(), RoundReminder.objects.count(), Notification.objects.count()) == (1, 1, 1)


def test_somebody_who_has_done_it_meanwhile_is_skipped_and_counted(late):
    late.teammate.statuses.update(state="in_date")
    send(late.client("coordinator"), late.therapist, late.teammate, late.other_therapist)
    made = Round.objects.get()
    assert (made.people, made.skipped) == (1, 2)


def test_nobody_reminds_people_they_do_not_look_after(late):
    assert send(late.client("therapist"), late.teammate).status_code == 403
    send(late.client("other_supervisor"), late.teammate)
    send(late.client("manager"), late.teammate)
    assert not Notification.objects.exists()


def test_nobody_undoes_the_round_of_somebody_else(late):
    made = chasing.remind(actor=late.coordinator, round_id=uuid.uuid4(), people=[late.therapist.public_id])
    assert late.client("supervisor").post(reverse("team_remind_undo", args=[made.pk])).status_code == 404


def test_last_reminder_is_shown_beside_each(late):
    chasing.remind(actor=late.coordinator, round_id=uuid.uuid4(), people=[late.therapist.public_id])
    page = late.client("coordinator").get("/team/").content.decode()
    assert page.count("Not reminded") == 1
    assert f"Reminded {timezone.localdate():%-d %b}" in page


def test_chasing_costs_the_same_for_two_and_for_thirty(world, django_assert_num_queries, django_assert_max_num_queries):
    safety = asked(world.northmoor)
    team, users = staffed(world.northmoor, 30)
    for user in users[:2]:
        stands(user, safety, due=-1)
    client = world.client("coordinator")
    client.get("/team/")
    with django_assert_max_num_queries(40) as few:
        client.get("/team/")
    for user in users[2:]:
        stands(user, safety, due=-1)
        MembershipFactory(user=user, team=team, role="expert")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get("/team/")


def test_all_in_date_says_nobody_to_chase(world):
    stands(world.therapist, asked(world.northmoor), "in_date", expires=200)
    page = world.client("coordinator").get("/team/").content.decode()
    assert "Nobody to chase." in page
    assert "100%" in page
