"""A small course to read: two units, a knowledge check, a reflection, a worksheet, a bank, and its Welsh."""

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from learning.models import Edition, EditionModule, EditionQuestion, EditionUnit, Enrolment
from learning.services import attempts, enrolments, progress
from tests.factories import make_edition, make_module, rewriting
from tests.personas import World

CHECK = uuid.UUID("00000000-0000-4000-8000-00000000c0de")
REFLECT = uuid.UUID("00000000-0000-4000-8000-00000000beef")
FIRST, SECOND = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
SHEET = uuid.UUID("00000000-0000-4000-8000-0000000000f0")
RIGHT, WRONG, OTHER = "o-right", "o-wrong", "o-other"
SECRET, TEMPTING, REASON = "Feedback of the right one", "Why it tempts", "The rationale of it"
HTML = (
    f'<section class="block block-text" id="b-{FIRST}"><h2>Start here</h2></section>'
    f'<section class="block block-check" id="b-{SECOND}"><input type="radio" name="q-{CHECK}" value="{RIGHT}" '
    f'form="unit-form">⟦answer:{CHECK}⟧</section>'
    f'<section class="block block-reflect" id="b-{REFLECT}"><textarea name="r-{REFLECT}" form="unit-form">'
    f"⟦reflection:{REFLECT}⟧</textarea></section>"
    f'<section class="block block-worksheet" id="b-{SHEET}">House rules sheet '
    f'<a href="⟦worksheet:{SHEET}⟧">Print</a></section>'
)
CONTENT = {
    "stem": "Which comes first?",
    "options": [
        {"id": RIGHT, "text": "Evidence", "correct": True, "feedback": SECRET},
        {"id": WRONG, "text": "A guess", "correct": False, "feedback": TEMPTING},
        {"id": OTHER, "text": "A label", "correct": False, "feedback": "Also tempting"},
    ],
    "rationale": REASON,
}


@dataclass
class Course:
    """The course and what its addresses are."""

    edition: Edition
    units: list[EditionUnit]

    def unit(self, number: int = 1, name: str = "unit", **more: Any) -> str:
        """An address of a unit."""
        slug = self.units[number - 1].slug
        return reverse(name, kwargs={"module_slug": "module-c1", "unit_slug": slug, **more})

    def at(self, name: str = "module", **more: Any) -> str:
        """An address of the module."""
        return reverse(name, kwargs={"module_slug": "module-c1", **more})


def dress(edition: Edition, language: str = "en") -> None:
    """Give the first unit its blocks and check, and bind the bank's questions to units."""
    units = list(EditionUnit.objects.filter(edition=edition, language=language).order_by("position"))
    with rewriting():
        EditionUnit.objects.filter(pk=units[0].pk).update(html=HTML)
    EditionQuestion.objects.create(
        edition=edition,
        language=language,
        question_key=CHECK,
        revision_id=0,
        use="check",
        kind="single",
        unit_key=units[0].unit_key,
        position=1,
        content=CONTENT,
    )
    bank = EditionQuestion.objects.filter(edition=edition, language=language, use="final")
    with rewriting():
        bank.update(unit_key=units[1].unit_key)


@pytest.fixture
def course(world: World) -> Course:
    """Module C1 as published, first edition."""
    edition = make_edition(make_module("C1", units=2, questions=5))
    dress(edition)
    return Course(edition, list(EditionUnit.objects.filter(edition=edition).order_by("position")))


@pytest.fixture
def welsh(course: Course) -> Course:
    """The same course in Welsh beside the English."""
    english = EditionModule.objects.get(edition=course.edition, language="en")
    english.pk, english.language, english.slug, english.title = None, "cy", "modiwl-c1", "Modiwl C1"
    english.save()
    for unit in course.units:
        EditionUnit.objects.create(
            edition=course.edition,
            language="cy",
            unit_key=unit.unit_key,
            position=unit.position,
            page_id=unit.page_id,
            revision_id=0,
            slug=f"uned-{unit.position}",
            title=f"Uned {unit.position}",
            minutes=unit.minutes,
            html="<p>Dechrau.</p>",
            fingerprint="1" * 64,
        )
    for question in EditionQuestion.objects.filter(edition=course.edition, language="en"):
        question.pk, question.language = None, "cy"
        question.save()
    return course


@pytest.fixture
def reader(world: World) -> Client:
    """The therapist's browser."""
    return world.client("therapist")


@pytest.fixture
def enrolled(world: World, course: Course) -> Enrolment:
    """The therapist has started the course."""
    return enrolments.start(actor=world.therapist, module_key=course.edition.module_key)


@pytest.fixture
def ready(world: World, course: Course, enrolled: Enrolment) -> Enrolment:
    """The therapist has done every unit."""
    for unit in course.units:
        progress.complete_unit(actor=world.therapist, unit=unit)
    return enrolled


@pytest.fixture
def attempt(world: World, ready: Enrolment) -> Any:
    """The therapist's first try, under way."""
    return attempts.begin(actor=world.therapist, enrolment=ready, language="en")


def answers_of(attempt: Any, *, right: bool = True) -> dict[str, list[str]]:
    """All right, or all wrong."""
    return {
        question["key"]: [next(option["id"] for option in question["options"] if option["correct"] is right)]
        for question in attempt.questions
    }
