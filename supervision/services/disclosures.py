"""Disclosure requests: opened by an information lead, read only through it, approved by a second person, hashed.

From its opening until it is closed, what is in its scope can't be edited or disposed of.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Organisation, User
from people.roles import Role
from supervision.guarding_permissions import can_second, guards
from supervision.models import DisclosureRequest
from supervision.reading import unread
from supervision.scopes import subject_of
from supervision.screening import refuse_hard
from supervision.services.errors import NotAllowedError, SamePersonError, SupervisionError, WrongStateError
from supervision.services.packs import pack_of


@transaction.atomic
def open_request(
    *,
    actor: User,
    organisation: Organisation,
    kind: str,
    scope: tuple[str, uuid.UUID],
    received_on: datetime.date,
    due_on: datetime.date,
    particulars: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> DisclosureRequest:
    """Freeze and hold what is in scope, from now."""
    if not guards(actor, organisation.pk):
        raise NotAllowedError
    if subject_of(*scope, organisation.pk) is None:
        raise SupervisionError(scope[0])
    refuse_hard(particulars)
    made = DisclosureRequest.objects.create(
        organisation=organisation,
        kind=kind,
        scope_kind=scope[0],
        scope_key=scope[1],
        received_on=received_on,
        due_on=due_on,
        since=since,
        until=until,
        particulars=particulars,
        preparer=actor,
    )
    _record(actor, "supervision.disclosure_opened", made)
    return made


@transaction.atomic
def prepare(
    *, actor: User, request: DisclosureRequest, decision: str, lines: list[str], words: list[str]
) -> DisclosureRequest:
    """Say what is decided and what is withheld; then it waits for the second person."""
    locked = _locked(request)
    if not guards(actor, locked.organisation_id):
        raise NotAllowedError
    locked.preparer, locked.decision, locked.prepared_at = actor, decision, timezone.now()
    locked.redacted_lines, locked.redacted_words = sorted(set(lines)), sorted(set(words))
    locked.version += 1
    locked.save()
    _record(actor, "supervision.disclosure_prepared", locked)
    return locked


@transaction.atomic
def approve(*, actor: User, request: DisclosureRequest) -> DisclosureRequest:
    """The second person agrees: the hash of the pack is kept, and what was frozen is free again."""
    locked = _locked(request)
    if actor.pk == locked.preparer_id:
        raise SamePersonError
    if not can_second(actor, locked.organisation_id, locked.preparer_id):
        raise NotAllowedError
    if not locked.prepared_at:
        raise WrongStateError("not prepared")
    with unread():
        locked.pack_hash = hash_of(pack_of(locked))
    locked.approver, locked.closed_at = actor, timezone.now()
    locked.save(update_fields=["pack_hash", "approver", "closed_at"])
    _record(actor, "supervision.disclosure_closed", locked)
    return locked


def hash_of(pack: Any) -> str:
    """HMAC-SHA-256 over every line as disclosed, with the audit key, so that the hash gives no word away."""
    text = json.dumps(pack.facts(), ensure_ascii=False, sort_keys=True, default=str)
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def note_pack(*, actor: User, request: DisclosureRequest) -> None:
    """The log says who took the pack away, not what is in it."""
    _record(actor, "supervision.disclosure_pack_made", request)


def _locked(request: DisclosureRequest) -> DisclosureRequest:
    locked = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not locked.is_open:
        raise WrongStateError("closed")
    return locked


def _record(actor: User, action: str, request: DisclosureRequest) -> None:
    role = Role.IG_LEAD if guards(actor, request.organisation_id) else Role.PROGRAMME_MANAGER
    record(actor=actor, action=action, records=[request], role=role, organisation_id=request.organisation_id)
