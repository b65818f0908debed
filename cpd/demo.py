"""What the demo's people have in their logs: entries that made themselves, reflections, and what they held before."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cpd.models import CPDEntry, RegulatorChoice
from cpd.services import own
from cpd.sources import add_missing
from people.models import User

# By person: kind, days ago, and the entry. Invented, as everything in the demo.
OWN: dict[str, list[tuple[str, int, dict[str, Any]]]] = {
    "therapist": [
        (
            "activity",
            4,
            {
                "title": "Shadowed a school meeting",
                "minutes": 90,
                "activity": "work",
                "format": "group",
                "group_size": 5,
                "happened": "The caregiver led the meeting from her own three points. I said very little.",
                "learnt": "Preparing for twenty minutes did more than anything I could have said in the room.",
                "will_try": "Rehearse the first sentence with caregivers before every meeting.",
                "benefit": "Caregivers speak for their own child, and go on doing so when we have left.",
            },
        ),
        (
            "activity",
            23,
            {
                "title": "Read: engagement in the first three weeks",
                "minutes": 45,
                "activity": "reading",
                "format": "alone",
                "provider": "Journal club",
                "learnt": "Asking what has been tried before is alignment, not assessment.",
            },
        ),
        ("prior", 900, {"title": "Safeguarding children, level 3", "provider": "Northmoor Borough Council"}),
        ("prior", 1300, {"title": "Motivational interviewing, two days", "provider": "Invented Training Ltd"}),
    ],
    "supervisor": [
        (
            "activity",
            12,
            {
                "title": "Workshop: rehearsal in supervision",
                "minutes": 360,
                "activity": "workshop",
                "format": "group",
                "group_size": 12,
                "methods": ["rehearsal"],
                "provider": "Invented Training Ltd",
                "happened": "We stopped and replayed one minute again and again until it worked.",
                "learnt": "I explain too much before the first try.",
                "will_try": "In Tuesday's group: try first, then talk.",
                "benefit": "Therapists arrive at families having said the hard sentence once already.",
            },
        ),
        ("prior", 2400, {"title": "Doctorate in clinical psychology", "provider": "University of Invention"}),
        ("break", 420, {"title": "Parental leave", "until": 300}),
    ],
    "leaver": [
        (
            "activity",
            40,
            {
                "title": "Induction for new starters",
                "minutes": 120,
                "activity": "teaching",
                "format": "group",
                "group_size": 3,
                "learnt": "Explaining fit circles showed me what I still do by habit.",
            },
        ),
    ],
}
REGULATORS = {"therapist": ("hcpc", 400), "supervisor": ("babcp", 200), "teammate": ("bacp", 120)}


def load(report: Callable[[str], None]) -> None:
    """Everybody's entries; whoever has written any is left alone."""
    made = add_missing()
    for name, rows in OWN.items():
        user = User.objects.get(email=f"{name}@hearth.example")
        if CPDEntry.objects.filter(user=user, source="").exists():
            continue
        for kind, days, facts in rows:
            own.add(actor=user, kind=kind, **_dated(days, facts))
            made += 1
    for name, (preset, days) in REGULATORS.items():
        user = User.objects.get(email=f"{name}@hearth.example")
        if not RegulatorChoice.objects.filter(user=user).exists():
            own.choose_regulator(actor=user, preset=preset, since=_ago(days))
    if made:
        report(f"cpd: {made} entries in the logs of demo people")


def _dated(days: int, facts: dict[str, Any]) -> dict[str, Any]:
    until = {"until": _ago(facts["until"])} if "until" in facts else {}
    return {**facts, "on": _ago(days), **until}


def _ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)
