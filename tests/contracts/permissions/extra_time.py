"""More time in final checks: who coordinates or supervises the therapist gives it; others who see them are told no."""

from tests.contracts.permissions import Row
from tests.contracts.permissions.people import NOT_SEEN, OUT, therapist

GIVING = f"all:403 {NOT_SEEN} {OUT}"

ROWS = [
    Row(
        "extra_time",
        get=f"{GIVING} coordinator:200 supervisors:200",
        post=f"{GIVING} coordinator:302 supervisors:302",
        kwargs=therapist,
        data={"per_cent": "25"},
    )
]
