"""Certificates: snapshot rows that are superseded or revoked, never overwritten or deleted."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.models.designs import DesignVersion
from learning.models.progress import Completion
from learning.querysets import CertificateQuerySet


class SerialCounter(models.Model):
    """The last serial number of a year; locked while one is taken, so there is no gap and no repeat."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Certificate(models.Model):
    """What was certified, word for word as printed. `code` is 130 random bits in base32, for checking in public.

    It comes from a completion or, with `attendance_key`, from attendance at a live event: from one of them. One that
    stands in for another says which (`supersedes`) and `because`: that one was corrected, or revoked by mistake.
    """

    class State(models.TextChoices):
        ISSUED = "issued", _("Issued")
        SUPERSEDED = "superseded", _("Superseded")
        REVOKED = "revoked", _("Revoked")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    completion = models.ForeignKey(Completion, models.PROTECT, related_name="certificates", null=True)
    attendance_key = models.UUIDField(null=True, db_index=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", null=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=26, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.ISSUED)
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=100, blank=True)
    module_code = models.CharField(max_length=40)
    title_en = models.CharField(max_length=255)
    title_cy = models.CharField(max_length=255, blank=True)
    edition_number = models.PositiveIntegerField(null=True)
    outcomes = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(null=True)
    pass_mark = models.PositiveSmallIntegerField(null=True)
    completed_on = models.DateField()
    issued_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200)
    issuer_cy = models.CharField(max_length=200, blank=True)
    supersedes = models.OneToOneField("self", models.PROTECT, related_name="superseded_by", null=True)
    design = models.ForeignKey(DesignVersion, models.PROTECT, related_name="+", null=True)
    practised = models.JSONField(default=list)
    because = models.CharField(max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering: ClassVar = ["-issued_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="one_serial_per_certificate"),
            models.UniqueConstraint(
                fields=["completion"], condition=Q(state="issued"), name="one_current_certificate_per_completion"
            ),
            models.UniqueConstraint(
                fields=["attendance_key"], condition=Q(state="issued"), name="one_current_certificate_per_attendance"
            ),
            models.CheckConstraint(
                condition=Q(completion__isnull=False, attendance_key__isnull=True)
                | Q(completion__isnull=True, attendance_key__isnull=False),
                name="a_certificate_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(because=""), name="a_certificate_in_place_of_one_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(revoked_at__isnull=False) & ~Q(revoked_reason=""),
                name="a_revoked_certificate_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def is_for_attendance(self) -> bool:
        """Says that somebody was at a live event, and not that they completed a module."""
        return self.attendance_key is not None

    @property
    def serial(self) -> str:
        """The number people read out: HEARTH-2026-000123."""
        return f"HEARTH-{self.year}-{self.number:06d}"


class CertificateFile(models.Model):
    """The PDF as issued, made once and served byte for byte; apart from the row, so lists stay light.

    `key_id` names the key that signed it; it is empty for what was issued before there were signatures.
    """

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="file")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    key_id = models.CharField(max_length=40, blank=True)
    rendered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256
