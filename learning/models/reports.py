"""What readers tell those who write: something is wrong on a page, or a resource is missing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentReport(models.Model):
    """A note of one reader about one page, or a wish for a resource, and the answer to it.

    It names no family: the form says so, and only authors, the coordinators and the reader see it.
    """

    class Kind(models.TextChoices):
        RESOURCE = "resource", _("Resource")
        UNIT = "unit", _("Unit")
        WISH = "wish", _("Resource asked for")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    kind = models.CharField(max_length=10, choices=Kind)
    page_key = models.UUIDField(null=True, blank=True, db_index=True, help_text=_("The same in every language."))
    edition = models.ForeignKey("learning.Edition", models.PROTECT, related_name="+", null=True, blank=True)
    language = models.CharField(max_length=2)
    block_id = models.CharField(max_length=40, blank=True, help_text=_("The heading it is about, by its block."))
    title = models.CharField(max_length=255, help_text=_("The page's title then, or the words that were looked for."))
    place = models.CharField(max_length=200, blank=True, help_text=_("The words of that heading then."))
    href = models.CharField(max_length=500, blank=True)
    text = models.TextField(_("what is wrong"))
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="content_reports")
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("note from a reader")
        verbose_name_plural = _("notes from readers")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["reader", "created_at"], name="reports_of_a_reader")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.title}"
