"""Exemptions, assignments, absences and readings of one person: written once, taken back with a date."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.services import record
from pathways.models import Absence, Assignment, Exemption, ReadAcknowledgement, Requirement
from pathways.permissions import may_look_after, may_note_absence
from pathways.services.errors import (
    AlreadyWithdrawn,
    DatesDontFit,
    NotAllowed,
    NotHere,
    ReasonMissing,
    TooLate,
)
from pathways.services.statuses import refresh
from people.models import Membership, Organisation, User

Day = datetime.date
LONGEST = datetime.timedelta(days=731)
REASON_LENGTH = 300


@transaction.atomic
def exempt(
    *,
    actor: User,
    user: User,
    requirement: Requirement,
    organisation: Organisation,
    reason: str,
    from_on: Day,
    until_on: Day,
) -> Exemption:
    """Somebody does not have to have it, from a first to a last day. Those days move a deadline that falls on them."""
    _must(may_look_after(actor, user, organisation.pk), requirement, organisation)
    if not reason.strip():
        raise ReasonMissing
    _check_span(from_on, until_on)
    row = Exemption.objects.create(
        user=user,
        requirement=requirement,
        organisation=organisation,
        reason=reason.strip()[:REASON_LENGTH],
        from_on=from_on,
        until_on=until_on,
        recorded_at=timezone.now(),
        recorded_by=actor,
    )
    return _recorded(actor, "pathways.exempted", row)


@transaction.atomic
def assign(*, actor: User, user: User, requirement: Requirement, organisation: Organisation, due_on: Day) -> Assignment:
    """Give one person a requirement by a day. Again with another day, the one before is taken back."""
    _must(may_look_after(actor, user, organisation.pk), requirement, organisation)
    if due_on < timezone.localdate():
        raise TooLate
    if not Membership.objects.current().filter(user=user, organisation=organisation).exists():
        raise NotHere
    standing = Assignment.objects.select_for_update().standing()
    before = standing.filter(user=user, requirement=requirement, organisation=organisation).first()
    if before and before.due_on == due_on:
        return before
    if before:
        _withdraw(actor, before)
    row = Assignment.objects.create(
        user=user,
        requirement=requirement,
        organisation=organisation,
        due_on=due_on,
        recorded_at=timezone.now(),
        recorded_by=actor,
    )
    return _recorded(actor, "pathways.assigned", row)


@transaction.atomic
def add_absence(
    *, actor: User, user: User, organisation: Organisation, kind: str, from_on: Day, until_on: Day
) -> Absence:
    """Leave or an on-call week, entered by who looks after the person; why is not kept."""
    if not may_note_absence(actor, user, organisation.pk):
        raise NotAllowed
    _check_span(from_on, until_on)
    row = Absence.objects.create(
        user=user,
        organisation=organisation,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
        recorded_at=timezone.now(),
        recorded_by=actor,
    )
    return _recorded(actor, "pathways.absence_added", row)


@transaction.atomic
def withdraw(*, actor: User, row: Exemption | Assignment | Absence) -> None:
    """Take back an exemption, an assignment or an absence from today on; the row stays."""
    locked = type(row).objects.select_for_update(of=("self",)).select_related("user").get(pk=row.pk)
    allowed = may_note_absence if isinstance(row, Absence) else may_look_after
    if not allowed(actor, locked.user, locked.organisation_id):
        raise NotAllowed
    if locked.withdrawn_at:
        raise AlreadyWithdrawn
    _withdraw(actor, locked)
    _recorded(actor, f"pathways.{locked._meta.model_name}_withdrawn", locked)


@transaction.atomic
def acknowledge_reading(*, actor: User, key: uuid.UUID) -> ReadAcknowledgement:
    """Somebody says that they have read a resource or a unit: their own word, once a day at most."""
    row, made = ReadAcknowledgement.objects.get_or_create(
        user=actor, key=key, on=timezone.localdate(), defaults={"at": timezone.now()}
    )
    if made:
        record(actor=actor, action="pathways.reading_acknowledged", records=[row])
        refresh([actor])
    return row


def _must(allowed: bool, requirement: Requirement, organisation: Organisation) -> None:
    """Allowed here, and the requirement is the organisation's own or everybody's."""
    if not allowed or requirement.organisation_id not in {None, organisation.pk}:
        raise NotAllowed


def _check_span(from_on: Day, until_on: Day) -> None:
    if until_on < from_on or until_on - from_on > LONGEST:
        raise DatesDontFit


def _withdraw(actor: User, row: Any) -> None:
    row.withdrawn_at, row.withdrawn_by = timezone.now(), actor
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _recorded(actor: User, action: str, row: Any) -> Any:
    record(actor=actor, action=action, records=[row, row.user], organisation_id=row.organisation_id)
    refresh([row.user_id])
    return row
