"""How published content is looked after: re-reviews that changed nothing, and modules taken out of use."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ContentReview(models.Model):
    """A clinical reviewer read a module or a resource again, found nothing to change, and set the next date."""

    class Kind(models.TextChoices):
        MODULE = "module", _("Module")
        RESOURCE = "resource", _("Resource")

    kind = models.CharField(max_length=10, choices=Kind)
    content_key = models.UUIDField(db_index=True, help_text=_("The page's key, the same in every language."))
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(null=True, help_text=_("The date it was due by."))
    review_by = models.DateField(_("review by"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("re-review")
        verbose_name_plural = _("re-reviews")
        ordering: ClassVar = ["-reviewed_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.content_key} · {self.review_by}"


class Retirement(models.Model):
    """A module taken out of use, and why. Who began it before may still read and finish it; nobody new can.

    A module that is taken back into use keeps the row, with who did that and when.
    """

    module_key = models.UUIDField(db_index=True)
    reason = models.CharField(_("reason"), max_length=500)
    reason_cy = models.CharField(_("reason, in Welsh"), max_length=500, blank=True)
    replacement_key = models.UUIDField(null=True, blank=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("retired module")
        verbose_name_plural = _("retired modules")
        ordering: ClassVar = ["-retired_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["module_key"], condition=Q(ended_at=None), name="one_retirement_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.module_key} · {self.reason[:60]}"
