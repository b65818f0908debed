"""Telling people that there is something to look at: once until they have looked, and by a letter that says no more."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from people.models import User
from people.services.notifying import notify_until_seen
from supervision.notice_kinds import NoticeKind as Kind

__all__ = ["Kind", "tell"]


@transaction.atomic
def tell(people: Iterable[User], kind: Kind) -> None:
    """Each person, in their list of notices."""
    href = reverse("actions" if kind == Kind.AGREED else "supervision")
    for person in people:
        notify_until_seen(to=person, kind=kind.value, href=href)
