"""Word documents uploaded by authors, below /admin/."""

import uuid

from tests.contracts.permissions import Row
from tests.contracts.permissions.authoring import GET_ONLY, OUT

ROWS = [
    Row("word_import", get=f"{OUT} reviewer:404 coordinator:200", post=f"{OUT} reviewer:404 coordinator:422"),
    Row(
        "word_import_progress",
        get=f"{OUT} reviewer:404 coordinator:404",
        post=GET_ONLY,
        kwargs={"key": uuid.UUID(int=1)},
    ),
]
