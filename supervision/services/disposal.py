"""Disposal: one person proposes what is due, another approves, and it goes in one transaction, leaving a stub.

The stub says the type, the dates, the rule, the two people and how many records. Lifting the triggers of the tables
concerned, inside that transaction, is the second named exception of the house.
"""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from audit import triggers
from audit.services import record
from people.models import Organisation, User
from people.roles import Role
from supervision.due import Due, children_of, due_by, held_rows, let_go, members_of, outside
from supervision.guarding_permissions import can_second, guards
from supervision.models import Disposal, DisposalStub, RecordKeeping
from supervision.scopes import Found
from supervision.services.errors import NotAllowedError, OnHoldError, SamePersonError, WrongStateError
from supervision.services.keeping import must_be_ready


@transaction.atomic
def propose(*, actor: User, organisation: Organisation, items: list[tuple[str, uuid.UUID]]) -> Disposal:
    """Put what is due on a list for a second person. Raises WrongStateError or OnHoldError where something may not."""
    if not guards(actor, organisation.pk):
        raise NotAllowedError
    chosen = _still_due(must_be_ready(organisation.pk), items)
    made = Disposal.objects.create(
        organisation=organisation,
        proposed_by=actor,
        items=[{"kind": due.kind, "key": str(due.key)} for due in chosen],
    )
    _record(actor, "supervision.disposal_proposed", made)
    return made


def _still_due(keeping: RecordKeeping, items: list[tuple[str, uuid.UUID]]) -> list[Due]:
    """As the schedule says today."""
    due = {(one.kind, one.key): one for one in due_by(keeping, timezone.localdate())}
    if not items or any(item not in due for item in items):
        raise WrongStateError("not due")
    chosen = [due[item] for item in dict.fromkeys(items)]
    if any(one.held for one in chosen):
        raise OnHoldError
    return chosen


@transaction.atomic
def refuse(*, actor: User, disposal: Disposal) -> Disposal:
    """The second person says no; everything stays."""
    locked = _decided(actor, disposal)
    locked.state = Disposal.State.REFUSED
    locked.save(update_fields=["state", "decided_by", "decided_at"])
    _record(actor, "supervision.disposal_refused", locked)
    return locked


@transaction.atomic
def approve(*, actor: User, disposal: Disposal) -> Disposal:
    """The second person says yes: all of it goes now, or, if anything stands in the way, none of it."""
    locked = _decided(actor, disposal)
    keeping = must_be_ready(locked.organisation_id)
    chosen = _still_due(keeping, [(item["kind"], uuid.UUID(item["key"])) for item in locked.items])
    found = {due: members_of(due, locked.organisation_id) for due in chosen}
    _none_held(locked.organisation_id, found.values())
    rows = _together(found.values())
    if outside(rows):
        raise OnHoldError
    for due, records in found.items():
        _leave_stub(locked, due, records)
    _delete(rows)
    locked.state, locked.items = Disposal.State.DONE, []
    locked.save(update_fields=["state", "items", "decided_by", "decided_at"])
    _record(actor, "supervision.disposal_done", locked)
    return locked


def _decided(actor: User, disposal: Disposal) -> Disposal:
    locked = Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
    if actor.pk == locked.proposed_by_id:
        raise SamePersonError
    if not can_second(actor, locked.organisation_id, locked.proposed_by_id):
        raise NotAllowedError
    if locked.state != Disposal.State.PROPOSED:
        raise WrongStateError(locked.state)
    locked.decided_by, locked.decided_at = actor, timezone.now()
    return locked


def _none_held(organisation_id: int, all_found: Any) -> None:
    held = held_rows(organisation_id)
    for found in all_found:
        for rows in found.values():
            if any((row._meta.label_lower, str(row.pk)) in held for row in rows):
                raise OnHoldError


def _together(all_found: Any) -> dict[type[models.Model], set[Any]]:
    rows: dict[type[models.Model], set[Any]] = {}
    for found in all_found:
        for model, keys in children_of(found).items():
            rows.setdefault(model, set()).update(keys)
    return rows


def _leave_stub(disposal: Disposal, due: Due, found: Found) -> None:
    rows = [row for records in found.values() for row in records]
    days = [timezone.localtime(made).date() for row in rows if (made := getattr(row, "created_at", None))]
    DisposalStub.objects.create(
        organisation_id=disposal.organisation_id,
        disposal=disposal,
        kind=due.kind,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        due_on=due.due_on,
        authority=f"{due.years} years from {due.since.isoformat()}; proposed by {disposal.proposed_by}, "
        f"approved by {disposal.decided_by}",
        counts=dict(Counter(row._meta.label_lower for row in rows)),
    )


def _delete(rows: dict[type[models.Model], set[Any]]) -> None:
    """Without a look at each row: everything that stands on these is among them, and the database checks it."""
    pointers = [(model, name, _target(model, name)) for model, name in let_go()]
    tables = {model._meta.db_table for model in [*rows, *(model for model, _name, _to in pointers)]}
    with triggers.lifted(*sorted(tables)):
        for model, name, target in pointers:
            model._base_manager.filter(**{f"{name}__in": rows.get(target, set())}).update(**{name: None})
        for model, keys in rows.items():
            model._base_manager.filter(pk__in=keys)._raw_delete(connection.alias)
        if connection.vendor == "postgresql":
            connection.check_constraints()


def _target(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name).related_model


def _record(actor: User, action: str, disposal: Disposal) -> None:
    record(
        actor=actor,
        action=action,
        records=[disposal],
        role=Role.IG_LEAD if guards(actor, disposal.organisation_id) else Role.PROGRAMME_MANAGER,
        organisation_id=disposal.organisation_id,
    )
