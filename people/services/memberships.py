"""Starting, moving and ending memberships. The last day is still a day with access; the next one is not."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from people import changes
from people.models import Membership, Team, User
from people.roles import LONGEST_COVER_DAYS, Role
from people.services.admin_groups import follow_roles
from people.services.errors import AlreadyMember, NotAllowed, WrongDates
from people.team_rights import can_appoint_cover, can_end, can_move

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def move(*, actor: User, membership: Membership, to_team: Team, on: datetime.date) -> Membership:
    """End one membership the day before and start another in the same role, in one step."""
    current = _locked(membership)
    if not can_move(actor, current) or to_team.organisation_id != current.organisation_id:
        raise NotAllowed
    if to_team.pk == current.team_id:
        raise AlreadyMember
    if on <= current.starts_on or (current.ends_on is not None and on > current.ends_on):
        raise WrongDates
    until = current.ends_on
    current.ends_on = on - ONE_DAY
    current.save(update_fields=["ends_on"])
    moved = _start(
        Membership(
            user=current.user,
            organisation=current.organisation,
            team=to_team,
            role=current.role,
            starts_on=on,
            ends_on=until,
        )
    )
    _log(actor, "people.moved", current, moved)
    follow_roles(current.user)
    changes.tell(current.user_id)
    return moved


@transaction.atomic
def end(*, actor: User, membership: Membership, on: datetime.date | None) -> Membership:
    """Set the last day; without one it ends now, for the very next request.

    Rights need no taking away: they are read from the memberships in force, each time.
    """
    current = _locked(membership)
    if not can_end(actor, current):
        raise NotAllowed
    if on is None:
        on = timezone.localdate() - ONE_DAY
        current.starts_on = min(current.starts_on, on)
    if on < current.starts_on or (current.ends_on is not None and on > current.ends_on):
        raise WrongDates
    current.ends_on = on
    current.save(update_fields=["starts_on", "ends_on"])
    current.user.forget_access()
    follow_roles(current.user)
    changes.tell(current.user_id)
    _log(actor, "people.membership_ended", current)
    return current


@transaction.atomic
def appoint_cover(
    *, actor: User, team: Team, person: User, starts_on: datetime.date, ends_on: datetime.date
) -> Membership:
    """A colleague of the same organisation supervises the team for a time.

    No second person is asked: the appointer hands on rights already held here, to someone already approved for the
    organisation, and only until the last day. Nobody appoints themselves.
    """
    if not can_appoint_cover(actor, team) or actor.pk == person.pk:
        raise NotAllowed
    if not Membership.objects.current().filter(user=person, organisation=team.organisation).exists():
        raise NotAllowed
    too_long = (ends_on - starts_on).days > LONGEST_COVER_DAYS
    if ends_on < starts_on or ends_on < timezone.localdate() or too_long:
        raise WrongDates
    _refuse_overlap(team, person, starts_on, ends_on)
    cover = _start(
        Membership(
            user=person,
            organisation=team.organisation,
            team=team,
            role=Role.BACKUP_SUPERVISOR,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    changes.tell(person.pk)
    _log(actor, "people.cover_appointed", cover)
    return cover


def _refuse_overlap(team: Team, person: User, starts_on: datetime.date, ends_on: datetime.date) -> None:
    cover = Membership.objects.filter(user=person, team=team, role=Role.BACKUP_SUPERVISOR)
    if cover.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise AlreadyMember


def _start(membership: Membership) -> Membership:
    membership.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        raise AlreadyMember from error
    return membership


def _locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user", "organisation", "team")
    return rows.get(pk=membership.pk)


def _log(actor: User, action: str, *memberships: Membership) -> None:
    people = [memberships[0].user]
    record(
        actor=actor,
        action=action,
        records=[*memberships, *people],
        organisation_id=memberships[0].organisation_id,
    )
