"""The certificate of an attested attendance: issued for the whole of an event, revoked when it turns out less."""

from __future__ import annotations

from events.kinds import Result
from events.models import EventOutcome, LiveEvent
from events.services.errors import OtherRegisterError
from learning.models import Certificate
from learning.services import certificates
from learning.services.certificate_snapshots import add_months
from people.models import User


def follow(actor: User, event: LiveEvent, outcome: EventOutcome) -> None:
    """Bring the register of certificates into line with what was attested."""
    before = outcome.supersedes
    current = certificate_of(before) if before else None
    if outcome.result != Result.ATTENDED:
        if current:
            _revoke(actor, current, outcome.reason)
        return
    if event.gives_certificate and current is None:
        _issue(actor, event, outcome)


def certificate_of(outcome: EventOutcome) -> Certificate | None:
    """The current certificate of this attendance, whichever of its rows it was issued for."""
    keys = EventOutcome.objects.filter(event=outcome.event_id, user=outcome.user_id).values("public_id")
    return Certificate.objects.filter(attendance_key__in=keys, state=Certificate.State.ISSUED).first()


def _issue(actor: User, event: LiveEvent, outcome: EventOutcome) -> None:
    certificates.issue_for_attendance(
        actor=actor,
        holder=outcome.user,
        source_key=outcome.public_id,
        code=event.code,
        title_en=event.title_en,
        title_cy=event.title_cy,
        minutes=outcome.minutes,
        outcomes=event.outcomes,
        completed_on=outcome.on,
        expires_on=add_months(outcome.on, event.valid_months) if event.valid_months else None,
        organisation=event.organisation,
    )


def _revoke(actor: User, certificate: Certificate, reason: str) -> None:
    try:
        certificates.revoke(actor=actor, certificate=certificate, reason=reason)
    except certificates.NotAllowedError as error:
        raise OtherRegisterError from error
