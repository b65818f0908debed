"""The log as an information lead sees it: who read or did what, when and in which role; never what a record says."""

from __future__ import annotations

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.models import Entry
from people.models import Membership, User
from people.permissions import organisations_with_role
from people.roles import TEAM_ROLES, Role

RISKY = ("=", "+", "-", "@", "\t", "\r")
EXPORTED = 20_000


@dataclass(frozen=True)
class LogLine:
    """One entry in words."""

    at: datetime.datetime
    who: str
    role: str
    action: str
    what: str


def entries(user: User, *, who: str = "", what: str = "", since: Any = None, until: Any = None) -> QuerySet[Entry]:
    """Entries about records of the organisations one guards today, newest first."""
    guarded = [str(pk) for pk in organisations_with_role(user, Role.IG_LEAD).values_list("pk", flat=True)]
    found = Entry.objects.filter(organisation_id__in=guarded).order_by("-sequence")
    if who:
        found = found.filter(actor_name__icontains=who)
    if what:
        found = found.filter(action__startswith=what)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lte=until)
    return found


def in_words(found: list[Entry]) -> list[LogLine]:
    """What the table shows: kinds of records and how many, no name, no code."""
    return [
        LogLine(entry.at, entry.actor_name, role_words(entry.role), action_words(entry.action), records_words(entry))
        for entry in found
    ]


def role_words(role: str) -> str:
    """The role as people say it."""
    if role == "break_glass":
        return _("break-glass")
    return str(Role(role).label) if role in Role.values else role


def action_words(action: str) -> str:
    """`supervision.case_opened` becomes “case opened”; reading has its own word."""
    if action == "audit.read":
        return _("read")
    return action.partition(".")[2].replace("_", " ")


def records_words(entry: Entry) -> str:
    """“3 weekly case summaries, 1 case”."""
    return kinds_in_words(entry.records)


def kinds_in_words(records: Iterable[Sequence[str]]) -> str:
    """How many of each kind."""
    kinds = Counter(label for label, _key in records)
    return ", ".join(f"{number} {_name(label, number)}" for label, number in sorted(kinds.items()))


def _name(label: str, number: int) -> str:
    try:
        meta = apps.get_model(label)._meta
    except (LookupError, ValueError):
        return label
    return str(meta.verbose_name if number == 1 else meta.verbose_name_plural)


def as_csv(found: QuerySet[Entry]) -> str:
    """The same as a file; no cell begins as a formula would."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("When"), _("Who"), _("Role"), _("What"), _("Records")])
    for line in in_words(list(found[:EXPORTED])):
        when = date_format(timezone.localtime(line.at), "Y-m-d H:i:s")
        writer.writerow([_safe(cell) for cell in (when, line.who, line.role, line.action, line.what)])
    return out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


@dataclass(frozen=True)
class ReviewLine:
    """Somebody who may read today, and how often they did in the quarter."""

    name: str
    role: str
    place: str
    since: datetime.date
    reads: int


def quarter_of(day: datetime.date) -> datetime.date:
    """The first day of its quarter."""
    return datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def review_of(organisation_id: int, quarter: datetime.date) -> list[ReviewLine]:
    """Everybody with a role that reads records today, with how many times they read since the quarter began."""
    reads = Entry.objects.filter(
        organisation_id=str(organisation_id), action="audit.read", at__date__gte=quarter
    ).values_list("actor_id")
    often = dict(reads.annotate(times=Count("sequence")).order_by())
    rows = Membership.objects.current().in_role(*TEAM_ROLES, Role.IG_LEAD).filter(organisation=organisation_id)
    return [
        ReviewLine(
            name=row.user.name,
            role=str(row.get_role_display()),
            place=str(row.team or row.organisation),
            since=row.starts_on,
            reads=often.get(str(row.user_id), 0),
        )
        for row in rows.select_related("user", "team", "organisation").order_by("user__name", "pk")
    ]
