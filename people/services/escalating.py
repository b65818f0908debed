"""What stays unseen or undone for too long is told to whoever supervises the person, once."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import notifications
from people.models import Membership, Notification, User
from people.notifications import Group, Kind, Params, text_of
from people.roles import SUPERVISING_ROLES
from people.services.notifying import Note, notify_all

BATCH = 1000


def _escalated_text(params: Params) -> str:
    text = text_of(params["kind"], params["params"])
    return _("%(name)s has not seen to this yet: %(text)s") % {"name": params["name"], "text": text}


ESCALATED = notifications.register(
    Kind("escalated", gettext_lazy("Somebody has not seen to something that is due"), _escalated_text, Group.TEAM)
)


def escalate_due() -> int:
    """Every kind that asks for it; how many notifications were told to somebody's supervisors."""
    return sum(_escalate(kind) for kind in notifications.kinds() if kind.escalates_after)


@transaction.atomic
def _escalate(kind: Kind) -> int:
    if kind.escalates_after is None:
        return 0
    rows = Notification.objects.to_escalate(timezone.now(), kind.escalates_after, seen_is_enough=not kind.until_done)
    found = list(
        rows.filter(kind=kind.code)
        .select_related("user")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("at")[:BATCH]
    )
    supervisors = supervisors_of({row.user_id for row in found})
    notes = [_note(row, supervisor) for row in found for supervisor in supervisors[row.user_id]]
    notify_all(kind=ESCALATED.code, notes=notes)
    Notification.objects.filter(pk__in=[row.pk for row in found]).update(escalated_at=timezone.now())
    return len(found)


def _note(row: Notification, supervisor: User) -> Note:
    params = {"name": row.user.name, "kind": row.kind, "params": row.params}
    return Note(supervisor, str(row.pk), reverse("person", args=[row.user.public_id]), params)


def supervisors_of(people: set[int]) -> dict[int, list[User]]:
    """For each person, who supervises a team of theirs today, themselves left out."""
    teams: dict[int | None, set[int]] = defaultdict(set)
    current = Membership.objects.current().exclude(team=None)
    for user, team in current.filter(user__in=people).values_list("user_id", "team_id"):
        teams[team].add(user)
    leading = current.filter(team__in=teams, user__is_active=True).in_role(*SUPERVISING_ROLES).select_related("user")
    found: dict[int, dict[int, User]] = defaultdict(dict)
    for membership in leading.order_by("user__name", "pk"):
        for person in teams[membership.team_id] - {membership.user_id}:
            found[person][membership.user_id] = membership.user
    return defaultdict(list, {person: list(users.values()) for person, users in found.items()})
