"""Questions from and to GIFT, beside the question bank: authors."""

import uuid

from tests.contracts.permissions import Row
from tests.contracts.permissions.authoring import OUT

ROWS = [
    Row("gift_import", get=f"{OUT} reviewer:404 coordinator:200", post=f"{OUT} reviewer:404 coordinator:200"),
    Row(
        "gift_import",
        get=f"{OUT} reviewer:404 coordinator:200",
        post=f"{OUT} reviewer:404 coordinator:200",
        data=lambda world: {
            "module": world.module.translation_key if world.module else uuid.uuid4(),
            "language": "en",
            "use": "final",
            "text": "The plan is written down.{T}",
        },
    ),
    Row(
        "gift_export",
        get=f"{OUT} reviewer:404 coordinator:404",
        post=f"{OUT} reviewer:405 coordinator:405 admin:405 superuser:405",
    ),
]
