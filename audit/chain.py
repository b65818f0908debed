"""The hash chain over entries: pure functions, keyed with a secret that the database never holds."""

import hashlib
import hmac
import json
from typing import Any

GENESIS = "0" * 64


def digest(key: str, previous_hash: str, facts: dict[str, Any]) -> str:
    """HMAC-SHA256 over the previous hash and the entry's facts in one canonical JSON form."""
    text = json.dumps([previous_hash, facts], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
