"""What a learner did: enrolment, units, answers, attempts, completion, private reflections.

All of it hangs on translation keys, so a module may be begun in Welsh and finished in English.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.editions import Edition
from learning.querysets import EnrolmentQuerySet


class Enrolment(models.Model):
    """A learner on a module, in the edition they started; a later edition does not move them.

    With `retake_of` it is the final check of a later edition, taken again after that completion.
    """

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned")
        IN_PROGRESS = "in_progress", _("In progress")
        COMPLETED = "completed", _("Completed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    module_key = models.UUIDField(db_index=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=12, choices=State, default=State.IN_PROGRESS)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    retake_of = models.ForeignKey(
        "learning.Completion", models.PROTECT, related_name="retakes", null=True, blank=True, editable=False
    )
    last_unit_key = models.UUIDField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "module_key"],
                condition=Q(state__in=["assigned", "in_progress"]),
                name="one_open_enrolment_per_module",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.edition}"


class UnitProgress(models.Model):
    """How far a learner is in one unit. `position` is the id of the block they had reached.

    `carried` was done in an earlier edition and did not have to be read again in this one.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="units")
    unit_key = models.UUIDField()
    language = models.CharField(max_length=2)
    position = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    carried = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "unit_key"], name="one_progress_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.unit_key}"


class CheckAnswer(models.Model):
    """The last answer to a knowledge check in a unit. It never counts towards the final check."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="check_answers")
    question_key = models.UUIDField()
    client_id = models.UUIDField(default=uuid.uuid4, unique=True)
    chosen = models.JSONField(default=list)
    is_right = models.BooleanField()
    language = models.CharField(max_length=2)
    tries = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "question_key"], name="one_answer_per_check"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.question_key}"


class Attempt(models.Model):
    """One go at the final check. `questions` is the snapshot drawn for it, answer key included; it never changes.

    `answers` maps question key to the stored answer, `credits` to what it was worth (0 to 1) when it was sent.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    seed = models.BigIntegerField()
    questions = models.JSONField()
    answers = models.JSONField(default=dict)
    credits = models.JSONField(default=dict)
    pass_mark = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField(null=True, blank=True, help_text=_("Where the check has a time limit."))
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Per cent."))
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering: ClassVar = ["enrolment", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="one_attempt_number"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(submitted_at__isnull=True), name="one_open_attempt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.number}"


class ExtraTime(models.Model):
    """More time in checks that have a time limit, for one person. Why is nobody's business, so it isn't kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="extra_time")
    per_cent = models.PositiveSmallIntegerField(
        _("extra time, per cent"), validators=[MinValueValidator(5), MaxValueValidator(300)]
    )
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day; empty for always."))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")

    def __str__(self) -> str:
        return f"{self.user} · {self.per_cent} %"


class Completion(models.Model):
    """A module finished: every unit done and the final check passed. Made once per enrolment, never changed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="completions")
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="completion")
    module_key = models.UUIDField(db_index=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="completions")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="+", null=True, blank=True)
    completed_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list)

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        ordering: ClassVar = ["-completed_at"]

    def __str__(self) -> str:
        return f"{self.user} · {self.edition}"


class VignettePlay(models.Model):
    """A case played to an ending. Only the learner ever sees it; `path` are the numbers of the choices taken.

    `client_id` makes a repeated submit harmless.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="vignette_plays")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    vignette_key = models.UUIDField()
    language = models.CharField(max_length=2)
    path = models.JSONField(default=list)
    ending = models.CharField(max_length=40)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True)
    played_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["enrolment", "vignette_key"], name="plays_of_a_vignette")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.ending}"


class Reflection(models.Model):
    """A learner's private answer to a reflection in a unit. Only the learner ever reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reflections")
    module_key = models.UUIDField()
    unit_key = models.UUIDField()
    block_id = models.UUIDField()
    text = models.TextField(blank=True, max_length=5000)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "unit_key", "block_id"], name="one_reflection_per_prompt"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.block_id}"


class UpdateAcknowledgement(models.Model):
    """Somebody who finished an earlier edition has noted what changed, or (with a unit) has read that unit again.

    It is all that is stored of updates: what is still to do follows from these, completions and published editions.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    unit_key = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("update acknowledged")
        verbose_name_plural = _("updates acknowledged")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "edition", "unit_key"], name="one_acknowledgement_per_unit"),
            models.UniqueConstraint(
                fields=["user", "edition"], condition=Q(unit_key=None), name="one_acknowledgement_per_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.edition}"
