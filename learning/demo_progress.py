"""What the demo's people have done in training, so that every screen has something true to show.

It goes through the same services as a learner does, and does each thing once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.utils import timezone

from learning.models import Edition, EditionQuestion, EditionUnit, Enrolment
from learning.services import attempts, enrolments, progress
from people.models import User

COORDINATOR = "coordinator"


def load(report: Callable[[str], None]) -> None:
    """Everybody is somewhere else: finished, half-way, in Welsh, newly assigned."""
    if Enrolment.objects.exists():
        return
    finish("therapist", "M1", weeks_ago=5)
    read("therapist", "M2", units=4, position=True)
    assign("therapist", "M10", days=6)
    for weeks_ago, code in ((60, "M1"), (55, "M2"), (30, "M10")):
        finish("teammate", code, weeks_ago=weeks_ago)
    assign("starter", "M1", days=14)
    assign("starter", "M10", days=7)
    finish("other-therapist", "M1", language="cy", weeks_ago=20)
    read("other-therapist", "M10", units=2, language="cy", position=True)
    finish("supervisor", "M10", weeks_ago=40)
    finish("leaver", "M10", weeks_ago=12)
    report(f"learning: {Enrolment.objects.count()} enrolments of demo people")


def _user(name: str) -> User:
    return User.objects.get(email=f"{name}@hearth.example")


def _edition(code: str) -> Edition:
    return Edition.objects.current().get(code=code)


def _units(edition: Edition, language: str) -> list[EditionUnit]:
    rows = EditionUnit.objects.filter(edition=edition, language=language).select_related("edition")
    return list(rows.order_by("position")) or _units(edition, "en")


def assign(name: str, code: str, *, days: int) -> None:
    """The coordinator gives the module, due in so many days."""
    due_on = timezone.localdate() + datetime.timedelta(days=days)
    enrolments.assign(actor=_user(COORDINATOR), user=_user(name), module_key=_edition(code).module_key, due_on=due_on)


def read(name: str, code: str, *, units: int, language: str = "en", position: bool = False) -> Enrolment:
    """The first units are done; with `position` the person is in the middle of the next one."""
    user, edition = _user(name), _edition(code)
    rows = _units(edition, language)
    for row in rows[:units]:
        progress.complete_unit(actor=user, unit=row)
    if position and units < len(rows):
        progress.record_position(actor=user, unit=rows[units], position=_middle(rows[units]))
    return Enrolment.objects.of(user).get(module_key=edition.module_key)


def _middle(row: EditionUnit) -> str:
    """The block in the middle of the unit."""
    ids = [part.split('"')[0] for part in row.html.split('id="b-')[1:]]
    return ids[len(ids) // 2] if ids else ""


def finish(name: str, code: str, *, language: str = "en", weeks_ago: int = 0) -> None:
    """Every unit done and the final check passed some weeks ago, all answers right."""
    user = _user(name)
    enrolment = read(name, code, units=99, language=language)
    languages = EditionQuestion.objects.filter(edition_id=enrolment.edition_id, language=language).exists()
    attempt = attempts.begin(actor=user, enrolment=enrolment, language=language if languages else "en")
    answers = {
        question["key"]: [option["id"] for option in question["options"] if option["correct"]]
        for question in attempt.questions
    }
    when = timezone.now() - datetime.timedelta(weeks=weeks_ago)
    attempts.submit(actor=user, attempt=attempt, answers=answers, at=when)
