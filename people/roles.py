"""The roles of MST teams, in the field's words, and what each may appoint."""

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
