"""How much a page costs: statements that don't grow with the content, and light HTML (SPEED.md goals 2 and 4)."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.settings.base import PROCESS_CACHE
from learning.models import Edition, EditionModule, EditionQuestion, EditionUnit, Enrolment
from learning.services import attempts, enrolments, library, progress
from tests.factories import CertificateFactory, make_edition, make_module, make_question, make_resource
from tests.learning.reader.conftest import CHECK, RIGHT, Course
from tests.learning.reader.test_every_kind import KINDS
from tests.learning.reader.test_updates import finish, next_edition
from tests.personas import World

pytestmark = pytest.mark.django_db


def _many(count: int, units: int = 3) -> None:
    """So many more published modules, written in three statements."""
    start = Edition.objects.count()
    editions = Edition.objects.bulk_create(
        Edition(
            module_key=uuid.uuid4(),
            number=1,
            code=f"X{start + n:04}",
            live_from=timezone.now(),
            minutes=40,
            approach="general",
            pass_mark=80,
            draw=10,
        )
        for n in range(count)
    )
    EditionModule.objects.bulk_create(
        EditionModule(
            edition=edition,
            language="en",
            page_id=1,
            revision_id=1,
            slug=edition.code.lower(),
            title=f"Describing a referral behaviour {edition.code}",
            summary="What it is about, in a sentence or two.",
        )
        for edition in editions
    )
    EditionUnit.objects.bulk_create(
        EditionUnit(
            edition=edition,
            language="en",
            unit_key=uuid.uuid4(),
            position=n,
            page_id=1,
            revision_id=1,
            slug=f"unit-{n}",
            title=f"Unit {n}",
            minutes=12,
            html="<p>Words</p>",
            fingerprint="0" * 64,
        )
        for edition in editions
        for n in range(1, units + 1)
    )


@pytest.fixture(autouse=True)
def _shared_cache_in_the_database(settings: Any) -> None:
    """As in production, where a look into the shared cache is a statement too."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hearth_cache"},
        "process": PROCESS_CACHE,
    }
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def statements(reader: Client) -> Callable[[str], int]:
    """How many statements a page costs, session and person included, with everything warm."""

    def count(address: str) -> int:
        assert reader.get(address).status_code == 200
        return _counted(reader, address)

    return count


def _counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


def test_a_unit_with_answers_costs_at_most_six_statements(
    world: World, course: Course, enrolled: Enrolment, reader: Client, statements: Callable[[str], int]
) -> None:
    reader.post(course.unit(1, "unit_save"), {"check": str(CHECK), f"q-{CHECK}": RIGHT})
    assert statements(course.unit(1)) <= 6


def test_a_unit_without_checks_costs_at_most_six_statements(
    course: Course, enrolled: Enrolment, statements: Callable[[str], int]
) -> None:
    assert statements(course.unit(2)) <= 6


def test_a_unit_costs_the_same_among_many_modules_and_units(
    world: World, course: Course, enrolled: Enrolment, statements: Callable[[str], int]
) -> None:
    before = statements(course.unit(1))
    _many(30, units=30)
    assert statements(course.unit(1)) == before
    assert statements("/learn/x0005/unit-3/") <= 6


def test_a_module_costs_at_most_six_statements_however_many_units(
    course: Course, enrolled: Enrolment, statements: Callable[[str], int]
) -> None:
    assert statements(course.at()) <= 6
    _many(1, units=60)
    assert statements("/learn/x0001/") <= 6


def test_the_list_of_modules_costs_the_same_at_any_length(
    world: World, course: Course, enrolled: Enrolment, statements: Callable[[str], int]
) -> None:
    progress.complete_unit(actor=world.therapist, unit=course.units[0])
    counts = []
    for more in (9, 90, 900):
        _many(more)
        counts.append(statements("/learn/"))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 6


def test_a_hundred_modules_weigh_at_most_sixty_kilobytes(course: Course, reader: Client) -> None:
    _many(99)
    page = reader.get("/learn/").content
    assert page.count(b"Describing a referral behaviour") == 99
    assert len(page) <= 60_000


def test_today_costs_at_most_ten_statements(
    world: World, course: Course, enrolled: Enrolment, statements: Callable[[str], int]
) -> None:
    _many(30)
    assert statements("/today/") <= 10


def test_open_updates_cost_one_statement_on_the_page_of_their_module_and_no_other_page_more_than_its_limit(
    world: World, course: Course, enrolled: Enrolment, statements: Callable[[str], int]
) -> None:
    finish(world.therapist, course)
    _many(30)
    named = [unit.unit_key.hex for unit in course.units]
    next_edition(course, "reread", changed=(1, 2), reread=named)
    assert statements("/today/") <= 10
    limits = {course.unit(1): 6, course.at(): 6, "/learn/": 6}
    assert {address: statements(address) for address in limits if statements(address) > limits[address]} == {}


def test_the_library_costs_at_most_eight_statements_at_any_length(statements: Callable[[str], int]) -> None:
    counts = []
    for number in (3, 30):
        for n in range(number):
            make_resource(f"W{number}-{n}")
        library.store_missing()
        counts.append(statements("/library/"))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 8


def test_checking_a_certificate_costs_a_stranger_at_most_six_statements() -> None:
    certificate = CertificateFactory()
    stranger, address = Client(), f"/v/{certificate.code}/"
    assert stranger.get(address).status_code == 200
    assert _counted(stranger, address) <= 6


@pytest.mark.parametrize("count", [4, 200])
def test_a_final_check_of_every_kind_costs_the_same_however_large_its_bank(
    world: World, reader: Client, statements: Callable[[str], int], count: int
) -> None:
    module = make_module("B1", units=1, questions=0, draw=4)
    for number, (kind, options) in enumerate(KINDS.items()):
        make_question(module, number=number, kind=kind, options=options)
    edition = make_edition(module)
    row = edition.questions.last()
    more = range(count - edition.questions.count())
    copies = [EditionQuestion(**{**_facts(row), "question_key": uuid.uuid4()}) for _number in more]
    EditionQuestion.objects.bulk_create(copies)
    enrolment = enrolments.start(actor=world.therapist, module_key=edition.module_key)
    progress.complete_unit(actor=world.therapist, unit=edition.units.get())
    attempt = attempts.begin(actor=world.therapist, enrolment=enrolment, language="en")
    assert len(attempt.questions) == 4
    assert statements("/learn/module-b1/check/") <= 7
    key = attempt.questions[0]["key"]
    with CaptureQueriesContext(connection) as captured:
        reader.post(
            "/learn/module-b1/check/_/answers/",
            {"attempt": str(attempt.public_id), "shown": key},
            headers={"x-requested-with": "fetch"},
        )
    assert sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured) <= 8


def _facts(row: EditionQuestion) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
