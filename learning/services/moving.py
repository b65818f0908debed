"""Moving from the edition one has begun to the newest one, of one's own will; nothing one did is lost."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction

from audit.services import record
from learning.models import CheckAnswer, Edition, EditionQuestion, EditionUnit, Enrolment, UnitProgress
from learning.services.attempts import is_passed, wait_until
from people.models import User


class NothingNewer(Exception):
    """They are in the newest edition, or on their way through none."""


class CheckUnderWay(Exception):
    """The final check was begun or passed, or the next try has to wait: it stays in the edition it was begun in."""


@dataclass(frozen=True)
class Step:
    """A unit of the newest edition: done already, changed since it was done, or not done."""

    unit: EditionUnit
    stays_done: bool
    changed: bool


def newest_for(enrolment: Enrolment) -> Edition:
    """The edition to move to."""
    edition = Edition.objects.current().filter(module_key=enrolment.module_key).first()
    if edition is None or edition.number <= enrolment.edition.number:
        raise NothingNewer(enrolment.pk)
    return edition


def is_in_check(enrolment: Enrolment) -> bool:
    """The final check was begun and not sent, was passed, or the next try has to wait."""
    under_way = enrolment.attempts.filter(submitted_at=None).exists()
    return under_way or is_passed(enrolment) or wait_until(enrolment) is not None


def steps(enrolment: Enrolment, edition: Edition, language: str) -> list[Step]:
    """Each unit of the newest edition, with what becomes of it."""
    done = set(enrolment.units.filter(completed_at__isnull=False).values_list("unit_key", flat=True))
    before = _units(enrolment.edition_id, language)
    return [
        Step(unit, key in done and same_unit(before.get(key), unit), key in done)
        for key, unit in _units(edition.pk, language).items()
    ]


def _units(edition_id: int, language: str) -> dict[uuid.UUID, EditionUnit]:
    rows = EditionUnit.objects.filter(edition_id=edition_id, language__in=[language, "en"]).order_by("position")
    ordered = sorted(rows, key=lambda row: row.language == language)
    found = {row.unit_key: row for row in ordered}
    return dict(sorted(found.items(), key=lambda item: item[1].position))


def same_unit(old: EditionUnit | None, new: EditionUnit) -> bool:
    """Nothing to read anew: the same revisions, or the same words."""
    return old is not None and (old.fingerprint == new.fingerprint or (old.title, old.html) == (new.title, new.html))


def move(*, actor: User, module_key: uuid.UUID, language: str) -> Enrolment:
    """A new enrolment takes over what is unchanged; the old one stays as it was, with its tries, and is closed."""
    with transaction.atomic():
        rows = Enrolment.objects.select_for_update(of=("self",)).of(actor).under_way()
        old = rows.filter(module_key=module_key).select_related("edition").first()
        if old is None:
            raise NothingNewer(module_key)
        edition = newest_for(old)
        if is_in_check(old):
            raise CheckUnderWay(old.pk)
        stays = {step.unit.unit_key for step in steps(old, edition, language) if step.stays_done}
        Enrolment.objects.filter(pk=old.pk).update(state=Enrolment.State.WITHDRAWN)
        new = Enrolment.objects.create(
            user=actor,
            module_key=module_key,
            edition=edition,
            started_at=old.started_at,
            due_on=old.due_on,
            assigned_by_id=old.assigned_by_id,
            retake_of_id=old.retake_of_id,
            last_unit_key=old.last_unit_key,
            last_seen_at=old.last_seen_at,
        )
        _take_progress(old, new, stays)
        _take_answers(old, new)
        record(actor=actor, action="learning.moved_to_newer_edition", records=[old, new])
    return new


def _take_progress(old: Enrolment, new: Enrolment, stays: set[uuid.UUID]) -> None:
    there = set(EditionUnit.objects.filter(edition_id=new.edition_id).values_list("unit_key", flat=True))
    UnitProgress.objects.bulk_create(
        UnitProgress(
            enrolment=new,
            unit_key=row.unit_key,
            language=row.language,
            position=row.position,
            completed_at=row.completed_at if row.unit_key in stays else None,
            carried=row.unit_key in stays,
        )
        for row in old.units.all()
        if row.unit_key in there
    )


def _take_answers(old: Enrolment, new: Enrolment) -> None:
    """Answers to knowledge checks that are asked in the same words."""
    before, after = _asked(old.edition_id), _asked(new.edition_id)
    CheckAnswer.objects.bulk_create(
        CheckAnswer(
            enrolment=new,
            question_key=row.question_key,
            chosen=row.chosen,
            is_right=row.is_right,
            language=row.language,
            tries=row.tries,
        )
        for row in old.check_answers.all()
        if after.get((row.question_key, row.language)) == before.get((row.question_key, row.language), ())
    )


def _asked(edition_id: int) -> dict[tuple[uuid.UUID, str], object]:
    rows = EditionQuestion.objects.filter(edition_id=edition_id, use="check")
    return {(row.question_key, row.language): row.content for row in rows}
