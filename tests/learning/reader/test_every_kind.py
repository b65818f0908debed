"""Every kind of question in the final check and in a unit, by the plain form alone."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from learning.models import Attempt, Edition, EditionUnit, Enrolment, ExtraTime, Question
from learning.rendering import render_unit_body
from learning.services import attempts, enrolments, progress
from tests.factories import make_edition, make_module, make_question, make_unit
from tests.learning.reader.conftest import Course
from tests.personas import World


def part(type_: str, **value: Any) -> dict[str, Any]:
    return {"type": type_, "id": str(uuid.uuid4()), "value": {"feedback": f"On {next(iter(value.values()))}.", **value}}


KINDS = {
    "matching": [
        *[part("pair", left=f"Left {side}", right=f"Right {side}") for side in "abc"],
        part("distractor", text="Nothing"),
    ],
    "ordering": [part("item", text=f"Step {name}") for name in ("one", "two", "three", "four")],
    "numeric": [
        part("number", value="24", tolerance="0", credit=None),
        part("number", value="12", tolerance="0", credit="0"),
    ],
    "short": [part("accepted", text="tŷ", credit=None)],
}


@pytest.fixture
def course(world: World) -> Course:
    module = make_module("C1", units=1, questions=0, draw=4)
    for number, (kind, options) in enumerate(KINDS.items(), 1):
        make_question(module, number=number, kind=kind, options=options, stem=f"About {kind}?", unit_of_answer="hours")
    edition = make_edition(module)
    return Course(edition, list(EditionUnit.objects.filter(edition=edition)))


@pytest.fixture
def attempt(world: World, course: Course) -> Attempt:
    enrolment = enrolments.start(actor=world.therapist, module_key=course.edition.module_key)
    progress.complete_unit(actor=world.therapist, unit=course.units[0])
    return attempts.begin(actor=world.therapist, enrolment=enrolment, language="en")


def right_answers(attempt: Attempt) -> dict[str, list[str]]:
    """What the form sends when everything is right."""
    found = {}
    for question in attempt.questions:
        options = question["options"]
        found[question["key"]] = {
            "matching": [f"{o['id']}={o['right_id']}" for o in options if o["type"] == "pair"],
            "ordering": [f"{o['id']}={place}" for place, o in enumerate(options, 1)],
            "numeric": ["24 hours"],
            "short": ["TY"],
        }[question["kind"]]
    return found


def posted(attempt: Attempt, answers: dict[str, list[str]], **more: str) -> dict[str, Any]:
    return {
        **{"attempt": str(attempt.public_id), "shown": list(answers), **more},
        **{f"q-{key}": value for key, value in answers.items()},
    }


def key_of(attempt: Attempt, kind: str) -> str:
    return next(str(question["key"]) for question in attempt.questions if question["kind"] == kind)


def test_every_kind_is_answered_and_marked_by_the_plain_form(course: Course, reader: Client, attempt: Attempt) -> None:
    page = reader.get(course.at("final_check")).content.decode()
    assert page.count("<select") == 3 + 4
    assert 'inputmode="decimal"' in page
    result = reader.post(course.at("answer_check"), posted(attempt, right_answers(attempt), send="1"), follow=True)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (100, True)
    assert set(attempt.credits.values()) == {1.0}
    assert "Right answer" in result.content.decode() or "Right" in result.content.decode()


def test_part_of_the_credit_counts_and_the_result_says_what_is_right_and_why(
    course: Course, reader: Client, attempt: Attempt
) -> None:
    answers = right_answers(attempt)
    order = answers[key_of(attempt, "ordering")]
    swapped = [order[0], order[1], f"{order[2][:-1]}4", f"{order[3][:-1]}3"]
    answers |= {key_of(attempt, "ordering"): swapped, key_of(attempt, "numeric"): ["12"]}
    page = reader.post(course.at("answer_check"), posted(attempt, answers, send="1"), follow=True).content.decode()
    attempt.refresh_from_db()
    assert attempt.credits[key_of(attempt, "ordering")] == pytest.approx(1 / 3)
    assert attempt.score == 58
    for words in ("24 hours", "your place 4, right place 3", "On 12.", "What people saw comes first."):
        assert words in page, words


def test_neither_source_nor_order_gives_the_key_away(course: Course, reader: Client, attempt: Attempt) -> None:
    page = reader.get(course.at("final_check")).content.decode()
    for question in attempt.questions:
        for option in question["options"]:
            if option["type"] in {"pair", "distractor"}:
                assert option["right_id"] not in option["id"]
    assert "On " not in re.sub(r"\s+", " ", page[page.index("<form") :]).replace("On this", "")
    orders = set()
    for seed in range(30):
        again = attempts.draw([{**q, "content": q, "unit_key": None} for q in attempt.questions], 4, seed)
        orders |= {tuple(q["shown"]) for q in again if q["kind"] == "ordering"}
    assert len(orders) > 5


def test_a_bad_number_is_told_beside_its_field_and_nothing_typed_is_lost(
    course: Course, reader: Client, attempt: Attempt
) -> None:
    answers = right_answers(attempt) | {key_of(attempt, "numeric"): ["about a day"]}
    response = reader.post(course.at("answer_check"), posted(attempt, answers, send="1"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="about a day"' in page
    assert "This is not a number." in page
    assert 'value="TY"' in page
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_one_answer_saved_by_script_is_there_on_another_device(
    world: World, course: Course, reader: Client, attempt: Attempt
) -> None:
    key = key_of(attempt, "short")
    told = reader.post(
        course.at("answer_check"), posted(attempt, {key: ["cartref"]}), headers={"x-requested-with": "fetch"}
    )
    assert told.json() == {"problems": {key: ""}, "answered": 1}
    other = world.client("therapist")
    assert 'value="cartref"' in other.get(course.at("final_check")).content.decode()


def test_two_items_in_one_place_are_told_and_kept(course: Course, reader: Client, attempt: Attempt) -> None:
    key = key_of(attempt, "ordering")
    twice = [f"{entry.rpartition('=')[0]}=1" for entry in right_answers(attempt)[key]]
    told = reader.post(
        course.at("answer_check"), posted(attempt, {key: twice}), headers={"x-requested-with": "fetch"}
    ).json()
    assert told["problems"][key] == "Two items have the same place. Give each place once."
    page = reader.get(course.at("final_check")).content.decode()
    assert page.count('=1" selected') == 4


def limited(course: Course, minutes: int) -> None:
    edition = course.edition
    edition.time_limit = minutes
    with __import__("audit.triggers", fromlist=["lifted"]).lifted("learning_edition"):
        Edition.objects.filter(pk=edition.pk).update(time_limit=minutes)


def test_what_was_saved_before_the_time_was_over_counts_and_nothing_later(
    world: World, course: Course, reader: Client, attempt: Attempt
) -> None:
    answers = right_answers(attempt)
    key = key_of(attempt, "short")
    attempts.save_answers(actor=world.therapist, attempt=attempt, answers={key: answers[key]})
    Attempt.objects.filter(pk=attempt.pk).update(
        ends_at=timezone.now() - attempts.GRACE - datetime.timedelta(seconds=1)
    )
    late = reader.post(course.at("answer_check"), posted(attempt, answers), headers={"x-requested-with": "fetch"})
    assert late.status_code == 409
    assert "The time is over" in reader.get(course.at("final_check")).content.decode()
    reader.post(course.at("answer_check"), posted(attempt, answers, send="1"))
    attempt.refresh_from_db()
    assert attempt.score == 25
    assert attempt.answers == {key: ["TY"]}


def test_within_the_grace_an_answer_still_counts(world: World, attempt: Attempt) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=timezone.now() - datetime.timedelta(seconds=30))
    key = key_of(attempt, "short")
    assert attempts.save_answers(actor=world.therapist, attempt=attempt, answers={key: ["ty"]}).answers == {key: ["ty"]}


@pytest.mark.parametrize(("per_cent", "days", "minutes"), [(50, 1, 45), (50, 0, 45), (50, -1, 30), (100, None, 60)])
def test_extra_time_makes_the_check_longer_until_its_last_day(
    world: World, course: Course, per_cent: int, days: int | None, minutes: int
) -> None:
    limited(course, 30)
    until = None if days is None else timezone.localdate() + datetime.timedelta(days=days)
    ExtraTime.objects.create(user=world.therapist, per_cent=per_cent, until=until, given_by=world.coordinator)
    enrolment = enrolments.start(actor=world.therapist, module_key=course.edition.module_key)
    progress.complete_unit(actor=world.therapist, unit=course.units[0])
    attempt = attempts.begin(actor=world.therapist, enrolment=enrolment, language="en")
    assert attempt.ends_at is not None
    assert round((attempt.ends_at - attempt.started_at).total_seconds() / 60) == minutes


def test_the_tries_a_module_allows_are_counted(world: World, course: Course, attempt: Attempt) -> None:
    enrolment = Enrolment.objects.select_related("edition").get(pk=attempt.enrolment_id)
    assert attempts.tries_left(enrolment) is None
    enrolment.edition.attempts_allowed = 3
    assert attempts.tries_left(enrolment) == 2


def test_a_unit_asks_every_kind_without_the_answer_in_it(world: World) -> None:
    module = make_module("C2", units=0, questions=0)
    for kind, options in KINDS.items():
        question: Question = make_question(module, use="check", kind=kind, options=options, stem=f"On {kind}?")
        unit = make_unit(module, body=[("check", {"question": question})], slug=f"unit-{kind}")
        html = render_unit_body(unit)
        assert "On 24." not in html
        assert ("⟦typed:" in html) is (kind in {"numeric", "short"})
        assert ("<select" in html) is (kind in {"matching", "ordering"})
        assert "correct" not in html
