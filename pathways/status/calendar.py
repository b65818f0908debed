"""Working days of a nation: not a weekend, and no bank holiday there."""

from __future__ import annotations

import datetime
from functools import lru_cache

import holidays

SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
SATURDAY = 5


@lru_cache(maxsize=500)
def bank_holidays(nation: str, year: int) -> frozenset[datetime.date]:
    """The year's bank (or public) holidays in the nation."""
    if nation == "ireland":
        return frozenset(holidays.country_holidays("IE", years=year))
    return frozenset(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year))


def closed(day: datetime.date, nation: str) -> str:
    """Why nobody works on the day: `weekend`, `bank_holiday`, or empty."""
    if day in bank_holidays(nation, day.year):
        return "bank_holiday"
    return "weekend" if day.weekday() >= SATURDAY else ""
