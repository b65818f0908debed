"""How often one address may ask. Counted in the cache; the address itself is not kept, only a keyed digest of it."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache, caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def within_limit(request: HttpRequest, what: str, most: int, seconds: int, who: str = "") -> bool:
    """Whether this request is among the first `most` of its address, or of `who`, for `what` in a window of seconds."""
    address = who or get_adapter(request).get_client_ip(request)
    window = int(time.time()) // seconds
    key = "limit:" + salted_hmac("learning.rate_limit", f"{what}|{address}|{window}").hexdigest()
    own = caches["process"]
    for place in range(own.get(key, 0), most):
        # This process need not try the place again: either it is this request's, or another process has given it.
        own.set(key, place + 1, timeout=seconds)
        # A place is given to one request only, also where the cache can't count in one step.
        if cache.add(f"{key}:{place}", True, timeout=seconds):
            return True
    return False
