"""Mail comes neither in quiet hours nor at weekends; both can be chosen away."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from people.quiet_hours import Hours, next_digest, next_open

LONDON = ZoneInfo("Europe/London")
USUAL = Hours(datetime.time(8), datetime.time(19), datetime.time(7))


def clock(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def test_what_comes_in_the_evening_waits_for_the_morning_and_at_the_weekend_for_monday() -> None:
    for at, opens in (
        ("2027-01-12 12:00", "2027-01-12 12:00"),
        ("2027-01-12 06:59", "2027-01-12 07:00"),
        ("2027-01-12 19:00", "2027-01-13 07:00"),
        ("2027-01-15 20:00", "2027-01-18 07:00"),
        ("2027-01-16 12:00", "2027-01-18 07:00"),
    ):
        assert next_open(clock(at), USUAL) == clock(opens), at


def test_the_daily_mail_comes_at_its_hour_on_working_days() -> None:
    for at, digest in (
        ("2027-01-12 08:00", "2027-01-12 08:00"),
        ("2027-01-12 08:01", "2027-01-13 08:00"),
        ("2027-01-15 12:00", "2027-01-18 08:00"),
    ):
        assert next_digest(clock(at), USUAL) == clock(digest), at


def test_weekends_and_nights_can_be_wanted() -> None:
    always = Hours(datetime.time(8), datetime.time(), datetime.time(), weekends=True)
    assert next_open(clock("2027-01-16 03:00"), always) == clock("2027-01-16 03:00")
    assert next_digest(clock("2027-01-15 12:00"), always) == clock("2027-01-16 08:00")
    daytime = Hours(datetime.time(18), datetime.time(9), datetime.time(17))
    assert next_open(clock("2027-01-12 12:00"), daytime) == clock("2027-01-12 17:00")


@given(
    moment=st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2030, 1, 1)),
    quiet=st.tuples(st.times(), st.times()),
    weekends=st.booleans(),
)
def test_mail_never_comes_before_it_was_written_nor_when_it_may_not(
    moment: datetime.datetime, quiet: tuple[datetime.time, datetime.time], weekends: bool
) -> None:
    hours = Hours(datetime.time(8), *quiet, weekends=weekends)
    written = moment.replace(tzinfo=LONDON)
    opens = next_open(written, hours)
    assert opens >= written
    assert not hours.is_quiet(opens.time())
    assert not hours.is_off(opens.date())
