"""A module published as a whole: the words learners read, kept for ever as they were.

An edition's rows are written once, at publication, and never changed. The current edition of a module is the one with
the highest number whose `live_from` has come.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.models.check_rules import FinalCheckRules
from learning.models.evidence_rules import EvidenceRules
from learning.querysets import EditionQuerySet


class Notice(models.TextChoices):
    """What learners who know an earlier edition have to do."""

    NONE = "none", _("No notice")
    NOTIFY = "notify", _("Tell them")
    REREAD = "reread", _("Re-read named units")
    RETAKE = "retake", _("Take the final check again")


class Edition(FinalCheckRules, EvidenceRules):
    """One publication of a module, in every language it has."""

    module_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    live_from = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    notice = models.CharField(max_length=10, choices=Notice, default=Notice.NONE)
    note = models.CharField(max_length=500, blank=True)
    note_cy = models.CharField(max_length=500, blank=True)
    reread = models.JSONField(default=list, help_text=_("Keys of the units to read again."))
    retake_days = models.PositiveSmallIntegerField(null=True, help_text=_("Days in which to take the check again."))
    minutes = models.PositiveSmallIntegerField()
    approach = models.CharField(max_length=20)
    repeat_months = models.PositiveSmallIntegerField(null=True)
    review_by = models.DateField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering: ClassVar = ["code", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["module_key", "number"], name="one_edition_number_per_module"),
        ]

    def __str__(self) -> str:
        return f"{self.code}, edition {self.number}"

    @property
    def reread_keys(self) -> list[uuid.UUID]:
        """The units to read again, by the key they have in every language."""
        return [uuid.UUID(key) for key in self.reread]


class EditionModule(models.Model):
    """The module's own words in one language of an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="modules")
    language = models.CharField(max_length=2)
    page_id = models.PositiveBigIntegerField()
    revision_id = models.PositiveBigIntegerField()
    slug = models.SlugField(max_length=255)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    audience = models.CharField(max_length=250, blank=True)
    outcomes = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["slug", "language"], name="edition_module_by_slug")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "language"], name="one_module_text_per_language"),
        ]

    def __str__(self) -> str:
        return self.title


class EditionUnit(models.Model):
    """A unit's words in one language, and the HTML readers get. No answer key and no personal state is in it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="units")
    language = models.CharField(max_length=2)
    unit_key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    page_id = models.PositiveBigIntegerField()
    revision_id = models.PositiveBigIntegerField()
    slug = models.SlugField(max_length=255)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    outcome = models.PositiveSmallIntegerField(null=True)
    html = models.TextField()
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 over every revision that the HTML shows."))

    class Meta:
        ordering: ClassVar = ["edition", "language", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "language", "unit_key"], name="one_unit_text_per_language"),
            models.UniqueConstraint(fields=["edition", "language", "slug"], name="one_unit_slug_per_language"),
        ]

    def __str__(self) -> str:
        return self.title


class EditionQuestion(models.Model):
    """A question as this edition asks it; what `content` holds is said in learning/question_content.py."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questions")
    language = models.CharField(max_length=2)
    question_key = models.UUIDField()
    revision_id = models.PositiveBigIntegerField()
    use = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    unit_key = models.UUIDField(null=True)
    outcome = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["edition", "language", "use", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "language", "question_key"], name="one_question_text_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.content.get('stem', '')[:60]}"


class EditionVignette(models.Model):
    """A case as this edition plays it; what `content` holds is said in learning/vignette_rules.py."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="vignettes")
    language = models.CharField(max_length=2)
    vignette_key = models.UUIDField()
    revision_id = models.PositiveBigIntegerField()
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=255)
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(help_text=_("For one way through, read at an ordinary pace."))
    endings = models.JSONField(default=list, help_text=_("The keys of its endings, for lists."))
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["edition", "language", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "language", "vignette_key"], name="one_vignette_text_per_language"
            ),
            models.UniqueConstraint(fields=["edition", "language", "slug"], name="one_vignette_slug_per_language"),
        ]

    def __str__(self) -> str:
        return self.title


class ModuleReview(models.Model):
    """The whole module, sent to a clinical reviewer, and what they said.

    `fingerprint` is the SHA-256 over the revisions that were sent: an approval holds for exactly those.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the reviewer")
        APPROVED = "approved", _("Approved")
        CHANGES = "changes", _("Changes asked for")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    module_key = models.UUIDField(db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    fingerprint = models.CharField(max_length=64)
    revisions = models.JSONField(default=list, help_text=_("What was sent, by language: module, units and questions."))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    message = models.TextField(_("message to the reviewer"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="module_reviews", verbose_name=_("clinical reviewer")
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("module review")
        verbose_name_plural = _("module reviews")
        ordering: ClassVar = ["-requested_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["module_key"], condition=Q(state="waiting"), name="one_waiting_review_per_module"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module_key} · {self.get_state_display()}"
