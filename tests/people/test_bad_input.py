"""Wrong answers in the people forms: said beside the field, nothing typed is lost, nothing is stored."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Membership, Organisation, Team, User

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def refused(client, path, data, *, field, words, kept=()):
    """Post, and check the message beside the field, the summary and what was typed."""
    answer = client.post(path, data)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'id="errors-title"' in page
    assert page.count(words) >= 2, "in the summary and beside the field"
    wrong = page[page.index(f'id="id_{field}_error"') :]
    assert words in wrong[: wrong.index("</ul>")]
    for text in kept:
        assert text in page
    return page


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "required"),
        ({"name": "  northmoor EAST "}, "name", "already has a team"),
        ({"ends_on": "2020-01-01"}, "ends_on", "before the first"),
        ({"starts_on": "31/31/2026"}, "starts_on", "valid date"),
        ({"supervision_time": "25:99"}, "supervision_time", "valid time"),
        ({"adaptations": ["999"]}, "adaptations", "not one of the available choices"),
    ],
)
def test_team_form_keeps_what_was_typed(world, change, field, words):
    path = reverse("team_add", args=[world.northmoor.public_id])
    data = {"name": "Harbour <Team>", "starts_on": "2026-02-03", "consultation_day": "4"} | change
    kept = ["Harbour &lt;Team&gt;"] if "name" not in change else ['value="2026-02-03"']
    before = Team.objects.count()
    refused(world.client("coordinator"), path, data, field=field, words=words, kept=kept)
    assert Team.objects.count() == before


def test_changing_a_team_wrongly_changes_nothing(world):
    path = reverse("team_edit", args=[world.east.public_id])
    refused(world.client("manager"), path, {"name": ""}, field="name", words="required")
    world.east.refresh_from_db()
    assert world.east.name == "Northmoor East"


def test_organisation_form_keeps_what_was_typed(world):
    before = Organisation.objects.count()
    data = {"name": "", "name_cy": "Cyngor Glan y Môr", "nation": "wales", "languages": ["cy"]}
    refused(
        world.client("admin"),
        reverse("organisation_add"),
        data,
        field="name",
        words="required",
        kept=["Cyngor Glan y Môr"],
    )
    assert Organisation.objects.count() == before


@pytest.mark.parametrize(("typed", "words"), [("", "required"), ("   ", "required"), ("x" * 201, "at most 200")])
def test_profile_keeps_its_name_until_a_good_one_is_typed(world, typed, words):
    data = {"name": typed, "profession": "social <worker>", "language": "cy"}
    kept = ["social &lt;worker&gt;"]
    refused(world.client("therapist"), reverse("profile"), data, field="name", words=words, kept=kept)
    world.therapist.refresh_from_db()
    assert (world.therapist.name, world.therapist.language) == ("Amara Oyelaran", "en")


def membership_of(world, persona):
    return Membership.objects.get(user=world[persona])


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"when": "day", "on": ""}, "on", "Say which day"),
        ({"when": "day", "on": "2001-01-01"}, "on", "before the first"),
        ({"when": "day", "on": "tomorrow"}, "on", "valid date"),
        ({"when": "never", "on": "2030-01-01"}, "when", "valid choice"),
    ],
)
def test_membership_goes_on_until_a_good_last_day_is_given(world, data, field, words):
    row = membership_of(world, "therapist")
    path = reverse("membership_end", args=[row.public_id])
    refused(world.client("coordinator"), path, data, field=field, words=words)
    row.refresh_from_db()
    assert row.ends_on is None


def test_move_needs_a_team_of_the_organisation(world):
    row = membership_of(world, "therapist")
    path = reverse("membership_move", args=[row.public_id])
    data = {"team": str(world.away.pk), "on": TODAY.isoformat()}
    refused(
        world.client("coordinator"),
        path,
        data,
        field="team",
        words="available choices",
        kept=[f'value="{TODAY.isoformat()}"'],
    )
    assert list(Membership.objects.filter(user=world.therapist)) == [row]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"ends_on": ""}, "ends_on", "required"),
        ({"ends_on": (TODAY + datetime.timedelta(days=400)).isoformat()}, "ends_on", "half a year"),
        ({"person": "0"}, "person", "available choices"),
    ],
)
def test_cover_needs_a_colleague_and_a_near_end(world, change, field, words):
    path = reverse("team_cover", args=[world.east.public_id])
    end = (TODAY + datetime.timedelta(days=9)).isoformat()
    data = {"person": str(world.teammate.pk), "starts_on": TODAY.isoformat(), "ends_on": end} | change
    before = Membership.objects.count()
    refused(world.client("supervisor"), path, data, field=field, words=words, kept=[f'value="{TODAY.isoformat()}"'])
    assert Membership.objects.count() == before


def test_invitation_needs_a_place_chosen_on_purpose(world):
    data = {"name": "Nell", "email": "nell@hearth.example", "role": "therapist", "place": "", "language": "en"}
    data["starts_on"] = TODAY.isoformat()
    page = refused(
        world.client("coordinator"),
        reverse("invite"),
        data,
        field="place",
        words="required",
        kept=['value="nell@hearth.example"'],
    )
    assert '<option value="" selected>Choose…</option>' in page


def test_password_change_says_what_is_wrong_and_changes_nothing(world):
    client = world.client("therapist")
    data = {"oldpassword": "not mine", "password1": "short"}
    refused(client, reverse("account_change_password"), data, field="oldpassword", words="not your present password")
    refused(client, reverse("account_change_password"), data, field="password1", words="at least 12")
    assert User.objects.get(pk=world.therapist.pk).password == world.therapist.password
