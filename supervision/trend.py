"""How scores went month by month, as places on a picture. Pure; a month without a score is a gap, never a zero."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 200, 44, 16, 16, 34


@dataclass(frozen=True)
class Monthly:
    """A month's mean and of how many answers; no value where nothing was scored, and then `state` says why."""

    month: datetime.date
    value: Decimal | None = None
    n: int = 0
    state: str = ""


@dataclass(frozen=True)
class Mark:
    """A month on the picture."""

    x: float
    y: float | None
    monthly: Monthly


@dataclass(frozen=True)
class Trend:
    """What the picture is drawn of: a mark for each month, lines between neighbours that have a score, and a target."""

    marks: Sequence[Mark]
    lines: Sequence[str]
    lowest: Decimal
    highest: Decimal
    target: Decimal | None
    target_y: float | None

    @property
    def last(self) -> Monthly | None:
        """The newest month with a score."""
        return next((mark.monthly for mark in reversed(self.marks) if mark.y is not None), None)

    @property
    def is_below(self) -> bool:
        """The newest score is below the target that was set."""
        last = self.last
        return bool(self.target is not None and last and last.value is not None and last.value < self.target)


def trend_of(monthly: Sequence[Monthly], lowest: Decimal, highest: Decimal, target: Decimal | None = None) -> Trend:
    """The months in their order, from the oldest to the newest, evenly spread."""
    step = (WIDTH - LEFT - RIGHT) / max(len(monthly) - 1, 1)
    single = (WIDTH - LEFT - RIGHT) / 2 if len(monthly) == 1 else 0.0

    def height(value: Decimal) -> float:
        share = float((min(max(value, lowest), highest) - lowest) / (highest - lowest))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    marks = [
        Mark(round(LEFT + single + place * step, 1), None if one.value is None else height(one.value), one)
        for place, one in enumerate(monthly)
    ]
    return Trend(marks, _lines(marks), lowest, highest, target, None if target is None else height(target))


def _lines(marks: Sequence[Mark]) -> list[str]:
    """Points of each unbroken run; a run of one is a mark and no line."""
    runs: list[list[str]] = [[]]
    for mark in marks:
        if mark.y is None:
            runs.append([])
        else:
            runs[-1].append(f"{mark.x},{mark.y}")
    return [" ".join(run) for run in runs if len(run) > 1]


def months_until(last: datetime.date, count: int) -> list[datetime.date]:
    """The first days of so many months, up to the one that `last` is in."""
    index = last.year * 12 + last.month - 1
    return [datetime.date(place // 12, place % 12 + 1, 1) for place in range(index - count + 1, index + 1)]


def mean_of(scores: Iterable[tuple[Decimal, int]]) -> tuple[Decimal | None, int]:
    """The mean of means, each weighed by its answers, and how many answers; none where there is none."""
    rows = list(scores)
    n = sum(count for _value, count in rows)
    if not n:
        return None, 0
    total = sum((value * count for value, count in rows), Decimal(0))
    return (total / n).quantize(Decimal("0.01"), ROUND_HALF_UP), n
