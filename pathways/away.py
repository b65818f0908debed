"""What stands beside a person's training for its reader: exemptions, days away, reminders, where they belong."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from pathways.models import Absence, Exemption
from pathways.permissions import may_look_after, may_note_absence, supervises
from people.models import Membership, Notification, User
from people.notifications import Group, kinds, text_of
from people.permissions import current_memberships

ENDS_SOON = datetime.timedelta(days=30)
REMINDERS = 10


@dataclass(frozen=True)
class Listed:
    """A row with what one may do about it."""

    row: Exemption | Absence
    may_withdraw: bool
    ends_soon: bool = False


@dataclass(frozen=True)
class Reminder:
    """Something they were told, and when."""

    at: datetime.datetime
    text: str


def readable_places(reader: User, person: User) -> set[int]:
    """The organisations whose asking the reader may see for the person: their own all, others what they look after."""
    if reader.pk == person.pk:
        return set(Membership.objects.filter(user=person).values_list("organisation_id", flat=True))
    mine = {membership.organisation_id for membership in current_memberships(reader)}
    return {pk for pk in mine if may_look_after(reader, person, pk) or supervises(reader, person, pk)}


def home_of(person: User) -> list[str]:
    """Role and place of each membership of today."""
    rows = Membership.objects.current().filter(user=person).select_related("team", "organisation")
    return [f"{row.get_role_display()}, {row.team or row.organisation.local_name}" for row in rows]


def exemptions_of(reader: User, person: User) -> list[Listed]:
    """Those that stand and have not run out, the one that ends first at the top."""
    today = timezone.localdate()
    rows = Exemption.objects.visible_to(reader).standing().filter(user=person, until_on__gte=today)
    return [
        Listed(row, may_look_after(reader, person, row.organisation_id), row.until_on - today <= ENDS_SOON)
        for row in rows.select_related("requirement").order_by("until_on")
    ]


def absences_of(reader: User, person: User) -> list[Listed]:
    """Those that stand and are not long past, in order."""
    since = timezone.localdate() - ENDS_SOON
    rows = Absence.objects.visible_to(reader).standing().filter(user=person, until_on__gte=since)
    return [Listed(row, may_note_absence(reader, person, row.organisation_id)) for row in rows.order_by("from_on")]


def reminders_of(person: User) -> list[Reminder]:
    """What they were told about their training, the newest first; what is held back yet was not told."""
    codes = [kind.code for kind in kinds() if kind.group == Group.TRAINING]
    told = Notification.objects.filter(user=person, kind__in=codes)
    rows = told.filter(Q(hold_until=None) | Q(hold_until__lte=timezone.now())).order_by("-at")[:REMINDERS]
    return [Reminder(row.at, text_of(row.kind, row.params)) for row in rows]
