"""Question statistics: figures worked out by hand, nothing below five people, the same sums in whatever way."""

import datetime
import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from learning.item_statistics import Tally, discrimination, facility, rests, shares, wording
from learning.models import Attempt, Enrolment, ItemTally, Question
from learning.question_statistics import most_missed, wordings_of
from learning.services import item_statistics
from tests.factories import EnrolmentFactory, UserFactory, make_edition, make_module
from tests.personas import World


def tally(*people: tuple[float, float, str]) -> Tally:
    """Of (credit, credit of the others, option) for each person."""
    found = Tally()
    for credit, rest, option in people:
        found.add(credit, rest, [option])
    return found


# Six people. Credits 1 1 1 1 0 0, others 1.0 0.8 0.6 0.8 0.4 0.0: n = 6, sum x = 4, sum xx = 4, sum y = 3.6,
# sum yy = 1 + .64 + .36 + .64 + .16 = 2.8, sum xy = 3.2. Facility 4/6 = 67%.
# r = (6*3.2 - 4*3.6) / sqrt((6*4 - 16)(6*2.8 - 12.96)) = 4.8 / sqrt(8 * 3.84) = 4.8 / 5.5426 = 0.87.
BY_HAND = tally((1, 1.0, "a"), (1, 0.8, "a"), (1, 0.6, "a"), (1, 0.8, "a"), (0, 0.4, "b"), (0, 0.0, "c"))


def test_facility_and_discrimination_are_what_a_pencil_finds() -> None:
    assert facility(BY_HAND) == 67
    assert discrimination(BY_HAND) == 0.87


def test_a_question_that_only_the_weak_get_right_is_negative() -> None:
    assert discrimination(tally(*[(1, 0.0, "a")] * 3, *[(0, 1.0, "b")] * 3)) == -1.0


def test_nothing_is_said_about_four_people() -> None:
    four = tally(*[(1, 0.5, "a")] * 2, *[(0, 0.1, "b")] * 2)
    assert (facility(four), discrimination(four), shares(four, ["a", "b"])) == (None, None, {"a": None, "b": None})


def test_all_alike_tells_nobody_apart() -> None:
    assert discrimination(tally(*[(1, 0.5, "a")] * 9)) is None
    assert facility(tally(*[(1, 0.5, "a")] * 9)) == 100


def test_an_option_of_one_person_is_hidden_and_can_not_be_worked_out() -> None:
    assert shares(BY_HAND, ["a", "b", "c"]) == {"a": 67, "b": None, "c": None}
    assert shares(tally(*[(1, 1, "a")] * 5, (0, 0, "b")), ["a", "b"]) == {"a": None, "b": None}
    three = tally(*[(1, 1, "a")] * 5, *[(0, 0, "b")] * 4, (0, 0, "c"))
    assert shares(three, ["a", "b", "c"]) == {"a": 50, "b": None, "c": None}


@given(st.lists(st.sampled_from("abcd"), min_size=5, max_size=40))
def test_no_share_shown_stands_for_one_or_two_people(chosen: list[str]) -> None:
    found = shares(tally(*((0, 0, option) for option in chosen)), "abcd")
    assert all(share is None or chosen.count(option) >= 3 for option, share in found.items())
    assert list(found.values()).count(None) != 1


@given(st.lists(st.tuples(st.sampled_from([0, 0.5, 1]), st.floats(0, 1)), min_size=5, max_size=60))
def test_discrimination_stays_between_minus_one_and_one(people: list[tuple[float, float]]) -> None:
    found = discrimination(tally(*((credit, rest, "a") for credit, rest in people)))
    assert found is None or -1 <= found <= 1


def test_the_rest_leaves_the_question_itself_out() -> None:
    assert rests([1, 0, 0.5]) == [0.25, 0.75, 0.5]
    assert rests([1]) == [0.0]


def question(stem: str = "Which?", *texts: str, feedback: str = "") -> dict[str, Any]:
    options = [
        {"id": f"o{n}", "text": text, "correct": n == 0, "feedback": feedback} for n, text in enumerate(texts or "abc")
    ]
    return {"kind": "single", "stem": stem, "options": options}


def test_a_wording_is_its_words_not_their_order_or_the_feedback() -> None:
    shuffled = question(feedback="New.")
    shuffled["options"].reverse()
    assert wording(question()) == wording(shuffled)
    assert wording(question()) != wording(question("Which one?"))
    assert wording(question()) != wording(question("Which?", "a", "b", "d"))


@pytest.fixture
def bank(world: World) -> Any:
    """Module S1 with three questions, its edition."""
    return make_edition(make_module("S1", units=1, questions=3))


def sent(edition: Any, right: list[bool], *, user: Any = None, number: int = 1, enrolment: Any = None) -> Attempt:
    """Somebody sends a check: for each of the questions right or wrong; not yet counted in."""
    enrolment = enrolment or EnrolmentFactory(user=user or UserFactory(), edition=edition)
    questions = [
        {"key": str(q.question_key), "kind": q.kind, "outcome": 1, "unit_key": None, **q.content}
        for q in edition.questions.order_by("position")
    ]
    answers = {
        q["key"]: [next(option["id"] for option in q["options"] if option["correct"] is correct)]
        for q, correct in zip(questions, right, strict=True)
    }
    facts = {"number": number, "language": "en", "seed": 1, "pass_mark": 60, "submitted_at": timezone.now()}
    return Attempt.objects.create(enrolment=enrolment, questions=questions, answers=answers, **facts)


FIVE = [[True, True, True], [True, True, False], [True, False, False], [True, False, True], [False, False, False]]


def counted(edition: Any, rows: list[list[bool]]) -> None:
    for right in rows:
        item_statistics.count_in(sent(edition, right))


def sums() -> dict[tuple[Any, ...], Any]:
    return {
        (row.question_key, row.wording): (row.people, round(row.credit, 6), round(row.products, 6), row.options)
        for row in ItemTally.objects.all()
    }


def test_counting_as_they_come_and_rebuilding_give_the_same(bank: Any) -> None:
    counted(bank, FIVE)
    as_they_came = sums()
    call_command("rebuild_item_statistics", verbosity=0)
    assert sums() == as_they_came
    assert {people for people, *_rest in as_they_came.values()} == {5}


def test_a_person_counts_once_with_the_first_answer(bank: Any) -> None:
    user = UserFactory()
    enrolment: Enrolment = EnrolmentFactory(user=user, edition=bank)
    for number in range(1, 7):
        item_statistics.count_in(sent(bank, [number > 1] * 3, number=number, enrolment=enrolment))
    assert {(row.people, row.credit) for row in ItemTally.objects.all()} == {(1, 0)}
    item_statistics.rebuild()
    assert {(row.people, row.credit) for row in ItemTally.objects.all()} == {(1, 0)}


def test_new_words_begin_anew(bank: Any) -> None:
    counted(bank, FIVE)
    second = bank.questions.order_by("position")[1]
    for right in FIVE[:2]:
        attempt = sent(bank, right)
        attempt.questions[1]["stem"] = "In other words?"
        item_statistics.count_in(attempt)
    found = Question.objects.get(translation_key=second.question_key)
    assert {row.people for row in ItemTally.objects.filter(question_key=second.question_key)} == {5, 2}
    assert [row.people for row in wordings_of(found)] == [None, 5]
    assert most_missed()
    assert found not in most_missed()


def test_authors_see_what_most_people_miss_and_nobody_by_name(world: World, bank: Any, groups: None) -> None:
    people = [UserFactory(name=f"Ffion Secret {n}") for n in range(5)]
    for person, right in zip(people, FIVE, strict=True):
        item_statistics.count_in(sent(bank, right, user=person))
    author: Client = world.client("coordinator")
    home = author.get("/admin/").content.decode()
    assert "Most missed questions" in home
    assert "40% right" in home
    listed = author.get("/admin/snippets/learning/question/?hard=missed&ordering=facility").content.decode()
    assert listed.count("40%") == 2
    assert "80%" not in listed
    second = Question.objects.get(stem="Question 2?")
    page = author.get(f"/admin/snippets/learning/question/edit/{second.pk}/").content.decode()
    assert "40% right" in page
    assert "Secret" not in home + listed + page


def test_below_five_people_authors_see_no_figure(world: World, bank: Any, groups: None) -> None:
    counted(bank, FIVE[:4])
    author = world.client("coordinator")
    listed = author.get("/admin/snippets/learning/question/").content.decode()
    assert "50%" not in listed
    assert "100%" not in listed
    assert "Most missed questions" not in author.get("/admin/").content.decode()


def test_rebuilding_reads_a_stream(bank: Any, django_assert_max_num_queries: Any) -> None:
    enrolment = EnrolmentFactory(edition=bank)
    one = sent(bank, [True, False, True], enrolment=enrolment)
    later = [
        Attempt(
            **{name: getattr(one, name) for name in ("enrolment", "language", "seed", "questions", "answers")},
            **{"pass_mark": 60, "number": number, "public_id": uuid.uuid4()},
            submitted_at=one.submitted_at + datetime.timedelta(minutes=number),
        )
        for number in range(2, 1200)
    ]
    Attempt.objects.bulk_create(later)
    with django_assert_max_num_queries(8):
        assert item_statistics.rebuild() == (1199, 3)
