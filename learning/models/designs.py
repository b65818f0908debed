"""Designs of certificates: each save makes a version, and a version that was printed with never changes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.certificates.design import Design, made_of


class CertificateDesign(models.Model):
    """An organisation's design by name. Its newest version is what certificates are printed with from now on."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="certificate_designs")
    name = models.CharField(_("name"), max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_design_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> DesignVersion:
        """What is printed with today."""
        return self.versions.latest("number")


class DesignVersion(models.Model):
    """A design as saved once: layout, colour, texts and signatories, with the organisation's picture."""

    design = models.ForeignKey(CertificateDesign, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    logo = models.BinaryField(blank=True, default=b"")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("version of a certificate design")
        verbose_name_plural = _("versions of certificate designs")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["design", "number"], name="one_version_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.design} {self.number}"

    def as_value(self) -> Design:
        """What the page is made of."""
        return made_of(self.values, bytes(self.logo), self.values.get("logo_name", ""))


class DesignUse(models.Model):
    """What an organisation prints a design on: everything, all modules, all live events, or those of one code.

    The closest one counts. What nothing is said of has the house's own design.
    """

    class Kind(models.TextChoices):
        EVERYTHING = "everything", _("Everything")
        MODULES = "modules", _("All modules")
        EVENTS = "events", _("All live events")
        CODE = "code", _("One module or event")

    design = models.ForeignKey(CertificateDesign, models.CASCADE, related_name="uses")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("use of a certificate design")
        verbose_name_plural = _("uses of certificate designs")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "code"], name="one_design_for_each_use"),
            models.CheckConstraint(
                condition=Q(kind="code") & ~Q(code="") | ~Q(kind="code") & Q(code=""), name="a_use_by_code_has_one"
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.get_kind_display()
