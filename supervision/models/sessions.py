"""Supervision sessions, the cases discussed in them, who was there, and what was agreed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Team
from supervision.fields import SealedJSONField, SealedTextField
from supervision.models.base import Record
from supervision.models.cases import CaseReference
from supervision.models.reviews import CaseReview
from supervision.querysets import ActionQuerySet, DraftQuerySet, SessionCaseQuerySet, SessionQuerySet
from supervision.words import Mode


class SupervisionSession(Record):
    """A team's weekly group session, or a person's own. Shared, it is final after half an hour."""

    class Kind(models.TextChoices):
        GROUP = "group", _("Group supervision")
        INDIVIDUAL = "individual", _("Individual supervision")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        LIVE = "live", _("Under way")
        SHARED = "shared", _("Shared")
        CANCELLED = "cancelled", _("Cancelled")

    class Break(models.TextChoices):
        LEAVE = "leave", _("Leave")
        SICKNESS = "sickness", _("Sickness")
        CRISIS = "crisis", _("A crisis in a case")
        TRAINING = "training", _("Training")
        TOO_FEW = "too_few", _("Too few people")
        OTHER = "other", _("Another reason")

    team = models.ForeignKey(Team, models.PROTECT, related_name="sessions", verbose_name=_("team"))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GROUP)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("with"), null=True, blank=True
    )
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("led by"))
    starts_at = models.DateTimeField(_("starts"))
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    mode = models.CharField(_("how"), max_length=10, choices=Mode, default=Mode.IN_PERSON)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    cancelled_because = models.CharField(_("reason"), max_length=10, choices=Break, blank=True)
    principles = models.JSONField(default=list)
    methods = models.JSONField(default=list)
    notes = SealedTextField()
    rehearsal = SealedTextField()
    next_on = models.DateField(_("next session"), null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervision session")
        verbose_name_plural = _("supervision sessions")
        ordering: ClassVar = ["-starts_at"]
        indexes: ClassVar = [models.Index(fields=["team", "-starts_at"], name="session_by_team")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""), name="cancelled_sessions_have_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="group", person__isnull=True) | Q(kind="individual", person__isnull=False),
                name="individual_sessions_are_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="sessions_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} · {timezone.localtime(self.starts_at):%Y-%m-%d}"


class Attendance(models.Model):
    """Who was there, kept as facts: they become hours of training, and no word of the session goes with them."""

    class Status(models.TextChoices):
        PRESENT = "present", _("Present")
        APOLOGIES = "apologies", _("Apologies")
        ABSENT = "absent", _("Absent")

    session = models.ForeignKey(SupervisionSession, models.CASCADE, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.PRESENT)
    minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering: ClassVar = ["user__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "user"], name="one_attendance_per_person_and_session"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.session}"


class SessionCase(Record):
    """One case as discussed in one session: pre-filled from the therapist's summary, which it never writes."""

    session = models.ForeignKey(SupervisionSession, models.PROTECT, related_name="cases")
    case = models.ForeignKey(CaseReference, models.PROTECT, related_name="session_cases")
    review = models.ForeignKey(CaseReview, models.PROTECT, related_name="session_cases", null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=0)
    is_discussed = models.BooleanField(default=False)
    last_goals = SealedJSONField()
    advances = SealedTextField()
    barriers = SealedTextField()
    fit = SealedJSONField()
    next_goals = SealedJSONField()
    guidance = SealedTextField()
    principles = models.JSONField(default=list)
    methods = models.JSONField(default=list)
    is_final = models.BooleanField(default=False)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = SessionCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case in a session")
        verbose_name_plural = _("cases in sessions")
        ordering: ClassVar = ["session", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "case"], name="a_case_once_in_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.case}"


class Action(Record):
    """Something agreed, with an owner and a day. It may be a module or a resource: then learning is how it is done."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    team = models.ForeignKey(Team, models.PROTECT, related_name="actions")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions", verbose_name=_("who"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(CaseReference, models.PROTECT, related_name="actions", null=True, blank=True)
    source_type = models.CharField(max_length=40)
    source_id = models.UUIDField(db_index=True)
    text = SealedTextField()
    module_key = models.UUIDField(null=True, blank=True)
    resource_key = models.UUIDField(null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Per cent, of a module."))

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering: ClassVar = ["due_on", "created_at"]
        indexes: ClassVar = [models.Index(fields=["owner", "state", "due_on"], name="action_by_owner")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(module_key__isnull=True) | Q(resource_key__isnull=True), name="an_action_carries_one_thing"
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_at__isnull=False), name="done_actions_say_when"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """What somebody is typing, saved for them alone: it survives a closed browser and overwrites nobody.

    `base_version` is the version of the record that their form shows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    record_type = models.CharField(max_length=40)
    record_id = models.UUIDField()
    base_version = models.PositiveIntegerField()
    content = SealedJSONField(empty=dict)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "record_type", "record_id"], name="one_draft_per_author"),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} · {self.record_type}"
