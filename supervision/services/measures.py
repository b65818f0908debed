"""Scores are entered whole or not at all; names, ranges and targets are set by those whose they are."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Membership, Organisation, Team, User
from people.roles import Role
from supervision.models import CaseReference, Measure, MeasureScore, MeasureTarget
from supervision.permissions import role_in_team
from supervision.practice_permissions import can_edit_measures, can_enter_scores, can_set_target
from supervision.score_texts import MOST_ANSWERS, Range
from supervision.services.errors import NotAllowedError, SupervisionError
from supervision.services.freezing import must_not_be_frozen
from supervision.services.keeping import must_be_ready

ROLE_OF = {
    "therapist": (Role.THERAPIST,),
    "supervisor": (Role.SUPERVISOR, Role.BACKUP_SUPERVISOR),
    "expert": (Role.EXPERT,),
}
NEW, ANY = 0, None
KEPT = ("state", "value", "n", "method", "scales")


class ScoreError(SupervisionError):
    """A score can't be kept: out of range, without a count, of somebody else's, or of a month to come."""


class ChangedError(SupervisionError):
    """Somebody else entered other scores meanwhile; `scores` are theirs. Nothing was stored."""

    def __init__(self, scores: list[MeasureScore]) -> None:
        self.scores = scores
        super().__init__(len(scores))


@dataclass(frozen=True)
class Entry:
    """A score as it shall stand. `version`: of the one it replaces, NEW for none, ANY for whichever is there."""

    subject: int
    month: datetime.date
    state: str
    value: Decimal | None = None
    n: int = 0
    method: str = "unknown"
    scales: dict[str, str] = field(default_factory=dict)
    case: uuid.UUID | None = None
    version: int | None = ANY

    @property
    def place(self) -> tuple[int, datetime.date, uuid.UUID | None]:
        """Whose, when, of which case: there is one score for each."""
        return self.subject, self.month, self.case


@transaction.atomic
def enter(*, actor: User, measure: Measure, team: Team, entries: Sequence[Entry]) -> int:
    """Store all of them or none; how many are new or changed. Raises ScoreError or ChangedError."""
    must_be_ready(team.organisation_id)
    if not can_enter_scores(actor, measure, team.pk):
        raise NotAllowedError
    _check(measure, team, entries)
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    there = _there(measure, team, entries)
    stale = [there[one.place] for one in entries if one.place in there and _is_stale(one, there[one.place])]
    if stale:
        raise ChangedError(stale)
    changed = [row for one in entries if (row := _row(actor, measure, team, one, there.get(one.place)))]
    if changed:
        record(
            actor=actor,
            action="supervision.scores_entered",
            records=changed,
            role=role_in_team(actor, team.pk),
            organisation_id=team.organisation_id,
        )
    return len(changed)


def subjects(measure: Measure, team: Team) -> list[User]:
    """Whom the measure is about in the team today, by name."""
    rows = Membership.objects.current().in_role(*ROLE_OF[measure.about]).filter(team=team, user__is_active=True)
    return sorted({row.user for row in rows.select_related("user")}, key=lambda user: (user.name, user.pk))


def _check(measure: Measure, team: Team, entries: Sequence[Entry]) -> None:
    """The last line: whatever the form let through, no wrong score is kept."""
    known = {user.pk for user in subjects(measure, team)}
    cases = {one.case for one in entries if one.case}
    theirs = dict(CaseReference.objects.filter(pk__in=cases, team=team).values_list("pk", "therapist_id"))
    if len({one.place for one in entries}) != len(entries):
        raise ScoreError
    for one in entries:
        if one.subject not in known or one.month.day != 1 or one.month > timezone.localdate():
            raise ScoreError
        if one.case and (not measure.per_case or theirs.get(one.case) != one.subject):
            raise ScoreError
        _check_value(measure, one)


def _check_value(measure: Measure, one: Entry) -> None:
    scores = Range(measure.lowest, measure.highest)
    wrong: object
    if one.state != MeasureScore.State.SCORED:
        wrong = one.value is not None or one.n or one.scales or one.state not in MeasureScore.State.values
    else:
        wrong = one.value is None or scores.fault_of(one.value) or not 1 <= one.n <= MOST_ANSWERS
    scales_wrong = any(
        name not in measure.scales or scores.fault_of(Decimal(value)) for name, value in one.scales.items()
    )
    if wrong or scales_wrong:
        raise ScoreError


def _there(measure: Measure, team: Team, entries: Sequence[Entry]) -> dict[Any, MeasureScore]:
    rows = MeasureScore.objects.filter(measure=measure, team=team, month__in={one.month for one in entries})
    return {(row.subject_id, row.month, row.case_id): row for row in rows.select_related("entered_by", "subject")}


def _is_stale(one: Entry, row: MeasureScore) -> bool:
    return one.version is not ANY and one.version != row.version and not _is_same(one, row)


def _is_same(one: Entry, row: MeasureScore) -> bool:
    return all(getattr(one, name) == getattr(row, name) for name in KEPT)


def _row(actor: User, measure: Measure, team: Team, one: Entry, row: MeasureScore | None) -> MeasureScore | None:
    """The row as it is now, or None where nothing changed."""
    if row and _is_same(one, row):
        return None
    if row is None:
        row = MeasureScore(
            organisation_id=team.organisation_id,
            measure=measure,
            team=team,
            subject_id=one.subject,
            month=one.month,
            case_id=one.case,
            version=0,
        )
    else:
        must_not_be_frozen(row)
    for name in KEPT:
        setattr(row, name, getattr(one, name))
    row.entered_by = actor
    row.version += 1
    row.save()
    return row


@transaction.atomic
def set_target(*, actor: User, organisation: Organisation, measure: Measure, value: Decimal | None) -> None:
    """What the organisation aims at, or nothing: then no target is shown anywhere."""
    if not can_set_target(actor, organisation.pk):
        raise NotAllowedError
    if value is not None and Range(measure.lowest, measure.highest).fault_of(value):
        raise ScoreError
    if value is None:
        MeasureTarget.objects.filter(organisation=organisation, measure=measure).delete()
    else:
        MeasureTarget.objects.update_or_create(
            organisation=organisation, measure=measure, defaults={"value": value, "set_by": actor}
        )
    record(
        actor=actor,
        action="supervision.target_set",
        records=[measure],
        role=Role.PROGRAMME_MANAGER,
        organisation_id=organisation.pk,
    )


@transaction.atomic
def save_measure(*, actor: User, measure: Measure) -> Measure:
    """Add or correct an instrument's name and range. A range that leaves a stored score outside is refused."""
    if not can_edit_measures(actor):
        raise NotAllowedError
    scores = MeasureScore.objects.filter(measure=measure, state=MeasureScore.State.SCORED) if measure.pk else None
    if scores is not None and (
        scores.filter(value__lt=measure.lowest).exists() or scores.filter(value__gt=measure.highest).exists()
    ):
        raise ScoreError
    measure.save()
    record(actor=actor, action="supervision.measure_saved", records=[measure])
    return measure
