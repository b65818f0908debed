"""The page of a case: its story, its pictures, who read it; and words found in a team's notes."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from supervision.models import Addendum, CaseRecordCopy, CaseReference, CaseReview
from supervision.reading import reading, unread
from supervision.searching import search
from supervision.services import actions, consultation, reviews
from supervision.services.cases import move_case
from supervision.services.confirming import finalise
from supervision.services.consultation import Line
from supervision.services.corrections import WeekTakenError, copy_to_right_case, note_copied
from supervision.services.errors import NotAllowedError, WrongStateError
from supervision.story import bars_of, story_of
from supervision.summary import LastGoal
from tests.factories import MembershipFactory, TeamFactory, today
from tests.personas import World
from tests.supervision.conftest import full_sections
from tests.supervision.furnished.a_cases import make_case
from tests.supervision.furnished.prep import discussed
from tests.supervision.test_consultation_rules import the_call

pytestmark = pytest.mark.usefixtures("kept")


def final_summary(world: World, case: CaseReference, weeks_ago: int = 0, **sections: Any) -> CaseReview:
    """Written, discussed, final."""
    week = today(-7 * weeks_ago)
    review = reviews.begin(actor=world.therapist, case=case, week=week)
    goal = LastGoal(text="Leave the room", outcome="partly", barrier="The shift began early")
    written = full_sections(**{"last_goals": (goal,), **sections})
    reviews.save_sections(actor=world.therapist, review=review, version=review.version, sections=written)
    reviews.submit(actor=world.therapist, review=review, version=review.version)
    reviews.guide(
        actor=world.supervisor,
        review=review,
        version=review.version,
        text="Rehearse it.",
        principles=[5],
        methods=["rehearsal"],
        resource=None,
    )
    return reviews.finalise(actor=world.supervisor, review=review, version=review.version)


def page_of(world: World, persona: str, case: CaseReference, query: str = "") -> str:
    answer = world.client(persona).get(reverse("case", args=[case.pk]) + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_tells_who_wrote_what_and_draws_goals_and_fit(world: World, case: CaseReference) -> None:
    final_summary(world, case)
    actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=case, text="Phone the school", case=case
    )
    page = page_of(world, "teammate", case)
    for words in (
        "Written by Amara Oyelaran",
        "Supervision, Priya Raman",
        "Rehearse it.",
        "The shift began early",
        "No pushing at home",
        "week 3: 0 of 1 met",
        "Fit in week 3",
        "Action for Amara Oyelaran",
        "Phone the school",
    ):
        assert words in page, words
    assert "<title>A case" in page


def test_a_draft_is_on_nobody_elses_page(world: World, case: CaseReference) -> None:
    draft = reviews.begin(actor=world.therapist, case=case, week=today())
    reviews.save_sections(actor=world.therapist, review=draft, version=1, sections=full_sections(question="Mine only?"))
    assert "Mine only?" in page_of(world, "therapist", case)
    assert "Mine only?" not in page_of(world, "supervisor", case)


def test_what_is_shown_is_logged_and_nothing_else_is_opened(world: World, case: CaseReference) -> None:
    old = [final_summary(world, case, weeks_ago) for weeks_ago in (0, 1)]
    page_of(world, "expert", case, "?show=actions")
    entry = Entry.objects.get(action="audit.read")
    assert entry.role == "expert"
    assert [key for _label, key in entry.records] == [str(old[0].pk)]  # goals and fit are of the newest week


def test_thirty_weeks_cost_what_two_cost(world: World, case: CaseReference, django_assert_max_num_queries: Any) -> None:
    CaseReference.objects.filter(pk=case.pk).update(opened_week=case.opened_week - datetime.timedelta(weeks=40))
    for weeks_ago in range(2):
        final_summary(world, case, weeks_ago)
    client, address = world.client("supervisor"), reverse("case", args=[case.pk])
    client.get(address)
    with django_assert_max_num_queries(24) as few:
        client.get(address)
    for weeks_ago in range(2, 30):
        final_summary(world, case, weeks_ago)
    with django_assert_max_num_queries(len(few)):
        assert "Page 1 of 3" in client.get(address).content.decode()


def test_a_closed_case_is_read_only_and_says_how_long_it_is_kept(world: World, case: CaseReference) -> None:
    move_case(actor=world.therapist, case=case, status="closed")
    page = page_of(world, "therapist", case)
    assert "no longer written" in page
    assert f"kept until {today().day}" in page
    assert str(today().year + 8) in page


def test_bars_leave_out_weeks_without_a_judged_goal(world: World, case: CaseReference) -> None:
    final_summary(world, case, 1, last_goals=())
    final_summary(world, case)
    with reading(world.therapist):
        story = story_of(world.therapist, case)
    assert len(story.reviews) == 2
    bars = bars_of(story.reviews)
    assert bars is not None
    assert [(column.week, column.met, column.partly) for column in bars.columns] == [(3, 0, 1)]


def test_the_author_sees_who_read_their_summary_and_a_team_mate_does_not(world: World, case: CaseReference) -> None:
    final_summary(world, case)
    page_of(world, "expert", case)
    for persona in ("therapist", "supervisor", "ig"):
        answer = world.client(persona).get(reverse("case_read_log", args=[case.pk]))
        assert "Dr Helga Stroud" in answer.content.decode(), persona
    assert world.client("teammate").get(reverse("case_read_log", args=[case.pk])).status_code == 404


def test_a_summary_on_the_wrong_case_is_withdrawn_and_copied_never_moved(world: World, case: CaseReference) -> None:
    wrong = final_summary(world, case)
    right = make_case(world)
    copy = copy_to_right_case(actor=world.supervisor, review=wrong, case=right)
    assert copy.pk != wrong.pk
    with unread():
        kept = CaseReview.objects.get(pk=wrong.pk)
        assert (kept.state, kept.case) == ("final", case)
        again = CaseReview.objects.get(pk=copy.pk)
        assert again.question == kept.question
        assert again.content_hash == reviews.content_hash(again) != kept.content_hash
        assert [a.withdraws for a in Addendum.objects.filter(record_id=wrong.pk)] == [True]
    assert list(CaseReview.objects.standing()) == [copy]
    assert "Withdrawn: written on the wrong case" in page_of(world, "supervisor", case)
    for address, withdrawn in ((wrong, True), (copy, False)):
        page = world.client("supervisor").get(reverse("summary", args=[address.pk])).content.decode()
        assert ("Withdrawn: written on the wrong case" in page) == withdrawn
        assert (f'summaries/{copy.pk}/">Weekly case summary: ' in page) == withdrawn
        assert ("belongs in the child" in page) == (not withdrawn)
    begun = reviews.begin(actor=world.therapist, case=case, week=today())
    assert begun.pk != wrong.pk


def test_it_is_put_right_once_by_who_supervises_and_never_over_another(world: World, case: CaseReference) -> None:
    wrong, right = final_summary(world, case), make_case(world)
    with pytest.raises(NotAllowedError):
        copy_to_right_case(actor=world.therapist, review=wrong, case=right)
    final_summary(world, right)
    with pytest.raises(WeekTakenError):
        copy_to_right_case(actor=world.supervisor, review=wrong, case=right)
    copy_to_right_case(actor=world.supervisor, review=wrong, case=make_case(world))
    with pytest.raises(WrongStateError):
        copy_to_right_case(actor=world.supervisor, review=wrong, case=make_case(world))


def test_the_form_puts_it_right(world: World, case: CaseReference) -> None:
    wrong, right = final_summary(world, case), make_case(world)
    client, address = world.client("supervisor"), reverse("case_correct", args=[wrong.pk])
    assert client.post(address, {"case": str(right.pk)}).status_code == 200
    assert client.post(address, {"case": str(right.pk), "sure": "on"}).status_code == 302
    assert CaseReview.objects.standing().get().case == right


def test_a_copy_to_the_case_record_is_noted_once(world: World, case: CaseReference) -> None:
    review = final_summary(world, case)
    for _time in range(2):
        assert note_copied(actor=world.therapist, review=review).by == world.therapist
    assert CaseRecordCopy.objects.count() == 1
    with pytest.raises(NotAllowedError):
        note_copied(actor=world.teammate, review=review)


def test_words_are_found_without_capitals_or_accents_in_ones_own_team_only(world: World, case: CaseReference) -> None:
    final_summary(world, case, question="How do I keep Beúno's shift out of it?")
    with reading(world.teammate) as seen:
        found = search(world.teammate, world.east, "beuno SHIFT")
    assert [hit.code for hit in found.hits] == [case.code]
    assert [label for label, _key in seen.opened] == ["supervision.casereview"]
    with reading(world.other_supervisor) as seen:
        assert search(world.other_supervisor, world.east, "shift").notes == 0
    assert not seen.opened


def test_keys_and_choices_of_lines_are_no_words(world: World, case: CaseReference) -> None:
    final_summary(world, case)
    with reading(world.teammate) as seen:
        assert search(world.teammate, world.east, "confidence").total == 0
    assert not seen.opened


def test_searching_by_form_puts_nothing_into_an_address(world: World, case: CaseReference) -> None:
    final_summary(world, case)
    client = world.client("therapist")
    page = client.post("/supervision/search/", {"words": "early", "team": str(world.east.public_id)}).content.decode()
    assert "<mark>early</mark>" in page
    assert "?" not in re.findall(r'href="(/supervision/[^"]*)"', page.partition("<main")[2])[-1]
    other = MembershipFactory(team=TeamFactory(), role="therapist").team
    refused = client.post("/supervision/search/", {"words": "early", "team": str(other.public_id)})
    assert "<mark>" not in refused.content.decode()


def test_the_search_within_a_case_stays_in_it(world: World, case: CaseReference) -> None:
    final_summary(world, case)
    final_summary(world, make_case(world))
    page = world.client("therapist").post("/supervision/search/", {"words": "early", "case": str(case.pk)})
    assert page.content.decode().count("<mark>") == 1


def test_prep_asks_once_whether_the_case_record_has_what_was_decided(kept: World) -> None:
    review = discussed(kept)
    client, tick = kept.client("therapist"), reverse("case_record_copied", args=[review.pk])
    assert tick in client.get(reverse("prep")).content.decode()
    assert tick in client.get(reverse("summary", args=[review.pk])).content.decode()
    assert client.post(tick, {"next": "prep"}).url == reverse("prep")
    assert tick not in client.get(reverse("prep")).content.decode()
    page = client.get(reverse("summary", args=[review.pk])).content.decode()
    assert tick not in page
    assert "Copied to the case record on" in page


def test_the_search_finds_calls_and_consultations_that_one_may_read(kept: World, case: CaseReference) -> None:
    word = "unusualword"
    with unread():
        note = consultation.begin(actor=kept.expert, team=kept.east, starts_at=timezone.now())
        lines = (Line(case.pk, f"Go on, {word}"),)
        said = the_call(kept, themes=f"A {word} of plans", development=f"A {word} in private", lines=lines)
        saved = consultation.save(actor=kept.expert, note=note, version=note.version, written=said)
    with reading(kept.teammate):
        assert search(kept.teammate, kept.east, word).total == 0
    with unread():
        finalise(actor=kept.expert, note=saved, version=saved.version)
    for persona in ("teammate", "supervisor"):
        with reading(kept[persona]):
            assert {hit.kind for hit in search(kept[persona], kept.east, word).hits} == {
                "consultation",
                "recommendation",
            }
            assert search(kept[persona], kept.east, "private").total == 0
    page = kept.client("teammate").post(reverse("supervision_search"), {"words": word}).content.decode()
    assert reverse("consultation_note", args=[note.pk]) in page
