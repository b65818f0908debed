"""A person's own account: what they change themselves, closing it, and the right to write."""

import datetime

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Grant, User
from people.querysets import in_force
from people.roles import GrantKind
from people.services import sessions
from people.services.admin_groups import follow_roles
from people.services.errors import NotAllowed
from people.team_rights import can_close_account, can_grant_authoring


@transaction.atomic
def change_profile(*, actor: User) -> User:
    """Save what someone changed about themselves, and nothing else: an account closed meanwhile stays closed."""
    actor.save(update_fields=["name", "profession", "language", "show_full_name"])
    record(actor=actor, action="people.profile_changed", records=[actor])
    return actor


@transaction.atomic
def close(*, actor: User, person: User) -> User:
    """Close an account: every session of it ends now."""
    if not can_close_account(actor, person):
        raise NotAllowed
    person.is_active = False
    person.save(update_fields=["is_active"])
    sessions.end_all(actor=actor, user=person)
    record(actor=actor, action="people.account_closed", records=[person])
    return person


@transaction.atomic
def reopen(*, actor: User, person: User) -> User:
    """Open a closed account again. Its memberships are as they were."""
    if not can_close_account(actor, person):
        raise NotAllowed
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(actor=actor, action="people.account_reopened", records=[person])
    return person


@transaction.atomic
def grant_authoring(*, actor: User, person: User) -> Grant:
    """Let someone write training content, from today. Granting twice changes nothing."""
    if not can_grant_authoring(actor, person):
        raise NotAllowed
    held = Grant.objects.filter(in_force(), user=person, kind=GrantKind.AUTHOR).first()
    if held:
        return held
    grant = Grant.objects.create(user=person, kind=GrantKind.AUTHOR, granted_by=actor)
    record(actor=actor, action="people.authoring_granted", records=[grant, person])
    follow_roles(person)
    return grant


@transaction.atomic
def end_authoring(*, actor: User, person: User) -> None:
    """Take the right to write away, from this moment."""
    if not can_grant_authoring(actor, person):
        raise NotAllowed
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    for grant in Grant.objects.filter(in_force(), user=person, kind=GrantKind.AUTHOR):
        grant.ends_on = yesterday
        grant.starts_on = min(grant.starts_on, yesterday)
        grant.save(update_fields=["starts_on", "ends_on"])
        record(actor=actor, action="people.authoring_ended", records=[grant, person])
    person.forget_access()
    follow_roles(person)
