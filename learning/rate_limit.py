"""How often one address may ask. Counted in the cache; the address itself is not kept, only a keyed digest of it."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def within_limit(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    """Whether this request is among the first `most` of its address for `what` in a window of that many seconds."""
    address = get_adapter(request).get_client_ip(request)
    key = "limit:" + salted_hmac("learning.rate_limit", f"{what}|{address}").hexdigest()
    cache.add(key, 0, timeout=seconds)
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:
        # The window closed between the two lines: a new one begins with this request.
        cache.set(key, 1, timeout=seconds)
        return True
