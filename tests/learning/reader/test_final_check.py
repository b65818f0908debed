"""The final check: opened by finishing, kept as a snapshot, marked once, one completion."""

import copy
import dataclasses
import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from learning.models import Attempt, Certificate, Completion, EditionQuestion, Enrolment, UnitProgress
from learning.services import attempts, enrolments, progress
from tests.factories import rewriting
from tests.learning.reader.conftest import REASON, Course, answers_of
from tests.personas import World


def _posted(attempt: Attempt, *, right: bool = True, **more: str) -> dict[str, Any]:
    sent = {f"q-{key}": chosen for key, chosen in answers_of(attempt, right=right).items()}
    return {"attempt": str(attempt.public_id), **sent, **more}


def _fail(world: World, enrolment: Enrolment) -> Attempt:
    attempt = attempts.begin(actor=world.therapist, enrolment=enrolment, language="en")
    sent, _none = attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt, right=False))
    return sent


def test_the_check_opens_only_when_every_unit_is_done(world: World, course: Course, enrolled: Enrolment) -> None:
    progress.complete_unit(actor=world.therapist, unit=course.units[0])
    with pytest.raises(attempts.UnitsLeft):
        attempts.begin(actor=world.therapist, enrolment=enrolled, language="en")
    progress.complete_unit(actor=world.therapist, unit=course.units[1])
    assert attempts.begin(actor=world.therapist, enrolment=enrolled, language="en").number == 1


def test_beginning_again_goes_on_with_the_same_questions(world: World, attempt: Attempt, ready: Enrolment) -> None:
    again = attempts.begin(actor=world.therapist, enrolment=ready, language="cy")
    assert (again.pk, again.questions) == (attempt.pk, attempt.questions)


def test_nobody_begins_or_sends_somebody_elses_check(world: World, attempt: Attempt, ready: Enrolment) -> None:
    with pytest.raises(Enrolment.DoesNotExist):
        attempts.begin(actor=world.teammate, enrolment=ready, language="en")
    for service in (attempts.submit, attempts.save_answers):
        with pytest.raises(Attempt.DoesNotExist):
            service(actor=world.superuser, attempt=attempt, answers=answers_of(attempt))


def test_the_attempt_keeps_its_questions_when_the_bank_changes(world: World, attempt: Attempt) -> None:
    before = copy.deepcopy(attempt.questions)
    with rewriting():
        EditionQuestion.objects.update(content={"stem": "Changed", "options": [], "rationale": ""})
    sent, _completion = attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))
    assert (sent.questions, sent.score) == (before, 100)


def test_a_pass_completes_the_module_once_with_one_certificate(
    world: World, attempt: Attempt, ready: Enrolment
) -> None:
    sent, completion = attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))
    ready.refresh_from_db()
    assert (sent.passed, sent.score, ready.state) == (True, 100, "completed")
    assert Completion.objects.get() == completion
    assert Certificate.objects.get().completion == completion
    assert Entry.objects.filter(action="learning.module_completed").count() == 1


def test_sending_twice_changes_nothing(world: World, attempt: Attempt) -> None:
    attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))
    with pytest.raises(attempts.AlreadySent):
        attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt, right=False))
    attempt.refresh_from_db()
    assert (attempt.score, Completion.objects.count(), Certificate.objects.count()) == (100, 1, 1)


def test_a_sent_attempt_takes_no_more_answers(world: World, attempt: Attempt) -> None:
    attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt, right=False))
    with pytest.raises(attempts.AlreadySent):
        attempts.save_answers(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))


@pytest.mark.parametrize("column", ["questions", "answers", "score", "passed", "submitted_at"])
def test_the_database_refuses_to_change_a_sent_attempt(world: World, attempt: Attempt, column: str) -> None:
    attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt, right=False))
    values = {"questions": [], "answers": {}, "score": 100, "passed": True, "submitted_at": None}
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**{column: values[column]})


def test_the_database_refuses_to_change_the_questions_of_an_open_attempt(attempt: Attempt) -> None:
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(questions=[])


def test_the_database_refuses_to_delete_an_attempt(attempt: Attempt) -> None:
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).delete()


def test_missing_answers_are_named_and_the_others_kept(world: World, attempt: Attempt) -> None:
    answers = answers_of(attempt)
    left_out = attempt.questions[2]["key"]
    del answers[left_out]
    with pytest.raises(attempts.Unanswered) as caught:
        attempts.submit(actor=world.therapist, attempt=attempt, answers=answers)
    attempt.refresh_from_db()
    assert caught.value.numbers == [3]
    assert (attempt.answers, attempt.submitted_at) == (answers, None)


@pytest.mark.parametrize("tampered", ["option", "question", "two"])
def test_tampered_answers_change_nothing(world: World, attempt: Attempt, tampered: str) -> None:
    answers = answers_of(attempt)
    key = attempt.questions[0]["key"]
    if tampered == "option":
        answers[key] = ["o-elsewhere"]
    elif tampered == "two":
        answers[key] = [option["id"] for option in attempt.questions[0]["options"]][:2]
    else:
        answers["unknown"] = answers.pop(key)
    with pytest.raises(attempts.marking.NotAnAnswer):
        attempts.submit(actor=world.therapist, attempt=attempt, answers=answers)
    attempt.refresh_from_db()
    assert (attempt.answers, attempt.submitted_at) == ({}, None)


def test_after_two_tries_that_did_not_pass_the_next_opens_twelve_hours_later(world: World, ready: Enrolment) -> None:
    _fail(world, ready)
    assert attempts.wait_until(ready) is None
    second = _fail(world, ready)
    assert attempts.wait_until(ready) == second.submitted_at + datetime.timedelta(hours=12)  # type: ignore[operator]
    with pytest.raises(attempts.WaitFirst):
        attempts.begin(actor=world.therapist, enrolment=ready, language="en")


def test_when_the_wait_is_over_a_new_check_is_drawn(
    world: World, ready: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(world, ready)
    _fail(world, ready)
    later = timezone.now() + datetime.timedelta(hours=12, seconds=1)
    monkeypatch.setattr("learning.services.attempts.timezone.now", lambda: later)
    assert attempts.begin(actor=world.therapist, enrolment=ready, language="en").number == 3


def test_a_finished_module_has_no_further_check(world: World, attempt: Attempt, ready: Enrolment) -> None:
    attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))
    with pytest.raises(attempts.Finished):
        attempts.begin(actor=world.therapist, enrolment=ready, language="en")
    assert Attempt.objects.count() == 1


def test_begun_in_welsh_and_finished_in_english_is_one_completion(
    world: World, welsh: Course, enrolled: Enrolment
) -> None:
    first_in_welsh = enrolled.edition.units.get(language="cy", position=1)
    progress.complete_unit(actor=world.therapist, unit=first_in_welsh)
    progress.complete_unit(actor=world.therapist, unit=welsh.units[1])
    attempt = attempts.begin(actor=world.therapist, enrolment=enrolled, language="en")
    _sent, completion = attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))
    assert completion is not None
    assert completion.languages == ["cy", "en"]
    assert UnitProgress.objects.filter(enrolment=enrolled).count() == 2


def test_no_right_answer_reaches_the_browser_before_it_is_sent(
    course: Course, reader: Client, attempt: Attempt
) -> None:
    check = course.at("final_check")
    review = reader.post(course.at("answer_check"), _posted(attempt, right=False, review="1"))
    for page in (reader.get(check), review):
        text = page.content.decode()
        assert attempt.questions[0]["stem"] in text
        for spoiler in ("Because.", "What people saw comes first.", "correct", REASON):
            assert spoiler not in text, spoiler
    context = reader.get(check).context["questions"]
    assert {name for question in context for name in dataclasses.asdict(question)} == {
        *{"key", "kind", "stem", "options", "rows", "typed", "unit", "problem", "answered"}
    }
    assert {name for question in context for option in question.options for name in dataclasses.asdict(option)} == {
        *{"value", "text", "chosen"}
    }


def test_the_check_is_sent_after_a_look_over_and_the_result_names_what_to_reread(
    course: Course, reader: Client, attempt: Attempt
) -> None:
    review = reader.post(course.at("answer_check"), _posted(attempt, right=False, review="1"))
    assert review.status_code == 200
    sent = reader.post(course.at("answer_check"), {"attempt": str(attempt.public_id), "send": "1"}, follow=True)
    page = sent.content.decode()
    assert sent.redirect_chain[-1][0] == course.at("check_result", attempt_id=attempt.public_id)
    assert "0%" in page
    assert "Because." in page
    assert course.unit(2) in page


def test_saved_answers_are_there_on_another_device(
    world: World, course: Course, reader: Client, attempt: Attempt
) -> None:
    reader.post(course.at("answer_check"), _posted(attempt, right=False, save="1"))
    page = world.client("therapist").get(course.at("final_check")).content.decode()
    assert page.count(" checked") == len(attempt.questions)


def test_an_unticked_answer_is_not_kept(course: Course, reader: Client, attempt: Attempt) -> None:
    reader.post(course.at("answer_check"), _posted(attempt, save="1"))
    first = attempt.questions[0]["key"]
    posted = _posted(attempt, save="1", shown=[question["key"] for question in attempt.questions])  # type: ignore[arg-type]
    del posted[f"q-{first}"]
    reader.post(course.at("answer_check"), posted)
    attempt.refresh_from_db()
    assert first not in attempt.answers
    assert len(attempt.answers) == len(attempt.questions) - 1


def test_sending_with_gaps_shows_the_form_again_with_everything_ticked(
    course: Course, reader: Client, attempt: Attempt
) -> None:
    posted = _posted(attempt, send="1")
    del posted[f"q-{attempt.questions[1]['key']}"]
    response = reader.post(course.at("answer_check"), posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(" checked") == len(attempt.questions) - 1
    assert 'href="#question-2"' in page
    assert "Problem:" in page


def test_a_second_send_from_a_stale_tab_goes_to_the_result(course: Course, reader: Client, attempt: Attempt) -> None:
    reader.post(course.at("answer_check"), _posted(attempt, send="1"))
    again = reader.post(course.at("answer_check"), _posted(attempt, right=False, send="1"))
    assert (again.status_code, again["Location"]) == (302, course.at("check_result", attempt_id=attempt.public_id))
    assert Completion.objects.count() == 1


def test_tampered_options_are_refused_in_words(course: Course, reader: Client, attempt: Attempt) -> None:
    posted = {**_posted(attempt, send="1"), f"q-{attempt.questions[0]['key']}": "o-elsewhere"}
    page = reader.post(course.at("answer_check"), posted, follow=True).content.decode()
    attempt.refresh_from_db()
    assert "nothing was changed" in page
    assert attempt.submitted_at is None


@pytest.mark.parametrize("name", ["", "not-a-uuid", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_attempt_is_404(course: Course, reader: Client, attempt: Attempt, name: str) -> None:
    assert reader.post(course.at("answer_check"), {"attempt": name, "send": "1"}).status_code == 404


def test_results_are_the_learners_alone(world: World, course: Course, reader: Client, attempt: Attempt) -> None:
    reader.post(course.at("answer_check"), _posted(attempt, send="1"))
    result = course.at("check_result", attempt_id=attempt.public_id)
    assert reader.get(result).status_code == 200
    for persona in ("teammate", "supervisor", "coordinator", "admin"):
        assert world.client(persona).get(result).status_code == 404


def test_a_check_not_yet_sent_has_no_result_page(course: Course, reader: Client, attempt: Attempt) -> None:
    assert reader.get(course.at("check_result", attempt_id=attempt.public_id)).status_code == 404


def test_someone_not_on_the_module_cannot_begin_its_check(world: World, course: Course) -> None:
    assert world.client("teammate").post(course.at("begin_check")).status_code == 404
    assert Enrolment.objects.filter(user=world.teammate).count() == 0


def test_an_assigned_module_becomes_started_not_doubled(world: World, course: Course) -> None:
    key = course.edition.module_key
    given = enrolments.assign(actor=world.coordinator, user=world.therapist, module_key=key)
    begun = enrolments.start(actor=world.therapist, module_key=key)
    assert (begun.pk, begun.state, begun.assigned_by) == (given.pk, "in_progress", world.coordinator)


@pytest.mark.parametrize("persona", ["therapist", "teammate", "supervisor", "manager", "admin", "superuser"])
def test_only_a_coordinator_of_the_persons_organisation_assigns(world: World, course: Course, persona: str) -> None:
    with pytest.raises(enrolments.MayNotAssign):
        enrolments.assign(actor=world[persona], user=world.therapist, module_key=course.edition.module_key)  # type: ignore[arg-type]
    with pytest.raises(enrolments.MayNotAssign):
        enrolments.assign(actor=world.coordinator, user=world.other_therapist, module_key=course.edition.module_key)
    assert not Enrolment.objects.exists()


def test_a_result_without_units_to_read_again_does_not_count_none(
    world: World, course: Course, reader: Client, ready: Enrolment
) -> None:
    with rewriting():
        EditionQuestion.objects.update(unit_key=None)
    page = reader.get(f"/learn/module-c1/check/{_fail(world, ready).public_id}/").content.decode()
    assert "<h1>Not passed yet</h1>" in page
    assert "parts to revisit" not in page
    assert "Re-read these" not in page
