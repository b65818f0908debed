"""How long an organisation keeps its records, whom to ask, and where a safety concern goes. Set before the first."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models import Organisation

YEARS = [MinValueValidator(1), MaxValueValidator(75)]


class RecordKeeping(models.Model):
    """An organisation's schedule. Nothing is kept for an organisation that has none; no default destroys anything."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="record_keeping")
    ig_contact = models.CharField(_("information governance contact"), max_length=200)
    safeguarding_route = models.TextField(_("safeguarding route, in English"), max_length=2000)
    safeguarding_route_cy = models.TextField(_("safeguarding route, in Welsh"), max_length=2000, blank=True)
    case_years = models.PositiveSmallIntegerField(_("years after a case closes"), validators=YEARS)
    session_years = models.PositiveSmallIntegerField(_("years after a session or consultation"), validators=YEARS)
    staff_years = models.PositiveSmallIntegerField(_("years after a person leaves"), validators=YEARS)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("record keeping")
        verbose_name_plural = _("record keeping")
        ordering: ClassVar = ["organisation"]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def route(self) -> str:
        """Where a safety concern goes, in the reader's language where it is written."""
        welsh = get_language() == "cy" and self.safeguarding_route_cy
        return self.safeguarding_route_cy if welsh else self.safeguarding_route
