"""One line of somebody's log: facts, and what they make of them. Only the owner ever reads it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cpd.querysets import EntryQuerySet
from cpd.words import Activity, Format, Kind, Method

TEXT_LENGTH = 5000
MOST_MINUTES = 10000


class CPDEntry(models.Model):
    """With a `source` it was made automatically: its facts are fixed, its reflection is the owner's.

    `key` names the thing at its source, which makes it once. No field ever holds a case reference.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cpd_entries")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ACTIVITY)
    source = models.CharField(max_length=20, blank=True, editable=False)
    key = models.CharField(max_length=64, blank=True, editable=False)
    on = models.DateField(_("day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), default=0, validators=[MaxValueValidator(MOST_MINUTES)])
    activity = models.CharField(_("what it was"), max_length=12, choices=Activity, default=Activity.OTHER)
    format = models.CharField(_("with whom"), max_length=10, choices=Format, blank=True)
    group_size = models.PositiveSmallIntegerField(_("people in the group"), null=True, blank=True)
    methods = models.JSONField(_("how"), default=list, blank=True)
    title = models.CharField(_("title"), max_length=255)
    title_cy = models.CharField(max_length=255, blank=True, editable=False)
    provider = models.CharField(_("given by"), max_length=200, blank=True)
    happened = models.TextField(_("What happened"), blank=True, max_length=TEXT_LENGTH)
    learnt = models.TextField(_("What I make of it"), blank=True, max_length=TEXT_LENGTH)
    will_try = models.TextField(_("What I will try"), blank=True, max_length=TEXT_LENGTH)
    benefit = models.TextField(_("Benefit to service users"), blank=True, max_length=TEXT_LENGTH)
    evidence = models.CharField(_("Where the evidence is"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("CPD entry")
        verbose_name_plural = _("CPD entries")
        ordering: ClassVar = ["-on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["user", "-on"], name="cpd_by_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "source", "key"], condition=~Q(source=""), name="one_cpd_entry_per_thing_at_its_source"
            ),
            models.CheckConstraint(
                condition=Q(source="", key="") | ~Q(source="") & ~Q(key=""), name="automatic_entries_have_a_key"
            ),
            models.CheckConstraint(
                condition=Q(source="") | Q(deleted_at__isnull=True), name="automatic_entries_are_not_deleted"
            ),
            models.CheckConstraint(
                condition=~Q(source="") | Q(withdrawn_at__isnull=True), name="own_entries_are_not_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="cpd_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(kind="break", until__isnull=False, minutes=0) | ~Q(kind="break"),
                name="times_without_cpd_have_an_end_and_no_minutes",
            ),
            models.CheckConstraint(
                condition=Q(group_size__isnull=True) | Q(group_size__gte=1), name="groups_have_somebody_in_them"
            ),
            models.CheckConstraint(condition=Q(minutes__lte=MOST_MINUTES), name="cpd_minutes_are_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} · {self.title}"

    @property
    def is_automatic(self) -> bool:
        """Made by another room, so its facts are fixed."""
        return bool(self.source)

    @property
    def shown_title(self) -> str:
        """In the reader's language, or the one it has."""
        return self.title_cy if self.title_cy and get_language() == "cy" else self.title

    @property
    def method_labels(self) -> list[str]:
        """The methods in words."""
        return [str(Method(code).label) for code in self.methods if code in Method.values]


class Evidence(models.Model):
    """The paper that shows prior learning, as uploaded and checked; apart from the entry, so lists stay light."""

    entry = models.OneToOneField(CPDEntry, models.CASCADE, related_name="file")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
