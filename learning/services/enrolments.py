"""Coming on to a module: by oneself, or by being assigned it."""

from __future__ import annotations

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from learning.models import Edition, Enrolment, Retirement
from people.models import Membership, User
from people.permissions import coordinates


class NoSuchModule(Exception):
    """No edition of the module is live."""


class ModuleRetired(NoSuchModule):
    """The module is out of use: nobody new begins it."""


class MayNotAssign(Exception):
    """Only a coordinator of the person's organisation assigns."""


def start(*, actor: User, module_key: uuid.UUID) -> Enrolment:
    """Begin, or go on: the open enrolment if there is one, else a new one; it begins in the edition current now."""
    with transaction.atomic():
        enrolment = _open(actor, module_key, due_on=None, assigned_by=None)
        if enrolment.started_at is None:
            enrolment.edition = _current(module_key)
            enrolment.started_at = timezone.now()
            enrolment.state = Enrolment.State.IN_PROGRESS
            enrolment.save(update_fields=["edition", "started_at", "state"])
            record(actor=actor, action="learning.module_started", records=[enrolment])
    return enrolment


def assign(*, actor: User, user: User, module_key: uuid.UUID, due_on: datetime.date | None = None) -> Enrolment:
    """Give somebody a module, with a date it is due. Repeating it changes only the date."""
    organisations = Membership.objects.current().filter(user=user).values_list("organisation_id", flat=True)
    if not any(coordinates(actor, organisation_id) for organisation_id in organisations):
        raise MayNotAssign(user.pk)
    with transaction.atomic():
        enrolment = _open(user, module_key, due_on=due_on, assigned_by=actor)
        if (enrolment.due_on, enrolment.assigned_by_id) != (due_on, actor.pk):
            enrolment.due_on, enrolment.assigned_by = due_on, actor
            enrolment.save(update_fields=["due_on", "assigned_by"])
        record(actor=actor, action="learning.module_assigned", records=[enrolment])
    return enrolment


def assign_agreed(*, actor: User, user: User, module_key: uuid.UUID, due_on: datetime.date | None = None) -> Enrolment:
    """Give a module that was agreed on between the two; the caller has asked whether they may agree on it.

    A date that is earlier already stays.
    """
    with transaction.atomic():
        enrolment = _open(user, module_key, due_on=due_on, assigned_by=actor)
        if due_on and (enrolment.due_on is None or due_on < enrolment.due_on):
            enrolment.due_on = due_on
            enrolment.save(update_fields=["due_on"])
        record(actor=actor, action="learning.module_assigned", records=[enrolment])
    return enrolment


def _open(user: User, module_key: uuid.UUID, *, due_on: datetime.date | None, assigned_by: User | None) -> Enrolment:
    found = Enrolment.objects.open().of(user).filter(module_key=module_key).first()
    if found:
        return found
    if Retirement.objects.filter(module_key=module_key, ended_at=None).exists():
        raise ModuleRetired(module_key)
    edition = _current(module_key)
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                user=user,
                module_key=module_key,
                edition=edition,
                state=Enrolment.State.ASSIGNED,
                due_on=due_on,
                assigned_by=assigned_by,
            )
    except IntegrityError:
        return Enrolment.objects.open().of(user).get(module_key=module_key)


def _current(module_key: uuid.UUID) -> Edition:
    edition = Edition.objects.current().filter(module_key=module_key).first()
    if edition is None:
        raise NoSuchModule(module_key)
    return edition
