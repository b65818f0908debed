"""Supervision's front page: every member may open it, and sees the open cases of their own teams only."""

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import READ

ROWS = [Row("supervision", get=READ, post="all:405")]
