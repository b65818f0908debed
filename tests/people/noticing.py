"""Kinds of notification that only tests register, and clocks at which mail may or may not come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from people import notifications
from people.notifications import Group, Kind

DAYS = datetime.timedelta(days=1)
# A Tuesday in winter, when the site's clock shows what UTC does.
NOON = datetime.datetime(2027, 1, 12, 12, tzinfo=datetime.UTC)
NIGHT = NOON.replace(hour=22)
FRIDAY_EVENING = datetime.datetime(2027, 1, 15, 18, tzinfo=datetime.UTC)


def _text(params: dict[str, object]) -> str:
    return f"“{params.get('title', 'M1')}” is due"


DUE = Kind("test_due", "Training is due", _text, Group.TRAINING, "digest", escalates_after=7 * DAYS, until_done=True)
SOON = Kind("test_soon", "A place is free", lambda params: "A place is free", Group.EVENTS, "now")
SECRET = Kind("test_secret", "An answer", lambda params: "An answer", Group.SUPERVISION, "now", discreet=True)
QUIET = Kind("test_quiet", "Only here", lambda params: "Only here", Group.CPD, "never")


@contextmanager
def registered(*kinds: Kind) -> Iterator[None]:
    """These kinds too, for a while."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(notifications, "_kinds", dict(notifications._kinds))
        for kind in kinds:
            notifications.register(kind)
        yield
