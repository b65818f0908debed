"""What guards records: holds, disposal by two people, disclosure requests, break-glass, quarterly reviews of access.

What they are about is named by kind and random id, not by a foreign key: they outlive what is disposed of.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from supervision.fields import SealedJSONField, SealedTextField
from supervision.guarding_querysets import BreakGlassQuerySet, DisclosureQuerySet, GuardingQuerySet
from supervision.models.base import Record


class Scope(models.TextChoices):
    """What a hold, a request or an opening is about."""

    CASE = "case", _("A case")
    PERSON = "person", _("A member of staff")
    TEAM = "team", _("A team")


class Scoped(Record):
    """A record about a case, a person or a team, by its random id."""

    scope_kind = models.CharField(_("about"), max_length=10, choices=Scope)
    scope_key = models.UUIDField()

    class Meta:
        abstract = True


class LegalHold(Scoped):
    """Nothing in its scope is disposed of while it stands."""

    reason = SealedTextField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = GuardingQuerySet["LegalHold"].as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="lifted_holds_say_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_kind_display()} · {self.created_at:%Y-%m-%d}"


class Disposal(Record):
    """A list of what is due, proposed by one person and carried out when another approves."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second person")
        REFUSED = "refused", _("Refused")
        DONE = "done", _("Carried out")

    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    items = models.JSONField(default=list)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = GuardingQuerySet["Disposal"].as_manager()

    class Meta:
        verbose_name = _("disposal")
        verbose_name_plural = _("disposals")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="disposal_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_disposals_say_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.created_at:%Y-%m-%d}"


class DisposalStub(Record):
    """What is left of something disposed of: its type, its dates, by which rule and whom, and how many records."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="stubs")
    kind = models.CharField(max_length=40)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    due_on = models.DateField()
    authority = models.TextField()
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("stub of a disposal")
        verbose_name_plural = _("stubs of disposals")
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.due_on:%Y-%m-%d}"


class DisclosureRequest(Scoped):
    """Somebody entitled asks for records. While it is open, what is in its scope stays as it is."""

    class Kind(models.TextChoices):
        ACCESS = "access", _("Access request")
        COURT = "court", _("Court order")
        POLICE = "police", _("Police")
        REGULATOR = "regulator", _("Regulator")
        SAFEGUARDING = "safeguarding", _("Safeguarding review")

    class Decision(models.TextChoices):
        FULL = "full", _("Disclosed in full")
        PART = "part", _("Disclosed in part")
        REFUSED = "refused", _("Not disclosed")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("answer due by"))
    since = models.DateField(_("records from"), null=True, blank=True)
    until = models.DateField(_("records up to"), null=True, blank=True)
    particulars = SealedTextField()
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    redacted_lines = SealedJSONField()
    redacted_words = SealedJSONField()
    preparer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    pack_hash = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("disclosure request")
        verbose_name_plural = _("disclosure requests")
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["organisation", "closed_at"], name="open_disclosures")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("preparer")),
                name="disclosure_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(approver__isnull=False) & ~Q(decision="") & ~Q(pack_hash=""),
                name="closed_disclosures_have_approver_decision_and_hash",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("received_on")), name="disclosure_due_after_received"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.received_on:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Not closed: it freezes what is in its scope."""
        return self.closed_at is None


class BreakGlass(Scoped):
    """One hour with one set of records for somebody who may not read them, approved by an information lead."""

    reason = SealedTextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name = _("break-glass access")
        verbose_name_plural = _("break-glass accesses")
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="break_glass_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(is_approved=True, ends_at__isnull=False) | Q(ends_at__isnull=True),
                name="only_approved_break_glass_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_kind_display()} · {self.created_at:%Y-%m-%d}"

    @property
    def state(self) -> str:
        """One of waiting, refused, open, ended."""
        if self.is_approved is None:
            return "waiting"
        if not self.is_approved or self.ends_at is None:
            return "refused"
        return "open" if self.ends_at > timezone.now() else "ended"


class AccessReview(Record):
    """The information lead has looked at who may read what, and who did, in a quarter."""

    quarter = models.DateField(_("quarter beginning"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = GuardingQuerySet["AccessReview"].as_manager()

    class Meta:
        verbose_name = _("access review")
        verbose_name_plural = _("access reviews")
        ordering: ClassVar = ["-quarter"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "quarter"], name="one_access_review_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.quarter:%Y-%m}"


class Export(Record):
    """A record was taken out of Hearth on paper: which, by whom and why."""

    record_type = models.CharField(max_length=40)
    record_key = models.UUIDField(db_index=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = SealedTextField()

    class Meta:
        verbose_name = _("record taken out")
        verbose_name_plural = _("records taken out")
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.record_type} · {self.created_at:%Y-%m-%d}"
