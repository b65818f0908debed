"""Rules on words that an attack once got round: no text hides where none is screened, and none is lost when refused."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Membership
from supervision.models import Action, CaseReview, Draft, SupervisionSession
from supervision.reading import unread
from supervision.screening import IdentifyingDataError
from supervision.services import reviews, sessions
from supervision.services.errors import NotAllowedError, WrongStateError
from tests.personas import World
from tests.supervision.conftest import full_sections
from tests.supervision.furnished.prep import begun
from tests.supervision.live_forms import editor

HIDDEN = "07700 900123"


@pytest.fixture
def alone(kept: World) -> SupervisionSession:
    """The therapist's own supervision, under way."""
    planned = sessions.plan(
        actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="phone", person=kept.therapist
    )
    return sessions.begin(actor=kept.supervisor, session=planned)


def test_a_key_a_pointer_or_a_choice_holds_no_text(kept: World) -> None:
    review, written = begun(kept), full_sections()
    start = replace(
        written.start, goals=tuple(replace(g, behaviour=HIDDEN, status=HIDDEN) for g in written.start.goals)
    )
    fit = tuple(replace(driver, key=HIDDEN, of=HIDDEN, system=HIDDEN, source=HIDDEN) for driver in written.fit)
    goals = tuple(replace(g, driver=HIDDEN, carries=HIDDEN, overarching=HIDDEN) for g in written.next_goals)
    crafted = replace(written, start=start, fit=fit, next_goals=goals)
    reviews.save_sections(actor=kept.therapist, review=review, version=review.version, sections=crafted)
    with unread():
        assert HIDDEN not in repr(CaseReview.objects.get(pk=review.pk).sections)


def test_a_crafted_form_hides_nothing_in_what_a_goal_points_to(kept: World) -> None:
    review = begun(kept)
    crafted = {
        f"{line}-{name}": HIDDEN
        for line, names in {
            "next-0": ("key", "driver", "carries", "overarching"),
            "fit-0": ("key", "about", "of", "system", "weight"),
            "overarching-0": ("behaviour", "status"),
            "last-0": ("key", "driver", "outcome"),
        }.items()
        for name in names
    }
    sent: dict[str, Any] = {
        "whole": "1",
        "version": review.version,
        "next-0-text": "Rehearse",
        "used": HIDDEN,
        **crafted,
    }
    client = kept.client("therapist")
    client.post(reverse("summary_autosave", args=[review.pk]), sent)
    assert client.post(reverse("summary", args=[review.pk]), sent).status_code == 302
    with unread():
        stored = CaseReview.objects.get(pk=review.pk)
        assert stored.next_goals[0]["text"] == "Rehearse"
        assert HIDDEN not in repr(stored.sections)


def test_a_draft_keeps_no_mark_that_is_none(kept: World, alone: SupervisionSession) -> None:
    sent = {"notes": f"Ring {HIDDEN}", "methods": [HIDDEN], "next_on": HIDDEN, "marks": f'{{"notes": "{HIDDEN}"}}'}
    kept.client("supervisor").post(reverse("individual_autosave", args=[alone.pk]), sent)
    with unread():
        assert HIDDEN not in repr(Draft.objects.get(record_id=alone.pk).content)


@pytest.mark.parametrize(
    ("error", "status"), [(IdentifyingDataError(["phone"]), 422), (NotAllowedError(), 403), (WrongStateError(), 409)]
)
def test_a_refusal_between_check_and_save_is_a_page_with_what_was_typed(
    kept: World, alone: SupervisionSession, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def refuse(**_kwargs: object) -> None:
        raise error

    monkeypatch.setattr("supervision.services.individual.save", refuse)
    page, client = reverse("individual_session", args=[alone.pk]), kept.client("supervisor")
    answer = client.post(page, {"notes": "Nearly lost", "do": "save", "version": alone.version})
    assert answer.status_code == status
    assert "Nearly lost" in answer.content.decode()
    told = client.post(page, {"notes": "Nearly lost", "version": 1}, headers={"X-Requested-With": "fetch"})
    assert (told.status_code, bool(told.json()["text"])) == (status, True)


def test_a_likely_name_in_a_quick_line_is_asked_about_first(kept: World, live: SupervisionSession) -> None:
    client, path = kept.client("supervisor"), editor(live, "session_action")
    line = {"quick": "@amara phone the mother of Jayden fri", "act": "add"}
    asked = client.post(path, line)
    assert (asked.status_code, asked.json()["asks"]) == (422, True)
    assert "Jayden" in asked.json()["problem"]
    assert not Action.objects.exists()
    assert client.post(path, {**line, "quick-not-a-name": "on"}).status_code == 201
    hard = client.post(path, {**line, "quick": f"@amara ring {HIDDEN}", "quick-not-a-name": "on"})
    assert hard.status_code == 422


def test_a_likely_name_in_a_private_action_is_asked_about_and_stays_in_its_line(
    kept: World, alone: SupervisionSession
) -> None:
    client, page = kept.client("supervisor"), reverse("individual_session", args=[alone.pk])
    sent = {"notes": "Spoke of endings", "quick": "ring Jayden tomorrow", "do": "action", "version": alone.version}
    asked = client.post(page, sent)
    assert asked.status_code == 422
    assert 'value="ring Jayden tomorrow"' in asked.content.decode()
    assert not Action.objects.exists()
    assert client.post(page, {**sent, "not_a_name": "on"}).status_code == 302
    with unread():
        assert Action.objects.get().text == "ring Jayden"


@pytest.mark.parametrize(("line", "says"), [("@zed ring", "zed"), ("@amara", "What is to be done?")])
def test_a_private_line_that_is_not_understood_stays_in_the_form(
    kept: World, alone: SupervisionSession, line: str, says: str
) -> None:
    sent = {"notes": "Spoke of endings", "quick": line, "do": "action", "version": alone.version}
    answer = kept.client("supervisor").post(reverse("individual_session", args=[alone.pk]), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Action.objects.exists()


def test_nothing_is_agreed_with_a_leader_who_left_and_the_notes_are_kept(
    kept: World, alone: SupervisionSession
) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(user=kept.supervisor).update(ends_on=yesterday)
    page = reverse("individual_session", args=[alone.pk])
    sent = {"notes": "Spoke of endings", "quick": "@priya ring tomorrow", "do": "action", "version": alone.version}
    answer = kept.client("backup").post(page, sent)
    assert answer.status_code == 422
    assert "@priya ring tomorrow" in answer.content.decode()
    with unread():
        assert SupervisionSession.objects.get(pk=alone.pk).notes == "Spoke of endings"
    assert not Action.objects.exists()
