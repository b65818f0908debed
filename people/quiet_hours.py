"""When mail may arrive: outside somebody's quiet hours, and on working days unless they want weekends too. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Hours:
    """Local clock times. Quiet lasts from one to the other, over midnight as well; equal ones mean never."""

    digest_at: datetime.time
    quiet_from: datetime.time
    quiet_until: datetime.time
    weekends: bool = False

    def is_quiet(self, clock: datetime.time) -> bool:
        """Whether nothing should arrive at that time of day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def is_off(self, day: datetime.date) -> bool:
        """Whether nothing should arrive that day."""
        return not self.weekends and day.weekday() >= SATURDAY


def next_open(moment: datetime.datetime, hours: Hours) -> datetime.datetime:
    """That moment, or the first after it when mail may arrive. The moment is local and aware."""
    while True:
        if hours.is_off(moment.date()):
            moment = _at(moment.date() + DAY, datetime.time(), moment.tzinfo)
        elif hours.is_quiet(moment.time()):
            day = moment.date() if moment.time() < hours.quiet_until else moment.date() + DAY
            moment = _at(day, hours.quiet_until, moment.tzinfo)
        else:
            return moment


def next_digest(moment: datetime.datetime, hours: Hours) -> datetime.datetime:
    """The first digest at that moment or after it. The moment is local and aware."""
    day = moment.date() if moment.time() <= hours.digest_at else moment.date() + DAY
    while hours.is_off(day):
        day += DAY
    return _at(day, hours.digest_at, moment.tzinfo)


def _at(day: datetime.date, clock: datetime.time, zone: datetime.tzinfo | None) -> datetime.datetime:
    return datetime.datetime.combine(day, clock, tzinfo=zone)
