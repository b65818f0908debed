"""The roles of MST teams, in the field's words, and what each may appoint."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What someone is in a team or an organisation."""

    THERAPIST = "therapist", _("Therapist")
    SUPERVISOR = "supervisor", _("Supervisor")
    BACKUP_SUPERVISOR = "backup_supervisor", _("Back-up supervisor")
    EXPERT = "expert", _("MST expert")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    COORDINATOR = "coordinator", _("Training coordinator")
    IG_LEAD = "ig_lead", _("Information governance lead")
    CLINICAL_REVIEWER = "clinical_reviewer", _("Clinical reviewer")


class GrantKind(models.TextChoices):
    """Platform-wide rights that no membership gives."""

    AUTHOR = "author", _("Author")
    SITE_ADMINISTRATOR = "site_administrator", _("Site administrator")


TEAM_ROLES = (Role.THERAPIST, Role.SUPERVISOR, Role.BACKUP_SUPERVISOR, Role.EXPERT)
SUPERVISING_ROLES = (Role.SUPERVISOR, Role.BACKUP_SUPERVISOR)

# The Wagtail admin's groups, and which role or grant puts someone in each. Nothing else does.
AUTHORS, COORDINATORS, REVIEWERS, ADMINISTRATORS = (
    "Authors",
    "Training coordinators",
    "Clinical reviewers",
    "Site administrators",
)
ADMIN_GROUP_OF_ROLE: dict[str, str] = {Role.COORDINATOR: COORDINATORS, Role.CLINICAL_REVIEWER: REVIEWERS}
ADMIN_GROUP_OF_GRANT: dict[str, str] = {GrantKind.AUTHOR: AUTHORS, GrantKind.SITE_ADMINISTRATOR: ADMINISTRATORS}


@dataclass(frozen=True)
class InvitationRule:
    """Who may invite someone into a role, and whether a second person must approve before the e-mail goes out."""

    invited_by: tuple[Role, ...]
    invited_by_of_team: tuple[Role, ...] = ()
    by_site_administrator: bool = False
    needs_approval: bool = True


# The one table of who brings whom in (docs/reference/roles.md says the same in words; a test compares them).
_LEADS = (Role.COORDINATOR, Role.PROGRAMME_MANAGER)
INVITATION_RULES: dict[str, InvitationRule] = {
    Role.THERAPIST: InvitationRule((Role.COORDINATOR,), (Role.SUPERVISOR,), needs_approval=False),
    Role.SUPERVISOR: InvitationRule(_LEADS),
    Role.BACKUP_SUPERVISOR: InvitationRule(_LEADS, (Role.SUPERVISOR,)),
    Role.EXPERT: InvitationRule(_LEADS),
    Role.PROGRAMME_MANAGER: InvitationRule(_LEADS, by_site_administrator=True),
    Role.COORDINATOR: InvitationRule(_LEADS, by_site_administrator=True),
    Role.IG_LEAD: InvitationRule(_LEADS),
    Role.CLINICAL_REVIEWER: InvitationRule(_LEADS),
}
# Who approves: a programme manager of the organisation or a site administrator, never the person who invited.
APPROVING_ROLES = (Role.PROGRAMME_MANAGER,)

# Cover is short: a back-up supervisor's last day is at most this many days after the first.
LONGEST_COVER_DAYS = 182
