"""Wagtail's own way of serving pages: what is published is for everybody, and nothing is sent to it."""

from tests.contracts.permissions import Row

ROWS = [Row("/", get="all:200", post="all:405")]
