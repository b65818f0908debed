"""By when many people are to have something: a day for all, or so many days from a day of each one's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DueFrom(TextChoices):
    """How the deadline is found."""

    DAY = "day", _("By a day")
    TODAY = "today", _("So many days from today")
    START = "start", _("So many days from each one's first day")


@dataclass(frozen=True)
class Due:
    """A rule for the deadline."""

    by: str
    day: datetime.date | None = None
    days: int = 0

    def on(self, began_on: datetime.date) -> datetime.date:
        """Somebody's deadline; never a day that has passed."""
        today = timezone.localdate()
        if self.by == DueFrom.DAY and self.day:
            return max(self.day, today)
        first = began_on if self.by == DueFrom.START else today
        return max(first + datetime.timedelta(days=self.days), today)
