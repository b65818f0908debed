"""What every screen of supervision stands behind: a member who has signed in, and a reading that is logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from people.decorators import member_required
from supervision.reading import reading

View = Callable[..., HttpResponseBase]


def confidential(view: View) -> View:
    """Members only; never stored; what it opens is one entry in the log, in the same transaction.

    The view says as what it reads with `reading.reads_as`. A page that renders later is rendered here.
    """

    @wraps(view)
    @member_required
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with reading(request.user):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            if render is not None:
                response = render()
        patch_cache_control(response, private=True, no_store=True)
        return response

    return inner
