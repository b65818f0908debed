"""A consultation note as flat values, one for each thing that can be changed: for drafts, marks and conflicts.

Cases are named by the hexadecimal form of their key, people by their public id.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from supervision.conflicts import mark
from supervision.models import ConsultationCase, ConsultationNote
from supervision.summary.allowed import KEY

TEXTS = ("advances", "barriers", "themes", "booster_topic")
SHARED = ("day", "start", "end", "mode", *TEXTS)
FOLLOW = re.compile(r"follow-(\d{1,3})-(?:key|text|owner|due)")
CASE_TEXT = re.compile(r"text-([0-9a-f]{32})")
FOLLOW_FIELDS = ("key", "text", "owner", "due")
MOST_FOLLOWS = 30
Values = dict[str, Any]


def values_of(
    note: ConsultationNote, rows: Iterable[ConsultationCase], people: Mapping[int, str], *, development: bool
) -> Values:
    """As it is stored. `people` gives each person's public id by their key."""
    starts = timezone.localtime(note.starts_at)
    values: Values = {
        "day": starts.date().isoformat(),
        "start": f"{starts:%H:%M}",
        "end": f"{timezone.localtime(note.ended_at):%H:%M}" if note.ended_at else "",
        "mode": note.mode,
        "present": sorted(people[key] for key in note.present if key in people),
        **{name: getattr(note, name) for name in TEXTS},
        "follow_ups": list(note.follow_ups),
    }
    if development:
        values["development"] = note.development
    for row in rows:
        if row.is_picked:
            values |= case_values(row.case_id.hex, row.recommendation, picked=True, for_summary=row.for_summary)
    return values


def case_values(key: str, text: str, *, picked: bool, for_summary: bool) -> Values:
    """One case's three values."""
    return {f"text-{key}": text, f"picked-{key}": picked, f"summary-{key}": for_summary}


def posted(post: Any, cases: Iterable[str], *, development: bool) -> Values:
    """What a form was sent with, right or wrong; nothing typed is dropped."""
    values: Values = {name: str(post.get(name, "")) for name in SHARED}
    values["present"] = sorted(post.getlist("present"))
    values["follow_ups"] = follow_ups(post)
    if development:
        values["development"] = str(post.get("development", ""))
    for key in cases:
        text = str(post.get(f"text-{key}", ""))
        picked = f"picked-{key}" in post or bool(text.strip())
        if picked:
            values |= case_values(key, text, picked=True, for_summary=f"summary-{key}" in post)
    return values


def follow_ups(post: Mapping[str, Any], *, empty: bool = False) -> list[dict[str, str]]:
    """The lines in which something is written, in their order; with `empty` all of them."""
    numbers = sorted({int(found.group(1)) for name in post if (found := FOLLOW.fullmatch(name))})[:MOST_FOLLOWS]
    lines = [{name: str(post.get(f"follow-{n}-{name}", "")).strip() for name in FOLLOW_FIELDS} for n in numbers]
    return [line | {"key": kept_key(line["key"])} for line in lines if empty or line["text"]]


def kept_key(sent: str) -> str:
    """The key of a line as it was sent; anything else that was sent there is none."""
    return sent if KEY.fullmatch(sent) else ""


def marks_of(values: Values) -> dict[str, str]:
    """A mark of each value, to see at the next save who changed what."""
    return {name: mark(value) for name, value in values.items()}


def complete(values: Values, other: Values) -> Values:
    """With every name that the other has too: a case that only they picked is not picked here."""
    gaps: Values = {
        name: "" if name.startswith("text-") else False for name in other if name not in values and "-" in name
    }
    return {**values, **gaps}


def moments(values: Values) -> tuple[datetime.datetime, datetime.datetime | None]:
    """When the call began and ended; an end before the beginning is on the next day."""
    zone = timezone.get_current_timezone()
    day = datetime.date.fromisoformat(values["day"])
    starts = datetime.datetime.combine(day, datetime.time.fromisoformat(values["start"]), tzinfo=zone)
    if not values["end"]:
        return starts, None
    ends = datetime.datetime.combine(day, datetime.time.fromisoformat(values["end"]), tzinfo=zone)
    return starts, ends if ends >= starts else ends + datetime.timedelta(days=1)
