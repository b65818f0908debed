"""What readers of the library get: a resource's words as published, rendered once."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.pages import ResourcePage


class ResourceText(models.Model):
    """The published page, ready to send: it is there exactly while the page is published.

    `text` is the same without tags, for search.
    """

    page = models.OneToOneField(ResourcePage, models.CASCADE, related_name="published_text")
    language = models.CharField(max_length=2)
    resource_key = models.UUIDField()
    slug = models.SlugField(max_length=255)
    html = models.TextField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 over every revision that the HTML shows."))
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("published resource")
        verbose_name_plural = _("published resources")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "slug"], name="one_resource_slug_per_language"),
            models.UniqueConstraint(fields=["language", "resource_key"], name="one_resource_text_per_language"),
        ]

    def __str__(self) -> str:
        return self.slug
