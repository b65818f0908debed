"""What gives access: dated memberships, platform grants, invitations and a second factor's reset."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisations import Organisation, Team
from people.querysets import InvitationQuerySet, MembershipQuerySet
from people.roles import TEAM_ROLES, GrantKind, Role


class Membership(models.Model):
    """A person's role in an organisation or one of its teams, from a first to a last day.

    Reading rights come from memberships in force today and from nothing else.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="memberships", verbose_name=_("team"), null=True, blank=True
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["user__name", "starts_on"]
        indexes: ClassVar = [models.Index(fields=["user", "role", "starts_on", "ends_on"], name="membership_by_user")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.BACKUP_SUPERVISOR) | Q(ends_on__isnull=False), name="backup_cover_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=False) | ~Q(role__in=[role.value for role in TEAM_ROLES]),
                name="team_roles_name_a_team",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "team", "role"],
                condition=Q(ends_on__isnull=True, team__isnull=False),
                name="one_open_membership_in_a_team",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends_on__isnull=True, team__isnull=True),
                name="one_open_membership_without_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def clean(self) -> None:
        super().clean()
        if self.team and self.team.organisation_id != self.organisation_id:
            raise ValidationError({"team": _("This team belongs to another organisation.")})
        if self.role in TEAM_ROLES and not self.team:
            raise ValidationError({"team": _("Choose the team for this role.")})
        if self.role == Role.BACKUP_SUPERVISOR and not self.ends_on:
            raise ValidationError({"ends_on": _("Cover needs a last day.")})
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first.")})

    @property
    def is_current(self) -> bool:
        """In force today."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)

    @property
    def has_ended(self) -> bool:
        """Its last day has passed."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()


class Grant(models.Model):
    """A platform-wide right: to author training content, or to administer the site (which opens no record)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=20, choices=GrantKind)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(ends_on__isnull=True), name="one_open_grant_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")), name="nobody_grants_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"

    @property
    def is_current(self) -> bool:
        """In force today."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


class Invitation(models.Model):
    """A single-use way in, good for 72 hours. Only the token's SHA-256 is stored.

    Roles that open records of others wait for a second person's approval before the e-mail goes out.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, default="en", choices=[("en", _("English")), ("cy", _("Welsh"))]
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="invitations", verbose_name=_("organisation")
    )
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="invitations", verbose_name=_("team"), null=True, blank=True
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-invited_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email", "organisation", "team", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, team__isnull=False),
                name="one_open_invitation_to_a_team",
            ),
            models.UniqueConstraint(
                fields=["email", "organisation", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, team__isnull=True),
                name="one_open_invitation_without_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"

    @property
    def state(self) -> str:
        """One of accepted, withdrawn, waiting (for approval), expired, sent."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        if self.expires_at is None:
            return "waiting"
        return "expired" if self.expires_at <= timezone.now() else "sent"

    @property
    def place(self) -> Team | Organisation:
        """What the person is invited into."""
        return self.team or self.organisation


class SecondFactorReset(models.Model):
    """A lost second factor is taken away by two people: one asks after re-proving identity, another approves."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="second_factor_resets")
    reason = models.CharField(_("how you made sure who is asking"), max_length=300)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("second-factor reset")
        verbose_name_plural = _("second-factor resets")
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="reset_decided_by_a_second_person",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(decided_at__isnull=True), name="one_open_reset_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.requested_at:%Y-%m-%d}"
