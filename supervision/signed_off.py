"""Practice sign-offs as evidence for requirements: that a skill was demonstrated and when, nothing of the record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from pathways.evidence import Done, Keys, Source, Users, register
from pathways.kinds import Kind
from supervision.models import SignOff
from supervision.skills import Rating, Skill


def signed_off(users: Users, keys: Keys) -> Iterator[Done]:
    """Skills that a supervisor found demonstrated; a later rating that is lower takes that back from its day on."""
    rows = SignOff.objects.filter(therapist_id__in=users, skill__in=keys).order_by("at", "created_at")
    later: dict[tuple[int, str], list[tuple[str, datetime.datetime]]] = {}
    found = list(rows.values_list("therapist_id", "skill", "rating", "at"))
    for user, skill, rating, at in found:
        later.setdefault((user, skill), []).append((rating, at))
    for user, skill, rating, at in found:
        if rating == Rating.DEMONSTRATED:
            lower = (when for other, when in later[user, skill] if when > at and other != Rating.DEMONSTRATED)
            taken_back = next(lower, None)
            day = timezone.localdate(at)
            yield Done(user, skill, day, day, timezone.localdate(taken_back) if taken_back else None)


register(Source(Kind.SIGN_OFF, lambda: [(skill.value, str(skill.label)) for skill in Skill], signed_off))
