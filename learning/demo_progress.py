"""What the demo's people have done in training, so that every screen has something true to show.

It goes through the same services as a learner does. Whoever has begun anything is left alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.utils import timezone

from learning import marking
from learning.models import Edition, EditionQuestion, EditionUnit, Enrolment
from learning.services import attempts, enrolments, progress
from people.models import User

COORDINATOR = "coordinator"


def load(report: Callable[[str], None]) -> None:
    """Everybody is somewhere else: finished, half-way, in Welsh, newly assigned."""
    made = 0
    for name, deeds in STORIES.items():
        user = _user(name)
        if Enrolment.objects.of(user).exists():
            continue
        for deed in deeds:
            deed(name)
        made += Enrolment.objects.of(user).count()
    if made:
        report(f"learning: {made} enrolments of demo people")


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
    """Begun a week before the final check was passed, some weeks ago, with every unit done and all answers right."""
    user = _user(name)
    enrolment = read(name, code, units=99, language=language)
    languages = EditionQuestion.objects.filter(edition_id=enrolment.edition_id, language=language).exists()
    attempt = attempts.begin(actor=user, enrolment=enrolment, language=language if languages else "en")
    answers = {asked["key"]: marking.right_answer(asked["kind"], asked) for asked in attempt.questions}
    when = timezone.now() - datetime.timedelta(weeks=weeks_ago)
    begun = when - datetime.timedelta(weeks=1)
    Enrolment.objects.filter(pk=enrolment.pk).update(created_at=begun, started_at=begun)
    attempts.submit(actor=user, attempt=attempt, answers=answers, at=when)


STORIES: dict[str, list[Callable[[str], object]]] = {
    "therapist": [
        lambda name: finish(name, "M1", weeks_ago=5),
        lambda name: read(name, "M2", units=4, position=True),
        lambda name: finish(name, "M6", weeks_ago=2),
        lambda name: assign(name, "M10", days=6),
    ],
    "teammate": [
        lambda name: finish(name, "M1", weeks_ago=60),
        lambda name: finish(name, "M2", weeks_ago=55),
        lambda name: finish(name, "M10", weeks_ago=30),
    ],
    "starter": [lambda name: assign(name, "M1", days=14), lambda name: assign(name, "M10", days=7)],
    "other-therapist": [
        lambda name: finish(name, "M1", language="cy", weeks_ago=20),
        lambda name: finish(name, "M6", weeks_ago=8),
        lambda name: read(name, "M10", units=2, language="cy", position=True),
    ],
    "supervisor": [lambda name: finish(name, "M10", weeks_ago=46)],
    "backup": [lambda name: finish(name, "M10", weeks_ago=56)],
    "leaver": [lambda name: finish(name, "M10", weeks_ago=12)],
}
