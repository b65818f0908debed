"""Edition 2 asks for one unit again: who finished reads it and is done; who is under way finishes edition 1."""

import uuid

from playwright.sync_api import expect

from learning.marking import right_answer
from learning.models import Certificate, Edition, EditionUnit, Enrolment
from learning.services import attempts, editions, enrolments, progress
from people.models import User
from tests.journeys.conftest import Open
from tests.journeys.learning import do_final_check
from tests.personas import World


def read_all(person: User, module_key: uuid.UUID) -> Enrolment:
    """Every unit done, the check still to come."""
    enrolment = enrolments.start(actor=person, module_key=module_key)
    for unit in EditionUnit.objects.filter(edition=enrolment.edition, language="en"):
        progress.complete_unit(actor=person, unit=unit)
    return enrolment


def pass_check(person: User, enrolment: Enrolment) -> None:
    attempt = attempts.begin(actor=person, enrolment=enrolment, language="en")
    answers = {question["key"]: right_answer(question["kind"], question) for question in attempt.questions}
    attempts.submit(actor=person, attempt=attempt, answers=answers)


def test_a_unit_is_read_again_once_and_who_is_under_way_finishes_their_edition(taught: World, visit: Open) -> None:
    first = Edition.objects.get()
    pass_check(taught.therapist, read_all(taught.therapist, first.module_key))
    read_all(taught.teammate, first.module_key)
    unit = EditionUnit.objects.filter(edition=first, language="en").order_by("position")[0]
    editions.publish(
        actor=taught.coordinator,
        module_key=first.module_key,
        reviewed_by=taught.reviewer,
        notice="reread",
        note="The law has changed.",
        reread=[unit.unit_key],
    )
    finished = visit(taught, "therapist", viewport={"width": 390, "height": 800})
    finished.goto("/today/")
    expect(finished.get_by_text("The law has changed.")).to_be_visible()
    finished.locator(".update").get_by_role("link", name=unit.title).click()
    finished.locator('button[name="reread"]').click()
    finished.goto("/today/")
    expect(finished.get_by_role("heading", level=1)).to_be_visible()
    expect(finished.get_by_text("The law has changed.")).to_have_count(0)

    under_way = visit(taught, "teammate")
    module = f"/learn/{first.modules.get(language='en').slug}/"
    under_way.goto(module)
    expect(under_way.get_by_text("There is a newer edition.")).to_be_visible()
    under_way.goto(f"{module}check/")
    do_final_check(under_way)
    expect(under_way.locator('main a[href$=".pdf"]')).to_be_visible()
    assert list(Certificate.objects.values_list("edition_number", flat=True)) == [1, 1]
