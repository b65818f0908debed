"""The hash of a final record: keyed, so that it gives no word away."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings

from supervision.models.base import Record


def keyed_hash(record: Record, names: tuple[str, ...], *more: Any) -> str:
    """HMAC-SHA-256 with the audit key over the record's named fields and whatever belongs to it."""
    content = {name: getattr(record, name) for name in names}
    text = json.dumps([str(record.pk), content, more], ensure_ascii=False, sort_keys=True, default=str)
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
