"""What a supervisor has signed off as demonstrated, for certificates that state it: skill and day, nothing else."""

from __future__ import annotations

import datetime

from django.utils import translation

from learning.practised import register
from people.models import User
from supervision.models import SignOff
from supervision.skills import Rating, Skill


@register
def demonstrated(holder: User, language: str) -> list[tuple[str, datetime.date]]:
    """Skills whose newest sign-off says demonstrated, with the day of its evidence."""
    rows = SignOff.objects.filter(therapist=holder).order_by("at", "pk").values_list("skill", "rating", "evidence_on")
    newest = {skill: (rating, day) for skill, rating, day in rows}
    with translation.override(language):
        return [
            (str(Skill(skill).label), day) for skill, (rating, day) in newest.items() if rating == Rating.DEMONSTRATED
        ]
