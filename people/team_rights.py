"""Who may run teams: invite, approve, move, end, appoint cover. Nobody decides about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.models import Invitation, Membership, Organisation, SecondFactorReset, Team, User
from people.permissions import current_memberships, has_role, is_site_administrator
from people.querysets import LEADING, ORGANISATION_WIDE
from people.roles import APPROVING_ROLES, INVITATION_RULES, SUPERVISING_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Reader = User | AnonymousUser

LEADS = (Role.COORDINATOR, Role.PROGRAMME_MANAGER)


def holds(user: Reader, organisation_id: int, *roles: str) -> bool:
    """Holds one of the roles in the organisation today."""
    return any(m.organisation_id == organisation_id and m.role in roles for m in current_memberships(user))


def holds_in_team(user: Reader, team_id: int | None, *roles: str) -> bool:
    """Holds one of the roles in the team today."""
    return team_id is not None and any(m.team_id == team_id and m.role in roles for m in current_memberships(user))


def runs(user: Reader, organisation_id: int) -> bool:
    """Looks after the organisation's teams and people: its coordinators and programme managers."""
    return holds(user, organisation_id, *LEADS)


def can_edit_organisations(user: Reader) -> bool:
    """Site administrators add and correct organisations."""
    return is_site_administrator(user)


def can_add_team(user: Reader, organisation: Organisation) -> bool:
    """Those who run the organisation, and site administrators."""
    return runs(user, organisation.pk) or is_site_administrator(user)


def can_edit_team(user: Reader, team: Team) -> bool:
    """As adding one."""
    return can_add_team(user, team.organisation)


def can_invite(user: Reader, role: str, organisation: Organisation, team: Team | None) -> bool:
    """What the table in roles.py says for the role."""
    rule = INVITATION_RULES[role]
    if rule.by_site_administrator and is_site_administrator(user):
        return True
    if holds(user, organisation.pk, *rule.invited_by):
        return True
    return team is not None and holds_in_team(user, team.pk, *rule.invited_by_of_team)


def can_invite_anyone(user: Reader, organisation: Organisation, team: Team | None = None) -> bool:
    """May invite into at least one role here."""
    return any(can_invite(user, role, organisation, team) for role in INVITATION_RULES)


def can_manage_invitation(user: Reader, invitation: Invitation) -> bool:
    """Resend or withdraw: whoever may invite the same today. Having invited gives no right once the role has ended."""
    return can_invite(user, invitation.role, invitation.organisation, invitation.team)


def can_approve_invitation(user: Reader, invitation: Invitation) -> bool:
    """A second person: never who invited, and never who is invited."""
    if not user.is_authenticated or user.pk == invitation.invited_by_id:
        return False
    if user.email == invitation.email.lower():
        return False
    return holds(user, invitation.organisation_id, *APPROVING_ROLES) or is_site_administrator(user)


def can_move(user: Reader, membership: Membership) -> bool:
    """Those who run the organisation move its team members, never themselves."""
    return membership.team_id is not None and user.pk != membership.user_id and runs(user, membership.organisation_id)


def can_end(user: Reader, membership: Membership) -> bool:
    """As moving; supervisors also end cover in their own team, site administrators the leads of an organisation."""
    if user.pk == membership.user_id:
        return False
    if runs(user, membership.organisation_id):
        return True
    if membership.role == Role.BACKUP_SUPERVISOR and holds_in_team(user, membership.team_id, Role.SUPERVISOR):
        return True
    return membership.role in LEADS and is_site_administrator(user)


def can_appoint_cover(user: Reader, team: Team) -> bool:
    """The team's supervisor hands on cover for a time; those who run the organisation may too."""
    return holds_in_team(user, team.pk, Role.SUPERVISOR) or runs(user, team.organisation_id)


def may_list_people(user: Reader) -> bool:
    """Whoever leads a team, runs or guards an organisation, or administers the site."""
    return has_role(user, *LEADING, *ORGANISATION_WIDE) or is_site_administrator(user)


def can_see_person(user: Reader, person: User) -> bool:
    """As the list of people says."""
    return User.objects.visible_to(user).filter(pk=person.pk).exists()


def vouches_for(user: Reader, person: User) -> bool:
    """Knows the person well enough to say it is really them: who supervises or runs where they are a member today."""
    if user.pk == person.pk:
        return False
    if is_site_administrator(user):
        return True
    return any(
        runs(user, m.organisation_id) or holds_in_team(user, m.team_id, *SUPERVISING_ROLES)
        for m in Membership.objects.current().filter(user=person)
    )


def can_decide_reset(user: Reader, reset: SecondFactorReset) -> bool:
    """Someone who vouches, and is neither who asked nor whose factor it is."""
    return user.pk not in {reset.requested_by_id, reset.user_id} and vouches_for(user, reset.user)


def can_close_account(user: Reader, person: User) -> bool:
    """Site administrators close and reopen accounts, never their own."""
    return is_site_administrator(user) and user.pk != person.pk


def can_grant_authoring(user: Reader, person: User) -> bool:
    """Site administrators make authors, never of themselves."""
    return is_site_administrator(user) and user.pk != person.pk
