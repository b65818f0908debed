"""Issuing, correcting and revoking certificates: one current certificate for what was done, numbered without a gap."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from audit.services import record, take_turn
from learning.certificate_changes import Change, tell
from learning.certificates.codes import new_code
from learning.models import Certificate, Completion, DesignUse, SerialCounter
from learning.permissions.certificates import may_change
from learning.services.certificate_files import make_file_later
from learning.services.certificate_mail import tell_holder_of_change
from learning.services.certificate_snapshots import Attendance, NoTextError, design_for, of_attendance, of_completion
from people.models import Organisation, User
from people.permissions import has_role
from people.roles import GrantKind, Role

REASON_LENGTH = 300
CARRIED_OVER = (
    *("completion", "attendance_key", "holder", "organisation", "language", "name", "role", "module_code"),
    *("title_en", "title_cy", "edition_number", "outcomes", "minutes", "score", "pass_mark", "completed_on"),
    *("expires_on", "issuer", "issuer_cy", "practised"),
)
CORRECTABLE = ("name", "title_en", "title_cy")


class CertificateError(Exception):
    """A certificate can't be issued, corrected or revoked as asked."""


class NotAllowedError(CertificateError):
    """The person may not do this with this certificate."""


class ReasonMissingError(CertificateError):
    """A change says why, in words the holder can read."""


class NotCurrentError(CertificateError):
    """Only a current certificate can be corrected or revoked, and only a revoked one issued again."""


class NothingToCorrectError(CertificateError):
    """What is to be printed is what is printed already, or nothing."""


@transaction.atomic
def issue(*, actor: User | None, completion: Completion) -> Certificate:
    """The completion's current certificate: the one there is, or a new one with the year's next number.

    The counter row stays locked to the end of the transaction and the question is asked again under the lock, so
    any number of calls at once give one certificate, and a call that fails takes no number. A certificate that was
    revoked is not replaced by asking again.
    """
    rows = Certificate.objects.filter(completion=completion)
    return _latest(rows) or _issue_once(actor, rows, lambda: of_completion(completion))


@transaction.atomic
def issue_for_attendance(
    *,
    actor: User | None,
    holder: User,
    source_key: UUID,
    code: str,
    title_en: str,
    title_cy: str,
    minutes: int,
    outcomes: Iterable[str],
    completed_on: datetime.date,
    expires_on: datetime.date | None,
    organisation: Organisation | None,
) -> Certificate:
    """The current certificate of an attested attendance, in the same register; asking again gives the same one."""
    rows = Certificate.objects.filter(attendance_key=source_key)
    attendance = Attendance(
        holder=holder,
        source_key=source_key,
        code=code,
        title_en=title_en,
        title_cy=title_cy,
        minutes=minutes,
        outcomes=outcomes,
        completed_on=completed_on,
        expires_on=expires_on,
        organisation=organisation,
    )
    return _latest(rows) or _issue_once(actor, rows, lambda: of_attendance(attendance))


@transaction.atomic
def supersede(*, actor: User, certificate: Certificate, changes: dict[str, str], reason: str) -> Certificate:
    """A corrected certificate in place of a current one, which stays on record, SUPERSEDED, and points on to it.

    `changes` are the name and titles as they should be printed; the holder is told.
    """
    reason = _reason(actor, certificate, reason)
    locked = _locked(certificate)
    if locked.state != Certificate.State.ISSUED:
        raise NotCurrentError
    corrected = {field: " ".join(changes.get(field, getattr(locked, field)).split()) for field in CORRECTABLE}
    same = all(corrected[field] == getattr(locked, field) for field in CORRECTABLE)
    if same or not corrected["name"] or not corrected["title_en"]:
        raise NothingToCorrectError
    locked.state = Certificate.State.SUPERSEDED
    locked.save(update_fields=["state"])
    _record(actor, "learning.certificate_superseded", locked)
    tell(Change.SUPERSEDED, locked)
    return _in_place_of(actor, locked, corrected, reason)


@transaction.atomic
def reissue(*, actor: User, certificate: Certificate, reason: str) -> Certificate:
    """A new certificate for what one that was revoked by mistake recorded. The old one stays REVOKED for ever."""
    reason = _reason(actor, certificate, reason)
    locked = _locked(certificate)
    if locked.state != Certificate.State.REVOKED or Certificate.objects.filter(supersedes=locked).exists():
        raise NotCurrentError
    return _in_place_of(actor, locked, {}, reason)


@transaction.atomic
def revoke(*, actor: User, certificate: Certificate, reason: str) -> Certificate:
    """Take a certificate back, for ever and with a reason; the row stays, and its holder is told."""
    reason = _reason(actor, certificate, reason)
    locked = _locked(certificate)
    if locked.state != Certificate.State.ISSUED:
        raise NotCurrentError
    locked.state = Certificate.State.REVOKED
    locked.revoked_at, locked.revoked_by, locked.revoked_reason = timezone.now(), actor, reason
    locked.save(update_fields=["state", "revoked_at", "revoked_by", "revoked_reason"])
    _record(actor, "learning.certificate_revoked", locked)
    tell(Change.REVOKED, locked)
    tell_holder_of_change(locked)
    return locked


def _issue_once(
    actor: User | None, rows: models.QuerySet[Certificate], snapshot: Callable[[], dict[str, Any]]
) -> Certificate:
    now, counter = _turn()
    existing = _latest(rows)
    if existing:
        return existing
    try:
        fields = snapshot()
    except NoTextError as error:
        raise CertificateError("There is no text to print.") from error
    return _create(actor, counter, now, fields)


def _in_place_of(actor: User, old: Certificate, changes: dict[str, str], reason: str) -> Certificate:
    now, counter = _turn()
    carried = {field: getattr(old, field) for field in CARRIED_OVER}
    kind = DesignUse.Kind.EVENTS if old.is_for_attendance else DesignUse.Kind.MODULES
    carried["design"] = design_for(old.organisation_id, kind, old.module_code)
    made = _create(actor, counter, now, carried | changes | {"supersedes": old, "because": reason})
    tell_holder_of_change(made)
    return made


def _turn() -> tuple[datetime.datetime, SerialCounter]:
    """The time, and the year's counter, locked to the end of the transaction."""
    take_turn()
    now = timezone.now()
    year = timezone.localtime(now).year
    SerialCounter.objects.get_or_create(year=year)
    return now, SerialCounter.objects.select_for_update().get(year=year)


def _create(actor: User | None, counter: SerialCounter, now: datetime.datetime, fields: dict[str, Any]) -> Certificate:
    counter.last += 1
    counter.save(update_fields=["last"])
    certificate = Certificate.objects.create(
        year=counter.year, number=counter.last, code=new_code(), issued_at=now, **fields
    )
    record(
        actor=actor,
        action="learning.certificate_issued",
        records=[certificate],
        organisation_id=certificate.organisation_id,
    )
    make_file_later(certificate)
    tell(Change.ISSUED, certificate)
    return certificate


def _latest(rows: models.QuerySet[Certificate]) -> Certificate | None:
    return rows.order_by("-pk").first()


def _locked(certificate: Certificate) -> Certificate:
    return Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)


def _reason(actor: User, certificate: Certificate, reason: str) -> str:
    if not may_change(actor, certificate):
        raise NotAllowedError
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissingError
    return reason


def _record(actor: User, action: str, certificate: Certificate) -> None:
    record(
        actor=actor,
        action=action,
        records=[certificate],
        role=Role.COORDINATOR if has_role(actor, Role.COORDINATOR) else GrantKind.SITE_ADMINISTRATOR,
        organisation_id=certificate.organisation_id,
    )
