"""A shared session becomes final after half an hour; from then on there are only addenda."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import User
from supervision.models import Addendum, SessionCase, SupervisionSession
from supervision.reading import unread
from supervision.services import attendance_log
from supervision.services.additions import added_to
from supervision.services.errors import WrongStateError
from supervision.services.sessions import CASE_FIELDS, HALF_AN_HOUR, can_still_unlock, led


def finalise_due() -> int:
    """Lock every session whose half hour is over, each in its own transaction; how many there were.

    Modules that waited for being discussed there are finished by the work of the day that comes after this.
    """
    due = SupervisionSession.objects.filter(
        state=SupervisionSession.State.SHARED, content_hash="", shared_at__lte=timezone.now() - HALF_AN_HOUR
    )
    return sum(_finalise(key) for key in due.values_list("pk", flat=True))


@transaction.atomic
def _finalise(key: uuid.UUID) -> bool:
    session = SupervisionSession.objects.select_for_update(of=("self",)).get(pk=key)
    if session.content_hash or session.state != SupervisionSession.State.SHARED or can_still_unlock(session):
        return False
    with unread():
        digest = content_hash(session)
    SessionCase.objects.filter(session=session).update(is_final=True)
    SupervisionSession.objects.filter(pk=session.pk).update(content_hash=digest)
    record(
        actor=None,
        action="supervision.session_finalised",
        records=[session],
        organisation_id=session.organisation_id,
    )
    attendance_log.log(session)
    return True


def content_hash(session: SupervisionSession) -> str:
    """HMAC-SHA-256 over every word of it, with the audit key, so that the hash gives no word away."""
    facts = [str(session.pk), session.team_id, session.starts_at.isoformat(), session.notes, session.rehearsal]
    cases = [[str(row.case_id), *(getattr(row, name) for name in CASE_FIELDS)] for row in session.cases.all()]
    there = [[row.user_id, row.status, row.minutes] for row in session.attendance.order_by("user_id")]
    text = json.dumps([facts, cases, there], ensure_ascii=False, sort_keys=True, default=str)
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def add(*, actor: User, session: SupervisionSession, text: str) -> Addendum:
    """A dated, attributed addition once the half hour is over, by whoever leads the team's sessions."""
    locked = led(actor, session)
    if locked.state != SupervisionSession.State.SHARED or can_still_unlock(locked):
        raise WrongStateError(locked.state)
    return added_to(locked, actor=actor, team_id=locked.team_id, text=text)
