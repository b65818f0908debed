"""What a confidential page says to a browser that is left alone with it.

With scripts, a warning two minutes before the end. Without, the page leads by itself to "still there?", but only where
nothing can be typed: a page with a text field is never taken away from whoever writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

WARNING = 120
PLACE = b"<!-- still there? -->"
TYPED_IN = (b"<textarea", b'type="text"')


@dataclass(frozen=True)
class StillThere:
    """Addresses and times for the page's script."""

    seconds: int
    stay: str
    page: str

    @property
    def head(self) -> SafeString:
        """Where `finish` may put the way out for browsers without scripts."""
        return SafeString(PLACE.decode())

    @property
    def warn_after(self) -> int:
        """Seconds until the warning."""
        return self.seconds - WARNING


def begin(request: HttpRequest) -> None:
    """The page shows a warning in time."""
    page = f"{reverse('still_there')}?{urlencode({'next': request.path})}"
    request.still_there = StillThere(  # type: ignore[attr-defined]
        settings.HEARTH_IDLE_MINUTES * 60, reverse("idle"), page
    )


def finish(request: HttpRequest, response: HttpResponseBase) -> None:
    """Without scripts, a page on which nothing is typed leads to the question by itself."""
    if not isinstance(response, HttpResponse) or PLACE not in response.content:
        return
    found: StillThere = request.still_there  # type: ignore[attr-defined]
    quiet = getattr(request, "is_quiet", False)
    after = WARNING + 5 if quiet else found.warn_after
    refresh = format_html('<noscript><meta http-equiv="refresh" content="{}; url={}"></noscript>', after, found.page)
    is_editor = any(mark in response.content for mark in TYPED_IN)
    response.content = response.content.replace(PLACE, b"" if is_editor else refresh.encode(), 1)
