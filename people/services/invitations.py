"""Inviting: one e-mail, one link, used once within three days. Only the token's SHA-256 is kept."""

import datetime
import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from audit.services import record
from people import changes, mail
from people.models import Invitation, Membership, User
from people.services import approvals
from people.services.admin_groups import follow_roles
from people.services.errors import AlreadyInvited, AlreadyMember, InvitationClosed, NotAllowed, WrongPerson
from people.team_rights import can_approve_invitation, can_invite, can_manage_invitation

MakeLink = Callable[[str, str], str]
"""Makes the address of a joining page from a token and a language."""


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> Invitation | None:
    """The invitation that the token opens, whatever its state."""
    return (
        Invitation.objects.select_related("organisation", "team", "invited_by").filter(token_hash=hashed(token)).first()
    )


@transaction.atomic
def invite(*, actor: User, invitation: Invitation, make_link: MakeLink) -> Invitation:
    """Invite; the e-mail goes out now, or after approval where the role needs a second person."""
    if not can_invite(actor, invitation.role, invitation.organisation, invitation.team):
        raise NotAllowed
    invitation.email = invitation.email.strip().lower()
    if invitation.email == actor.email:
        raise NotAllowed
    _refuse_doubles(invitation)
    invitation.invited_by = actor
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:
        raise AlreadyInvited from error
    _log(actor, "people.invited", invitation)
    if approvals.needs_second_person(invitation):
        approvals.tell_approvers(invitation)
    else:
        _send(invitation, make_link)
    return invitation


def _refuse_doubles(invitation: Invitation) -> None:
    place = Q(organisation=invitation.organisation, team=invitation.team, role=invitation.role)
    if invitation.team is None:
        place = Q(organisation=invitation.organisation, team__isnull=True, role=invitation.role)
    if Invitation.objects.open().filter(place, email=invitation.email).exists():
        raise AlreadyInvited
    if Membership.objects.overlapping(invitation.starts_on, invitation.ends_on).filter(
        place, user__email=invitation.email
    ):
        raise AlreadyMember


@transaction.atomic
def approve(*, actor: User, invitation: Invitation, make_link: MakeLink) -> Invitation:
    """A second person agrees, and the e-mail goes out. Approving twice sends one e-mail."""
    locked = _locked(invitation)
    if not can_approve_invitation(actor, locked):
        raise NotAllowed
    if locked.state == "sent":
        return locked
    if locked.state != "waiting":
        raise InvitationClosed
    locked.approved_by, locked.approved_at = actor, timezone.now()
    _log(actor, "people.invitation_approved", locked)
    _send(locked, make_link)
    return locked


@transaction.atomic
def resend(*, actor: User, invitation: Invitation, make_link: MakeLink) -> Invitation:
    """A fresh link for another three days; the old one stops working."""
    locked = _locked(invitation)
    if not can_manage_invitation(actor, locked):
        raise NotAllowed
    if locked.state not in {"sent", "expired"}:
        raise InvitationClosed
    _log(actor, "people.invitation_resent", locked)
    _send(locked, make_link)
    return locked


@transaction.atomic
def withdraw(*, actor: User, invitation: Invitation) -> Invitation:
    """The link stops working. An approver withdraws to say no. Withdrawing twice changes nothing."""
    locked = _locked(invitation)
    if not (can_manage_invitation(actor, locked) or can_approve_invitation(actor, locked)):
        raise NotAllowed
    if locked.state == "withdrawn":
        return locked
    if locked.state == "accepted":
        raise InvitationClosed
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    _log(actor, "people.invitation_withdrawn", locked)
    return locked


@transaction.atomic
def accept_as_new(*, invitation: Invitation, name: str, password: str, language: str) -> User:
    """Make the account and the membership. The e-mail address is known to be theirs: the link reached them."""
    locked = _usable(invitation)
    if User.objects.filter(email=locked.email).exists():
        raise WrongPerson
    user = User.objects.create_user(locked.email, password, name=name, language=language, started_on=locked.starts_on)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(actor=user, action="people.account_made", records=[user], organisation_id=locked.organisation_id)
    _join(locked, user)
    return user


@transaction.atomic
def accept(*, actor: User, invitation: Invitation) -> User:
    """Someone who has an account joins one more place. Accepting twice changes nothing."""
    locked = _locked(invitation)
    if locked.state == "accepted" and locked.accepted_by_id == actor.pk:
        return actor
    locked = _usable(invitation)
    if actor.email != locked.email.lower():
        raise WrongPerson
    _join(locked, actor)
    return actor


def _join(invitation: Invitation, user: User) -> None:
    places = Membership.objects.overlapping(invitation.starts_on, invitation.ends_on).filter(
        user=user, organisation=invitation.organisation, team=invitation.team, role=invitation.role
    )
    if not places.exists():
        Membership.objects.create(
            user=user,
            organisation=invitation.organisation,
            team=invitation.team,
            role=invitation.role,
            starts_on=invitation.starts_on,
            ends_on=invitation.ends_on,
        )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    user.forget_access()
    follow_roles(user)
    changes.tell(user.pk)
    _log(user, "people.invitation_accepted", invitation)


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organisation", "team")
    return rows.get(pk=invitation.pk)


def _usable(invitation: Invitation) -> Invitation:
    locked = _locked(invitation)
    if locked.state != "sent":
        raise InvitationClosed
    return locked


def _send(invitation: Invitation, make_link: MakeLink) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hashed(token)
    invitation.expires_at = timezone.now() + datetime.timedelta(hours=settings.HEARTH_INVITATION_HOURS)
    invitation.save()
    context: dict[str, Any] = {
        "invitation": invitation,
        "inviter": invitation.invited_by,
        "link": make_link(token, invitation.language),
        "hours": settings.HEARTH_INVITATION_HOURS,
    }
    mail.send("invitation", to=invitation.email, language=invitation.language, context=context)


def _log(actor: User, action: str, invitation: Invitation) -> None:
    record(actor=actor, action=action, records=[invitation], organisation_id=invitation.organisation_id)
