"""Recordings for members; the one here is not there, so members get 404."""

import uuid

from tests.contracts.permissions import Row

KEY = {"key": uuid.UUID(int=1)}
ANYONE = "all:404 strangers:login leaver:403 superuser:403"

ROWS = [
    Row("recording_file", get=ANYONE, post="all:405", kwargs=KEY),
    Row("recording_captions", get=ANYONE, post="all:405", kwargs=KEY),
]
