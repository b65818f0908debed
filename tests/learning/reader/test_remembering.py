"""Three questions to keep a finished module fresh, and what fits into a few minutes, as the learner meets them."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from learning.models import Completion, Enrolment, RefreshRound, ResourcePage
from learning.services import attempts, enrolments, library, remembering
from tests.factories import make_edition, make_module, make_resource
from tests.learning.reader.conftest import Course, answers_of
from tests.personas import World

pytestmark = pytest.mark.django_db
ANSWERS = "/today/fresh/answers/"


def finish(world: World, attempt: Any, days_ago: int, wrong: int = 0) -> Completion:
    """The therapist passed the check so many days ago, with some answers wrong."""
    answers = answers_of(attempt) | dict(list(answers_of(attempt, right=False).items())[:wrong])
    when = timezone.now() - datetime.timedelta(days=days_ago)
    completion = attempts.submit(actor=world.therapist, attempt=attempt, answers=answers, at=when)[1]
    assert completion
    return completion


@pytest.fixture
def done(world: World, attempt: Any) -> Completion:
    """Finished eight days ago, with one wrong answer: the second round is due."""
    return finish(world, attempt, 8, wrong=1)


@pytest.fixture
def asked(done: Completion, reader: Client) -> dict[str, Any]:
    """What the page of three questions was made of."""
    context = reader.get("/today/fresh/").context
    return {name: context[name] for name in ("completion_id", "number", "questions")}


def sent(asked: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The form, first option ticked everywhere."""
    ticks = {f"q-{question.key}": question.options[0].value for question in asked["questions"]}
    return {"completion": asked["completion_id"], "number": asked["number"], **ticks, **more}


def test_today_offers_three_questions_when_a_round_is_due(done: Completion, reader: Client) -> None:
    page = reader.get("/today/").content.decode()
    assert "Three questions to keep it fresh" in page
    assert "Module C1" in page


def test_nothing_is_offered_before_two_days(world: World, attempt: Any, reader: Client) -> None:
    finish(world, attempt, 1)
    assert "Three questions" not in reader.get("/today/").content.decode()
    assert reader.get("/today/fresh/").url == "/today/"  # type: ignore[attr-defined]


def test_the_questions_stay_the_same_and_hold_what_was_wrong(
    done: Completion, asked: dict[str, Any], reader: Client
) -> None:
    again = reader.get("/today/fresh/").context["questions"]
    assert again == asked["questions"]
    assert len(again) == 3
    wrong = next(iter(answers_of(done.attempt, right=False)))
    assert wrong in {question.key for question in again}


def test_reading_the_questions_shows_no_key_and_writes_nothing(done: Completion, reader: Client) -> None:
    page = reader.get("/today/fresh/").content.decode()
    assert "Because." not in page
    assert "What people saw comes first." not in page
    assert not RefreshRound.objects.exists()


def test_answers_lead_to_the_reasons_and_today_is_quiet_after(asked: dict[str, Any], reader: Client) -> None:
    result = reader.post(ANSWERS, sent(asked), follow=True)
    page = result.content.decode()
    assert "What people saw comes first." in page
    assert 'href="/learn/module-c1/unit-2/"' in page
    assert "Three questions" not in reader.get("/today/").content.decode()


def test_the_round_keeps_questions_answers_and_seed(asked: dict[str, Any], reader: Client) -> None:
    reader.post(ANSWERS, sent(asked))
    kept = RefreshRound.objects.get()
    assert [question["key"] for question in kept.questions] == [question.key for question in asked["questions"]]
    assert kept.answers.keys() == {question["key"] for question in kept.questions}
    assert kept.seed is not None


def test_sending_twice_keeps_the_first(asked: dict[str, Any], reader: Client) -> None:
    first = reader.post(ANSWERS, sent(asked))
    other = {f"q-{question.key}": question.options[1].value for question in asked["questions"]}
    second = reader.post(ANSWERS, sent(asked, **other))
    assert first.url == second.url  # type: ignore[attr-defined]
    assert RefreshRound.objects.get().answers != {key[2:]: [value] for key, value in other.items()}


def test_a_missing_answer_is_named_and_the_others_stay_ticked(asked: dict[str, Any], reader: Client) -> None:
    data = sent(asked)
    del data[f"q-{asked['questions'][1].key}"]
    answer = reader.post(ANSWERS, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#question-2"' in page
    assert page.count(" checked>") == 2
    assert not RefreshRound.objects.exists()


@pytest.mark.parametrize(
    "change", [{"q-nothing": "x"}, {"number": "9"}, {"number": "3"}, {"completion": "0"}, {"completion": "x" * 50}]
)
def test_what_was_tampered_with_changes_nothing(asked: dict[str, Any], reader: Client, change: dict[str, str]) -> None:
    assert reader.post(ANSWERS, sent(asked, **change)).url == "/today/"  # type: ignore[attr-defined]
    assert not RefreshRound.objects.exists()


def test_nobody_closes_somebody_elses_round(world: World, asked: dict[str, Any]) -> None:
    world.client("teammate").post(ANSWERS, sent(asked, skip="1"))
    assert not RefreshRound.objects.exists()


def test_not_now_skips_this_round_and_the_next_comes_on_its_day(world: World, done: Completion, reader: Client) -> None:
    reader.post(ANSWERS, {"completion": done.pk, "number": 2, "skip": "1"})
    assert "Three questions" not in reader.get("/today/").content.decode()
    RefreshRound.objects.update(closed_at=timezone.now() - datetime.timedelta(days=1))
    assert "Three questions" not in reader.get("/today/").content.decode()
    Completion.objects.update(completed_at=timezone.now() - datetime.timedelta(days=21))
    assert "Three questions" in reader.get("/today/").content.decode()


def test_dont_ask_again_holds_for_good(done: Completion, reader: Client) -> None:
    reader.post(ANSWERS, {"completion": done.pk, "number": 2, "stop": "1"})
    RefreshRound.objects.update(closed_at=timezone.now() - datetime.timedelta(days=10))
    for days in (7, 21, 60):
        Completion.objects.update(completed_at=timezone.now() - datetime.timedelta(days=days))
        assert "Three questions" not in reader.get("/today/").content.decode()


def test_a_module_being_taken_again_is_not_asked_about(
    world: World, course: Course, done: Completion, reader: Client
) -> None:
    Enrolment.objects.create(user=world.therapist, module_key=done.module_key, edition=course.edition)
    assert "Three questions" not in reader.get("/today/").content.decode()


@pytest.mark.parametrize("persona", ["teammate", "supervisor", "coordinator", "admin", "ig"])
def test_nobody_else_reads_a_result(world: World, asked: dict[str, Any], reader: Client, persona: str) -> None:
    address = reader.post(ANSWERS, sent(asked)).url  # type: ignore[attr-defined]
    assert world.client(persona).get(address).status_code == 404
    assert reader.get(address).status_code == 200


def test_no_entry_says_whether_somebody_did_it(asked: dict[str, Any], reader: Client) -> None:
    before = Entry.objects.count()
    reader.post(ANSWERS, sent(asked))
    assert Entry.objects.count() == before


def test_a_later_round_closes_the_earlier_ones(world: World, done: Completion) -> None:
    remembering.skip(actor=world.therapist, completion_id=done.pk, number=2)
    with pytest.raises(remembering.NoSuchRound):
        remembering.skip(actor=world.therapist, completion_id=done.pk, number=1)


def minutes(reader: Client, asked: str) -> list[Any]:
    panels = reader.get(f"/today/?minutes={asked}").context["main_panels"]
    return next(panel.context["picks"] for panel in panels if panel.order == 30)


def test_minutes_go_on_with_the_unit_that_is_next(enrolled: Enrolment, reader: Client) -> None:
    assert [pick.title for pick in minutes(reader, "20")] == ["Unit 1"]
    assert minutes(reader, "5") == []


def test_minutes_count_three_questions_and_resources_near_what_is_learnt(
    world: World, done: Completion, reader: Client
) -> None:
    other = make_edition(make_module("C2"), approach="cbt")
    enrolments.start(actor=world.therapist, module_key=other.module_key)
    for code, approach, length in (("R1", "behavioural", 4), ("R2", "cbt", 4), ("R3", "cbt", 12)):
        make_resource(code, approach=approach, minutes=length)
    make_resource("R4", approach="cbt", minutes=3, safety="discuss-first")
    library.store_missing()
    assert [pick.kind for pick in minutes(reader, "5")] == ["fresh", "resource", "resource"]
    assert {pick.title for pick in minutes(reader, "5")[1:]} == {"Resource R1", "Resource R2"}
    assert minutes(reader, "20")[0].under == "Module C2"
    assert ResourcePage.objects.count() == 4


def test_today_costs_at_most_ten_statements_with_everything_on_it(
    world: World, done: Completion, reader: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for code in ("C2", "C3", "C4"):
        enrolments.start(actor=world.therapist, module_key=make_edition(make_module(code)).module_key)
    reader.get("/today/")
    with django_assert_max_num_queries(10):
        reader.get("/today/?minutes=20")
