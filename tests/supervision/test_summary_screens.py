"""The weekly summary on screen: each rule of its writing, seen through the forms that people use."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from supervision.models import CaseReview, Draft, QuickNote
from supervision.reading import unread
from supervision.services import reviews
from supervision.summary import Sections
from tests.personas import World
from tests.supervision.furnished.a_cases import make_case, written
from tests.supervision.furnished.prep import begun, discussed, sent


def posted(review: CaseReview, sections: Sections | None = None, **more: str) -> dict[str, Any]:
    """The form as a browser sends it."""
    sections = sections or written()
    post: dict[str, Any] = {"version": str(review.version), "whole": "1", "question": sections.question}
    lists = {
        "behaviour": sections.start.behaviours,
        "overarching": sections.start.goals,
        "last": sections.last_goals,
        "fit": sections.fit,
        "next": sections.next_goals,
    }
    for prefix, lines in lists.items():
        for number, line in enumerate(lines):
            told = {name: value for name, value in vars(line).items() if value is not False}
            post |= {f"{prefix}-{number}-{name}": str(value) for name, value in told.items()}
    return post | more


@pytest.fixture
def draft(kept: World) -> CaseReview:
    return begun(kept)


@pytest.fixture
def writer(kept: World) -> Client:
    return kept.client("therapist")


def at(review: CaseReview, step: str = "") -> str:
    return f"/supervision/summaries/{review.pk}/{step}"


def stored(review: CaseReview) -> CaseReview:
    return CaseReview.objects.get(pk=review.pk)


def test_what_is_typed_is_what_is_kept_and_sent_to_the_team(writer: Client, draft: CaseReview) -> None:
    sections = written()
    answer = writer.post(at(draft, "send/"), posted(draft, sections))
    assert (answer.status_code, answer["Location"]) == (302, "/supervision/prep/")
    with unread():
        assert stored(draft).sections == sections
    assert stored(draft).state == "submitted"


def test_what_is_missing_is_named_by_section_and_everything_else_is_saved(writer: Client, draft: CaseReview) -> None:
    answer = writer.post(at(draft, "send/"), posted(draft, question=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write the question you want answered." in page
    assert 'href="#id_question"' in page
    assert stored(draft).state == "draft"


def test_the_same_form_sent_twice_is_saved_once(writer: Client, draft: CaseReview) -> None:
    first = posted(draft, question="Which of the two?")
    assert writer.post(at(draft), first).status_code == 302
    version = stored(draft).version
    assert writer.post(at(draft), first).status_code == 302
    assert stored(draft).version == version


def test_a_stale_window_is_shown_both_texts_and_overwrites_nothing(writer: Client, draft: CaseReview) -> None:
    old = posted(draft, question="From the old window?")
    writer.post(at(draft), posted(draft, question="From the new window?"))
    answer = writer.post(at(draft), old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the old window?" in page
    assert "From the new window?" in page
    with unread():
        assert stored(draft).question == "From the new window?"


def test_what_identifies_somebody_is_refused_and_stays_in_the_form(writer: Client, draft: CaseReview) -> None:
    answer = writer.post(at(draft), posted(draft, question="Ring 07700 900123 first?"))
    assert answer.status_code == 422
    assert "07700 900123" in answer.content.decode()
    with unread():
        assert "07700" not in stored(draft).question


def test_a_draft_saves_itself_with_markers_and_is_there_again(writer: Client, draft: CaseReview) -> None:
    answer = writer.post(at(draft, "save/"), posted(draft, question="Ring 07700 900123 first?"))
    assert answer.status_code == 200
    assert answer.json()["text"].endswith(answer.json()["saved_at"])
    assert stored(draft).version == draft.version
    page = writer.get(at(draft)).content.decode()
    assert "07700" not in page
    assert "[removed:" in page
    assert "This is your draft of" in page
    writer.post(at(draft, "draft/"))
    assert not Draft.objects.exists()


def test_a_paste_of_200_kilobytes_is_refused_in_words_and_nothing_is_lost(writer: Client, draft: CaseReview) -> None:
    paste = "word " * 40_000
    answer = writer.post(at(draft), posted(draft, question=paste))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "These are 199999 characters" in page
    assert paste.strip() in page
    assert writer.post(at(draft, "save/"), posted(draft, question=paste)).status_code == 413


def test_half_a_form_changes_nothing(writer: Client, draft: CaseReview) -> None:
    cut = {name: value for name, value in posted(draft).items() if name != "whole"}
    answer = writer.post(at(draft), cut)
    assert answer.status_code == 400
    assert stored(draft).version == draft.version


def test_after_it_is_discussed_the_text_is_shown_to_be_copied(kept: World, writer: Client) -> None:
    review = discussed(kept)
    answer = writer.post(at(review), posted(review, question="Too late?"))
    assert answer.status_code == 409
    assert "Too late?" in answer.content.decode()


def test_a_line_more_needs_no_script_and_keeps_what_is_typed(writer: Client, draft: CaseReview) -> None:
    answer = writer.post(at(draft), posted(draft, question="Half typed", line="fit:add:school"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Half typed" in page
    assert 'name="fit-1-system"' in page
    assert stored(draft).version == draft.version


def test_a_goal_of_last_week_goes_on_by_one_button(kept: World, writer: Client) -> None:
    case = make_case(kept)
    from datetime import timedelta

    from supervision.weeks import monday_of
    from tests.factories import today

    earlier = reviews.begin(actor=kept.therapist, case=case, week=monday_of(today()) - timedelta(days=7))
    earlier = reviews.save_sections(actor=kept.therapist, review=earlier, version=1, sections=written())
    earlier = reviews.submit(actor=kept.therapist, review=earlier, version=earlier.version)
    reviews.guide(
        actor=kept.supervisor,
        review=earlier,
        version=earlier.version,
        text="Go on.",
        principles=[],
        methods=[],
        resource=None,
    )
    review = reviews.begin(actor=kept.therapist, case=case, week=today())
    with unread():
        sections = review.sections
    goal = sections.last_goals[0]
    page = writer.post(at(review), posted(review, sections, line=f"next:carry:{goal.key}")).content.decode()
    assert f'name="next-0-carries" value="{goal.key}"' in page


def test_the_team_reads_and_each_writes_only_their_own_section(kept: World) -> None:
    review = sent(kept)
    for persona, forms in {"teammate": 0, "expert": 0, "supervisor": 1}.items():
        page = kept.client(persona).get(at(review)).content.decode()
        assert "How do I keep B from taking over?" in page
        assert page.count("guidance/") == forms
    answer = kept.client("supervisor").post(
        at(review, "guidance/"), {"version": review.version, "text": "Rehearse it.", "principles": ["5"], "methods": []}
    )
    assert answer.status_code == 302
    assert stored(review).state == "discussed"


def test_guidance_on_a_summary_that_moved_on_is_not_lost(kept: World) -> None:
    review = sent(kept)
    answer = kept.client("supervisor").post(at(review, "guidance/"), {"version": 0, "text": "Rehearse it."})
    assert answer.status_code == 409
    assert "Rehearse it." in answer.content.decode()


def test_final_shows_its_checksum_and_takes_additions_once(kept: World) -> None:
    review = discussed(kept)
    leader = kept.client("supervisor")
    assert "It is locked under your name, Priya Raman" in leader.get(at(review, "final/")).content.decode()
    leader.post(at(review, "final/"), {"version": review.version})
    final = stored(review)
    assert final.content_hash in leader.get(at(review)).content.decode()
    for _time in range(2):
        leader.post(at(review, "add/"), {"text": "The call was on Monday."})
    assert leader.get(at(review)).content.decode().count("The call was on Monday.") == 1


def test_prep_sends_what_is_complete_and_sending_twice_changes_nothing(kept: World, writer: Client) -> None:
    found = [begun(kept) for _number in range(5)]
    page = writer.get("/supervision/prep/").content.decode()
    assert page.count("checked") == 5
    items = [f"{review.pk}:{review.version}" for review in found]
    for _time in range(2):
        assert writer.post("/supervision/prep/", {"send": items}).status_code == 302
    assert CaseReview.objects.filter(state="submitted").count() == 5


def test_prep_costs_the_same_for_any_number_of_cases(
    kept: World, writer: Client, django_assert_max_num_queries: Any
) -> None:
    begun(kept)
    writer.get("/supervision/prep/")
    for _number in range(6):
        begun(kept)
    with django_assert_max_num_queries(20) as few:
        writer.get("/supervision/prep/")
    for _number in range(6):
        begun(kept)
    with django_assert_max_num_queries(len(few)):
        writer.get("/supervision/prep/")


def test_a_quick_note_sent_twice_is_one_and_falls_into_its_cases_prep(writer: Client, draft: CaseReview) -> None:
    note = {"key": str(uuid.uuid4()), "text": "Caregiver B came home early.", "case": str(draft.case_id)}
    for _time in range(2):
        assert writer.post("/notes/new/", note).status_code == 302
    assert QuickNote.objects.count() == 1
    assert "Caregiver B came home early." in writer.get("/supervision/prep/").content.decode()
    page = writer.post(at(draft), posted(draft, use=note["key"])).content.decode()
    assert "taking over?\nCaregiver B came home early." in page
    assert f'name="used" value="{note["key"]}"' in page
    writer.post(at(draft), posted(draft, question="Both", used=note["key"]))
    assert QuickNote.objects.get().used_in_id == draft.pk


def test_a_note_under_somebody_elses_id_is_not_found(kept: World, writer: Client) -> None:
    note = {"key": str(uuid.uuid4()), "text": "Mine."}
    writer.post("/notes/new/", note)
    assert kept.client("teammate").post("/notes/new/", note | {"text": "Yours."}).status_code == 404
    with unread():
        assert QuickNote.objects.get().text == "Mine."
