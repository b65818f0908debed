"""Who has read what: readings that showed any of some records, found by the database and not by looking at each."""

from __future__ import annotations

import functools
import operator
from collections.abc import Collection

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from audit.models import Entry

MOST = 500


def readings_of(records: Collection[tuple[str, str]]) -> QuerySet[Entry]:
    """Entries of readings that opened one of these records, newest first; of many records the first 500 count.

    PostgreSQL has an index for it; SQLite, which a small site has, looks through the text of each entry.
    """
    found = Entry.objects.filter(action="audit.read").order_by("-sequence")
    wanted = list(records)[:MOST]
    if not wanted:
        return found.none()
    if connection.vendor == "postgresql":
        return found.filter(functools.reduce(operator.or_, (Q(records__contains=[list(one)]) for one in wanted)))
    text = found.annotate(text=Cast("records", TextField()))
    return text.filter(functools.reduce(operator.or_, (Q(text__contains=key) for _label, key in wanted)))
