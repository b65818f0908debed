"""What readers of the library get: a resource's words as published, rendered once, and the words to find it by."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models.editions import EditionUnit
from learning.models.pages import ResourcePage


class ResourceText(models.Model):
    """The published page, ready to send: it is there exactly while the page is published.

    `text` is the same without tags; `LibraryWord` and `ResourceWord` are made of it.
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


class LibraryMark(models.Model):
    """One row that changes with every publication, so that each process knows when what it has kept is out of date."""

    value = models.UUIDField()

    def __str__(self) -> str:
        return str(self.value)


class LibraryWord(models.Model):
    """A word that some published resource of the language uses, in small letters and without accents."""

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "word"], name="one_library_word_per_language"),
        ]

    def __str__(self) -> str:
        return self.word


class ResourceWord(models.Model):
    """How much a word says about a resource: most in its title, then in its summary, then in its text."""

    word = models.ForeignKey(LibraryWord, models.CASCADE, related_name="uses", db_index=False)
    text = models.ForeignKey(ResourceText, models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        # The whole of a search is read from this index.
        indexes: ClassVar = [models.Index(fields=["word", "text", "weight"], name="resource_words")]

    def __str__(self) -> str:
        return f"{self.word_id} × {self.weight}"


class SavedResource(models.Model):
    """A resource that somebody wants at hand, in whatever language they read. Nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_resources")
    resource_key = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved resource")
        verbose_name_plural = _("saved resources")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "resource_key"], name="saved_once"),
        ]

    def __str__(self) -> str:
        return str(self.resource_key)


class UnitResource(models.Model):
    """A published unit leads to a resource: written with the edition, from the unit's own links."""

    unit = models.ForeignKey(EditionUnit, models.CASCADE, related_name="resources")
    resource_key = models.UUIDField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "resource_key"], name="one_use_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.resource_key}"
