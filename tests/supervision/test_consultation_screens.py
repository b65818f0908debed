"""The screens of consultation: nothing typed is lost, nobody's words go under, and the cost stays the same."""

from __future__ import annotations

import datetime
import json
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import User
from supervision.models import Action, CaseReference, ConsultationNote, CrisisConsultation, Draft, SupervisionSession
from supervision.overview import at_a_glance
from supervision.reading import unread
from supervision.services import consultation
from supervision.services.cases import open_case
from supervision.weeks import monday_of
from tests.factories import AdaptationFactory, MembershipFactory, TeamFactory, today
from tests.personas import World
from tests.supervision.furnished.consultation import furnish

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def made(kept: World, case: CaseReference) -> World:
    """The world with consultation records in each state."""
    kept.records["case"] = case
    furnish(kept)
    return kept


@pytest.fixture
def draft(made: World) -> ConsultationNote:
    note: ConsultationNote = made.records["consultation_draft"]
    return note


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What the page's form would send, as it is."""
    page = client.get(url)
    form = page.context["form"]
    values: dict[str, Any] = {"version": page.context["version"], "marks": page.context["marks"]}
    for field in form:
        value = field.value()
        if value not in (None, "", False):
            values[field.html_name] = "on" if value is True else value
    return values


def text_of(record: Any, name: str) -> str:
    with unread():
        return str(getattr(type(record).objects.get(pk=record.pk), name))


def test_a_note_is_saved_and_looked_over_and_made_final(made: World, draft: ConsultationNote) -> None:
    client = made.client("expert")
    url = reverse("consultation_note", args=[draft.pk])
    answer = client.post(url, {**form_of(client, url), "themes": "One adult carries it all", "check": "1"})
    assert answer["Location"] == reverse("consultation_check", args=[draft.pk])
    check = client.get(answer["Location"])
    assert "One adult carries it all" in check.content.decode()
    version = check.context["note"].version
    client.post(answer["Location"], {"version": version})
    assert ConsultationNote.objects.filter(pk=draft.pk, state="final").exists()
    assert client.post(answer["Location"], {"version": version}).status_code == 302
    assert Action.objects.filter(source_id=draft.pk).count() == 1


def test_what_two_people_change_is_shown_side_by_side_and_both_can_be_kept(
    made: World, draft: ConsultationNote
) -> None:
    url = reverse("consultation_note", args=[draft.pk])
    first, second = made.client("supervisor"), made.client("expert")
    mine, theirs = form_of(first, url), form_of(second, url)
    first.post(url, {**mine, "themes": "Theirs"})
    told = second.post(url, {**theirs, "themes": "Mine"})
    assert told.status_code == 409
    page = told.content.decode()
    assert "Theirs" in page
    assert "Mine" in page
    assert text_of(draft, "themes") == "Theirs"
    again = {**theirs, "themes": "Mine", "keep-themes": "both", "version": told.context["version"]}
    second.post(url, {**again, "marks": told.context["marks"]})
    assert text_of(draft, "themes") == "Theirs\n\nMine"


def test_what_comes_after_final_is_refused_and_shown_to_be_copied(made: World) -> None:
    note = made.records["consultation"]
    url = reverse("consultation_note", args=[note.pk])
    answer = made.client("expert").post(url, {"themes": "A thought that came late", "version": "2"})
    assert answer.status_code == 409
    assert "A thought that came late" in answer.content.decode()
    assert "late" not in text_of(note, "themes")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"themes": "Phone her on 07700 900123"}, "07700 900123"),
        ({"themes": "x" * 200_000}, "20000"),
        ({"day": "2020-02-31"}, "valid date"),
        ({"day": today(2).isoformat()}, "not begun"),
        ({"present": "nobody-known"}, "not one of the available"),
        ({"follow-0-owner": ""}, "Say who does it"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_stored(
    made: World, draft: ConsultationNote, changed: dict[str, str], told: str
) -> None:
    client = made.client("expert")
    url = reverse("consultation_note", args=[draft.pk])
    before = ConsultationNote.objects.get(pk=draft.pk).version
    answer = client.post(url, {**form_of(client, url), **changed})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert ConsultationNote.objects.get(pk=draft.pk).version == before


def test_a_quick_line_becomes_a_follow_up_that_is_seen_before_it_is_kept(made: World, draft: ConsultationNote) -> None:
    client = made.client("expert")
    url = reverse("consultation_note", args=[draft.pk])
    answer = client.post(url, {**form_of(client, url), "quick": "@priya raise the vacancy tomorrow", "line": "quick"})
    lines = [part["text"].value() for part in answer.context["form"].follow_parts]
    assert "raise the vacancy" in lines
    assert ConsultationNote.objects.get(pk=draft.pk).version == draft.version


def test_typing_is_kept_for_its_author_without_what_identifies(made: World, draft: ConsultationNote) -> None:
    client = made.client("expert")
    url = reverse("consultation_note", args=[draft.pk])
    typed = {**form_of(client, url), "themes": "Ring 07700 900123 about the theme"}
    answer = client.post(reverse("consultation_autosave", args=[draft.pk]), typed)
    assert set(answer.json()) == {"saved_at", "text"}
    with unread():
        content = json.dumps(Draft.objects.get().content)
    assert "900123" not in content
    assert "about the theme" in content
    assert "about the theme" in client.get(url).content.decode()
    assert "about the theme" not in made.client("supervisor").get(url).content.decode()
    client.post(reverse("consultation_discard", args=[draft.pk]))
    assert not Draft.objects.exists()


def test_the_development_note_is_on_nobody_elses_page(made: World) -> None:
    url = reverse("consultation_note", args=[made.records["consultation"].pk])
    shown = {
        persona
        for persona in ("therapist", "teammate", "supervisor", "backup", "expert")
        if "may wait longer" in made.client(persona).get(url).content.decode()
    }
    assert shown == {"supervisor", "expert"}


def test_typing_a_name_leaves_ones_own_teams_that_are_called_so(made: World) -> None:
    page = made.client("expert").get(reverse("expert_overview"), {"team": "MOOR e"})
    assert [glance.team for glance in page.context["glances"]] == [made.east]
    none = made.client("expert").get(reverse("expert_overview"), {"team": "Lisnafallow"})
    assert none.context["glances"] == []


def statements(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as made:
        client.get(url)
    return len(made)


def more_teams(world: World, user: User, number: int) -> None:
    """So many more teams, each with a case, of which the user is the expert of ten at most."""
    adaptation = AdaptationFactory()
    for place in range(number):
        team = TeamFactory(organisation=world.northmoor)
        therapist = MembershipFactory(team=team, role="therapist").user
        if place < 10:
            MembershipFactory(user=user, team=team, role="expert")
        CaseReference.objects.create(
            organisation=world.northmoor,
            team=team,
            code=f"OAK-{place}",
            adaptation=adaptation,
            age_band="13_14",
            therapist=therapist,
            opened_week=monday_of(today(-21)),
        )


def test_the_overview_costs_the_same_with_many_teams(made: World) -> None:
    client, url = made.client("expert"), reverse("expert_overview")
    few = statements(client, url)
    more_teams(made, made.expert, 40)
    assert statements(client, url) == few
    assert len(client.get(url).context["glances"]) == 11
    with CaptureQueriesContext(connection) as glances:
        at_a_glance([made.east])
    assert len(glances) == 4


def test_the_note_costs_the_same_with_many_cases(made: World, draft: ConsultationNote) -> None:
    client, url = made.client("expert"), reverse("consultation_note", args=[draft.pk])
    few = statements(client, url)
    for _number in range(12):
        open_case(
            actor=made.therapist,
            team=made.east,
            adaptation=made.records["case"].adaptation,
            age_band="13_14",
            therapist=made.therapist,
            opened_week=monday_of(today(-7)),
        )
    assert statements(client, url) == few


def the_call(world: World, **changed: str) -> dict[str, str]:
    now = timezone.localtime() - 0.02 * HOUR
    sent = {
        "key": str(uuid.uuid4()),
        "case": str(world.records["case"].pk),
        "day": now.date().isoformat(),
        "time": f"{now:%H:%M}",
        "question": "YP out",
        "advice": "Safety plan",
        "route": "yes",
        "route_time": f"{now:%H:%M}",
    }
    return {**sent, **changed}


def test_a_crisis_call_sent_twice_is_one_call_and_its_draft_is_gone(made: World) -> None:
    client, sent = made.client("supervisor"), the_call(made)
    client.post(reverse("crisis_autosave", args=[sent["key"]]), {"question": "YP ou"})
    assert "YP ou" in client.get(reverse("crisis")).content.decode()
    for _time in range(2):
        answer = client.post(reverse("crisis"), sent)
        assert answer["Location"] == reverse("crisis_note", args=[sent["key"]])
    assert CrisisConsultation.objects.filter(pk=sent["key"]).count() == 1
    assert not Draft.objects.exists()


def test_a_case_of_another_team_is_no_choice(made: World) -> None:
    CaseReference.objects.filter(pk=made.records["case"].pk).update(team=made.away)
    answer = made.client("supervisor").post(reverse("crisis"), the_call(made))
    assert answer.status_code == 422
    assert "not one of the available" in answer.content.decode()


def test_a_crisis_call_that_names_somebody_is_asked_about_and_keeps_its_words(made: World) -> None:
    answer = made.client("supervisor").post(reverse("crisis"), the_call(made, advice="Ask Jayden to come home"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ask Jayden to come home" in page
    assert 'name="not_a_name"' in page


def test_two_supervisors_at_one_crisis_call_lose_nothing(made: World) -> None:
    url = reverse("crisis_change", args=[made.records["crisis"].pk])
    first, second = made.client("supervisor"), made.client("backup")
    mine, theirs = form_of(first, url), form_of(second, url)
    first.post(url, {**mine, "advice": "Phone the contacts"})
    told = second.post(url, {**theirs, "advice": "Wait at home"})
    assert told.status_code == 409
    assert "Phone the contacts" in told.content.decode()
    final = {**theirs, "advice": "Wait at home", "keep-advice": "both", "version": told.context["version"]}
    second.post(url, {**final, "marks": told.context["marks"]})
    assert text_of(made.records["crisis"], "advice") == "Phone the contacts\n\nWait at home"


def test_the_reason_of_a_break_is_counted_for_those_who_lead(made: World) -> None:
    page = made.client("supervisor").get(reverse("supervision_breaks"))
    (team, numbers, total) = page.context["counts"][0]
    assert (team, sum(numbers), total) == ("Northmoor East", 1, 1)


def test_a_private_session_is_written_agreed_and_shared(made: World) -> None:
    session: SupervisionSession = made.records["talk"]
    url = reverse("individual_session", args=[session.pk])
    assert "Closes enactments" not in made.client("therapist").get(url).content.decode()
    client = made.client("supervisor")
    client.post(url, {**form_of(client, url), "quick": "use the closing line tomorrow", "do": "action"})
    action = Action.objects.filter(source_id=session.pk).latest("created_at")
    assert (action.owner, action.due_on) == (made.therapist, today(1))
    client.post(url, {**form_of(client, url), "do": "share"})
    assert "Closes enactments" in made.client("therapist").get(url).content.decode()
    late = client.post(url, {"notes": "Too late for this", "do": "save", "version": "9"})
    assert late.status_code == 409
    assert "Too late for this" in late.content.decode()


def test_two_supervisors_at_one_private_session_are_told_who_saved_it_and_when(made: World) -> None:
    url = reverse("individual_session", args=[made.records["talk"].pk])
    mine, theirs = made.client("supervisor"), made.client("backup")
    opened = form_of(mine, url)
    theirs.post(url, {**form_of(theirs, url), "notes": "Asks too much at once", "do": "save"})
    told = mine.post(url, {**opened, "notes": "Asks well", "do": "save"})
    assert told.status_code == 409
    assert told.context["conflict"]["saved_by"] == made.backup.name
    assert timezone.now() - told.context["conflict"]["saved_at"] < HOUR


def test_a_page_of_consultation_says_no_case_in_its_title_or_address(made: World, draft: ConsultationNote) -> None:
    code = made.records["case"].code
    for name, record in (("consultation_note", draft), ("crisis_note", made.records["crisis"])):
        url = reverse(name, args=[record.pk])
        title = re.search("<title>(.*?)</title>", made.client("supervisor").get(url).content.decode())
        assert title
        assert code not in title.group(1)
        assert code not in url
    assert consultation.may_confirm(made.expert, draft)
