"""Cases: every member plays those of published modules, for themselves; authors write them."""

from tests.contracts.permissions import Row
from tests.contracts.permissions.reader import DENIED, GONE, MODULE, READ

CASE = {**MODULE, "slug": "on-call"}
NOWHERE = {**MODULE, "slug": "nowhere"}
FIRST_CHOICE = {"path": "", "choice": "1", "edition": "0"}

ROWS = [
    Row("vignette", get=READ, post="all:405", kwargs=CASE),
    Row("vignette", get=GONE, post="all:405", kwargs=NOWHERE),
    Row("vignette_choose", get="all:405", post=f"all:409 {DENIED}", kwargs=CASE, data=FIRST_CHOICE),
    Row("vignette_choose", get="all:405", post=GONE, kwargs=NOWHERE, data=FIRST_CHOICE),
    Row("vignette_print", get=READ, post="all:405", kwargs=CASE),
]
