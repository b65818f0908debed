"""A lost second factor is taken away by two people: one made sure who is asking, another agrees."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from people import mail
from people.models import SecondFactorReset, User
from people.services import sessions
from people.services.errors import AlreadyAsked, AlreadyDecided, NotAllowed
from people.team_rights import can_decide_reset, vouches_for


@transaction.atomic
def ask(*, actor: User, person: User, reason: str) -> SecondFactorReset:
    """Ask for the reset, saying how it was made sure that the person is who they say."""
    if not vouches_for(actor, person):
        raise NotAllowed
    try:
        with transaction.atomic():
            reset = SecondFactorReset.objects.create(user=person, reason=reason, requested_by=actor)
    except IntegrityError as error:
        raise AlreadyAsked from error
    record(actor=actor, action="people.second_factor_reset_asked", records=[reset, person])
    return reset


@transaction.atomic
def approve(*, actor: User, reset: SecondFactorReset) -> SecondFactorReset:
    """Take every factor away, end every session, and tell the person."""
    locked = _decide(actor, reset, True)
    person = locked.user
    Authenticator.objects.filter(user=person).delete()
    sessions.end_all(actor=actor, user=person)
    record(actor=actor, action="people.second_factor_reset", records=[locked, person])
    mail.send(
        "second_factor_reset",
        to=person.email,
        language=person.language,
        context={"person": person, "asked_by": locked.requested_by, "approved_by": actor},
    )
    return locked


@transaction.atomic
def refuse(*, actor: User, reset: SecondFactorReset) -> SecondFactorReset:
    """Leave everything as it is."""
    locked = _decide(actor, reset, False)
    record(actor=actor, action="people.second_factor_reset_refused", records=[locked, locked.user])
    return locked


def _decide(actor: User, reset: SecondFactorReset, approved: bool) -> SecondFactorReset:
    locked = SecondFactorReset.objects.select_for_update().get(pk=reset.pk)
    if not can_decide_reset(actor, locked):
        raise NotAllowed
    if locked.decided_at:
        raise AlreadyDecided
    locked.decided_by, locked.decided_at, locked.approved = actor, timezone.now(), approved
    locked.save(update_fields=["decided_by", "decided_at", "approved"])
    return locked
