"""Who saved a record last, and when: told by the log, which knows it of every record."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Entry
from supervision.models.base import Record

LOOKED_BACK = datetime.timedelta(days=7)
CHUNK = 200


@dataclass(frozen=True)
class Saved:
    """By whom, and when."""

    by: str
    at: datetime.datetime


def last_saved(record: Record, *actions: str) -> Saved:
    """The newest entry of one of these actions about the record, within a week; else somebody, just now."""
    entries = Entry.objects.filter(
        action__in=actions, organisation_id=str(record.organisation_id), at__gte=timezone.now() - LOOKED_BACK
    )
    key = [record._meta.label_lower, str(record.pk)]
    for entry in entries.order_by("-sequence").iterator(chunk_size=CHUNK):
        if key in entry.records:
            return Saved(entry.actor_name, entry.at)
    return Saved(_("Somebody"), timezone.now())
