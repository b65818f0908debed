"""Who is told by e-mail that something about an invitation waits for them. The mail says no more than where to look."""

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from people import mail
from people.models import Invitation, Membership, User
from people.permissions import is_site_administrator
from people.querysets import in_force
from people.roles import INVITATION_RULES, GrantKind
from people.team_rights import LEADS, can_approve_invitation, can_manage_invitation

ONE_DAY = 24 * 60 * 60


def needs_second_person(invitation: Invitation) -> bool:
    """What the table in roles.py says, but for the first lead of a new organisation.

    Where nobody is a member, nobody else is invited and nobody could approve, a site administrator invites alone:
    there is no record yet that the invitation could open, and the site could not begin otherwise.
    """
    if not INVITATION_RULES[invitation.role].needs_approval:
        return False
    organisation = invitation.organisation
    others = Invitation.objects.filter(organisation=organisation, withdrawn_at__isnull=True).exclude(pk=invitation.pk)
    is_first = not others.exists() and not Membership.objects.filter(organisation=organisation).exists()
    alone = is_first and is_site_administrator(invitation.invited_by) and invitation.role in LEADS
    return not alone or bool(approvers_of(invitation))


def approvers_of(invitation: Invitation) -> list[User]:
    """The organisation's programme managers who may approve; where there is none, the site administrators."""
    managers = _leads(invitation, "programme_manager")
    administrators = User.objects.filter(
        in_force(prefix="grants__"), grants__kind=GrantKind.SITE_ADMINISTRATOR, is_active=True
    )
    for people in (managers, administrators):
        may = [person for person in people.distinct() if can_approve_invitation(person, invitation)]
        if may:
            return may
    return []


def tell_approvers(invitation: Invitation) -> None:
    """An invitation waits for a second person."""
    for person in approvers_of(invitation):
        _tell("invitation_waits", person)


def ask_for_fresh_link(invitation: Invitation) -> None:
    """Somebody came with a link that has run out: whoever invited hears of it, at most once a day for each link.

    Where that person may not send it again any more, those who run the organisation hear of it.
    """
    if not cache.add(f"fresh-link:{invitation.pk}", True, ONE_DAY):
        return
    inviter = invitation.invited_by
    if inviter.is_active and can_manage_invitation(inviter, invitation):
        people = [inviter]
    else:
        people = list(_leads(invitation, *LEADS).distinct())
    for person in people:
        _tell("fresh_link_asked", person)


def _leads(invitation: Invitation, *roles: str) -> QuerySet[User]:
    return User.objects.filter(
        in_force(prefix="memberships__"),
        memberships__organisation=invitation.organisation_id,
        memberships__role__in=roles,
        is_active=True,
    )


def _tell(template: str, person: User) -> None:
    with translation.override(person.language):
        link = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('invitations')}"
    mail.send(template, to=person.email, language=person.language, context={"person": person, "link": link})
