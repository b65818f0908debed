"""What this room holds about somebody, for the package they take away."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Booking, EventDay, EventOutcome
from learning.own_data import Row, Source, register
from people.models import User


def events(user: User, language: str) -> list[Row]:
    """Every place and wait, with what was attested, corrections too."""
    days = Prefetch("event__days", queryset=EventDay.objects.order_by("on"))
    bookings = Booking.objects.filter(user=user).select_related("event").prefetch_related(days).order_by("pk")
    attested: dict[int, list[str]] = {}
    for row in EventOutcome.objects.filter(user=user).order_by("pk"):
        parts = (timezone.localdate(row.attested_at).isoformat(), row.get_result_display(), row.duration, row.reason)
        attested.setdefault(row.event_id, []).append(", ".join(str(part) for part in parts if part))
    return [
        {
            "code": row.event.code,
            "title": row.event.title,
            "days": [day.on.isoformat() for day in row.event.days.all()],
            "state": row.get_state_display(),
            "when": timezone.localtime(row.asked_at).isoformat(timespec="minutes"),
            "attested": attested.get(row.event_id, []),
        }
        for row in bookings
    ]


register(
    Source(
        "live_events",
        _("Live events"),
        [
            ("code", _("Code")),
            ("title", _("Title")),
            ("days", _("Days")),
            ("state", _("State")),
            ("when", _("When")),
            ("attested", _("Attested")),
        ],
        events,
    )
)
