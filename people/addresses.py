"""Where someone may be sent after signing in: a path of this site, and nowhere else."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def is_own_path(address: str, request: HttpRequest) -> bool:
    """Begins with one slash and stays on this host, however a browser reads it."""
    if not address.startswith("/"):
        return False
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
