"""Break-glass: a member of the organisation asks, its information lead approves, one set of records for one hour.

Those whose records are opened are told at once. When the hour is over, by the clock alone, nothing is open.
"""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Membership, Organisation, User
from people.roles import SUPERVISING_ROLES
from people.roles import Role as Roles
from supervision.guarding_mail import tell
from supervision.guarding_permissions import can_decide_break_glass, is_member_of
from supervision.models import BreakGlass, CaseReference, Scope
from supervision.scopes import subject_of
from supervision.screening import refuse_hard
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError

HOUR = datetime.timedelta(hours=1)
SHORTEST_REASON = 20


@transaction.atomic
def ask(*, actor: User, organisation: Organisation, kind: str, key: uuid.UUID, reason: str) -> BreakGlass:
    """Say which case or person, and why. Nothing is open yet."""
    if not is_member_of(actor, organisation.pk):
        raise NotAllowedError
    if len(reason.strip()) < SHORTEST_REASON or subject_of(kind, key, organisation.pk) is None:
        raise SupervisionError(kind)
    refuse_hard(reason)
    asked = BreakGlass.objects.create(
        organisation=organisation, scope_kind=kind, scope_key=key, reason=reason, asked_by=actor
    )
    _record(actor, "supervision.break_glass_asked", asked)
    for lead in _leads(organisation.pk):
        tell(lead)
    return asked


@transaction.atomic
def approve(*, actor: User, request: BreakGlass) -> BreakGlass:
    """Open it for one hour from now, and tell those concerned."""
    locked = _decide(actor, request, approved=True)
    _record(actor, "supervision.break_glass_approved", locked)
    tell(locked.asked_by)
    for person in concerned(locked):
        tell(person)
    return locked


@transaction.atomic
def refuse(*, actor: User, request: BreakGlass) -> BreakGlass:
    """Nothing is opened."""
    locked = _decide(actor, request, approved=False)
    _record(actor, "supervision.break_glass_refused", locked)
    tell(locked.asked_by)
    return locked


def _decide(actor: User, request: BreakGlass, *, approved: bool) -> BreakGlass:
    locked = BreakGlass.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not can_decide_break_glass(actor, locked.organisation_id, locked.asked_by_id):
        raise NotAllowedError
    if locked.is_approved is not None:
        raise WrongStateError(locked.state)
    now = timezone.now()
    locked.decided_by, locked.decided_at, locked.is_approved = actor, now, approved
    locked.ends_at = now + HOUR if approved else None
    locked.save(update_fields=["decided_by", "decided_at", "is_approved", "ends_at"])
    return locked


def concerned(request: BreakGlass) -> list[User]:
    """Whose records are opened: the person, or the case's therapist, with whoever supervises the team today."""
    subject = subject_of(request.scope_kind, request.scope_key, request.organisation_id)
    people: set[int] = set()
    if isinstance(subject, CaseReference):
        supervisors = Membership.objects.current().in_role(*SUPERVISING_ROLES).filter(team=subject.team_id)
        people = {subject.therapist_id, *supervisors.values_list("user_id", flat=True)}
    elif request.scope_kind == Scope.PERSON and isinstance(subject, User):
        people = {subject.pk}
    return list(User.objects.filter(pk__in=people - {request.asked_by_id}, is_active=True).order_by("pk"))


def _leads(organisation_id: int) -> list[User]:
    leads = Membership.objects.current().in_role(Roles.IG_LEAD).filter(organisation=organisation_id)
    return list(User.objects.filter(pk__in=leads.values("user"), is_active=True).order_by("pk"))


def _record(actor: User, action: str, request: BreakGlass) -> None:
    role = next(iter(sorted(_roles(actor, request.organisation_id))), "")
    record(actor=actor, action=action, records=[request], role=role, organisation_id=request.organisation_id)


def _roles(actor: User, organisation_id: int) -> set[str]:
    current = Membership.objects.current().filter(user=actor, organisation=organisation_id)
    return set(current.values_list("role", flat=True))
