"""Addresses of Wagtail and Django that no slice of ours owns."""

from tests.contracts.permissions import Row

ROWS: list[Row] = []
