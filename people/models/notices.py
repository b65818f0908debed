"""What somebody is told, how they want to be told, and the letters that carry it with the log of their delivery."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.notifications import Group, group_of, text_of
from people.querysets import LetterQuerySet, NotificationQuerySet


class Way(models.TextChoices):
    """How a notification reaches somebody beside the list on the site."""

    HERE = "here", _("On this site only")
    DIGEST = "digest", _("In the daily e-mail")
    NOW = "now", _("By e-mail at once")


class Letter(models.Model):
    """One e-mail: to whom and where it stands, never what it says. Its id is the Message-ID, whenever it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("Not needed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters")
    digest_of = models.DateField(_("day of the digest"), null=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("due"))
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering: ClassVar = ["-due_at"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "sending"]), name="letter_to_send"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "digest_of"], condition=Q(digest_of__isnull=False), name="one_digest_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LetterStep(models.Model):
    """A line of the delivery log: what happened to a letter and when; of a failure, the kind of error alone."""

    class What(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        RETRIED = "retried", _("Tried again")
        DROPPED = "dropped", _("Not needed any more")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=8, choices=What)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("step of a letter")
        verbose_name_plural = _("steps of letters")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.what


class Notification(models.Model):
    """One thing somebody is told, once. `params` fill in its kind's words; they name no case and quote no record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    href = models.CharField(max_length=500, blank=True)
    params = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)
    hold_until = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=6, choices=Way, default=Way.HERE)
    mail_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, related_name="notifications", null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering: ClassVar = ["-at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["user", "-at"], name="notification_by_person"),
            models.Index(fields=["kind", "key"], name="notification_by_key"),
            models.Index(
                fields=["mail_at"], condition=Q(mail_at__isnull=False, letter__isnull=True), name="notification_to_mail"
            ),
            models.Index(
                fields=["kind", "at"],
                condition=Q(done_at__isnull=True, escalated_at__isnull=True),
                name="notification_to_escalate",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="one_notification_for_one_event"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        """What it says, in the language in force."""
        return text_of(self.kind, self.params)

    @property
    def group_name(self) -> str:
        """What it is about, in the language in force."""
        return group_of(self.kind)


class MailHours(models.Model):
    """When somebody's mail may come, if they chose; otherwise the site's hours hold."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_hours")
    digest_at = models.TimeField(_("daily e-mail at"))
    quiet_from = models.TimeField(_("no e-mail from"))
    quiet_until = models.TimeField(_("until"))
    weekends = models.BooleanField(_("e-mail at weekends too"), default=False)

    class Meta:
        verbose_name = _("hours for mail")
        verbose_name_plural = _("hours for mail")

    def __str__(self) -> str:
        return str(self.pk)


class MailChoice(models.Model):
    """How somebody wants to hear of one group of kinds; without one, each kind's own way holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    group = models.CharField(max_length=20, choices=Group)
    way = models.CharField(max_length=6, choices=Way)

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "group"], name="one_choice_for_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.way}"


class CalendarAddress(models.Model):
    """Somebody's secret calendar address: the token's hash finds it, the sealed token shows it to its owner again."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="calendar_address"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    sealed_token = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.pk)
