"""What this room holds about somebody, for the package they take away."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.own_data import Row, Source, register
from pathways.explaining import explain_all
from pathways.models import Absence, Assignment, Exemption, ReadAcknowledgement
from people.models import User


def statuses(user: User, _language: str) -> list[Row]:
    """How they stand today with everything asked of them, and why."""
    return [
        {
            "code": one.status.requirement.code,
            "requirement": one.name,
            "state": one.state.label,
            "due_on": _day(one.status.due_on),
            "expires_on": _day(one.status.expires_on),
            "why": one.why,
        }
        for one in explain_all(user)
    ]


def recorded(user: User, _language: str) -> list[Row]:
    """Exemptions, assignments and absences, also those taken back."""
    rows: list[Any] = []
    for model in (Exemption, Assignment, Absence):
        rows += model.objects.of(user).order_by("recorded_at")
    return [
        {
            "what": str(row._meta.verbose_name),
            "requirement": row.requirement.name if hasattr(row, "requirement") else "",
            "kind": row.get_kind_display() if hasattr(row, "kind") else "",
            "reason": getattr(row, "reason", ""),
            "from": _day(getattr(row, "from_on", None)),
            "until": _day(getattr(row, "until_on", None) or getattr(row, "due_on", None)),
            "recorded_on": row.recorded_at.date().isoformat(),
            "withdrawn_on": _day(row.withdrawn_at.date() if row.withdrawn_at else None),
        }
        for row in rows
    ]


def readings(user: User, _language: str) -> list[Row]:
    """What they said they have read."""
    rows = ReadAcknowledgement.objects.filter(user=user).order_by("at")
    return [{"key": str(row.key), "on": row.on.isoformat()} for row in rows]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


_REQUIREMENT = ("requirement", _("Requirement"))
register(
    Source(
        "statuses",
        _("What is asked of you"),
        [
            ("code", _("Code")),
            _REQUIREMENT,
            ("state", _("State")),
            ("due_on", _("Due")),
            ("expires_on", _("Expires")),
            ("why", _("Why")),
        ],
        statuses,
    )
)
register(
    Source(
        "exemptions_assignments_absences",
        _("Exemptions, assignments and absences"),
        [
            ("what", _("What")),
            _REQUIREMENT,
            ("kind", _("Kind")),
            ("reason", _("Reason")),
            ("from", _("From")),
            ("until", _("Until")),
            ("recorded_on", _("Recorded")),
            ("withdrawn_on", _("Taken back")),
        ],
        recorded,
    )
)
register(Source("readings", _("Readings you acknowledged"), [("key", _("Key")), ("on", _("Day"))], readings))
