"""What every screen of supervision stands behind: a member who has signed in, and a reading that is logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from people.decorators import member_required, record_access_required
from supervision import idle
from supervision.reading import reading
from supervision.screening import IdentifyingDataError
from supervision.services.errors import SupervisionError
from supervision.views.refusing import refused

View = Callable[..., HttpResponseBase]


def confidential(view: View) -> View:
    """Members only; never stored; what it opens is one entry in the log, in the same transaction.

    The view says as what it reads with `reading.reads_as`. A page that renders later is rendered here.
    """
    return _opened(view, member_required)


def confidential_to_leavers(view: View) -> View:
    """As `confidential`, and also for somebody whose membership has ended: what they see is for `visible_to` to say."""
    return _opened(view, record_access_required)


def _opened(view: View, gate: Callable[[View], View]) -> View:
    @wraps(view)
    @gate
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        idle.begin(request)
        with reading(request.user):
            try:
                response = view(request, *args, **kwargs)
            except (SupervisionError, IdentifyingDataError) as error:
                response = refused(request, error)
            render = getattr(response, "render", None)
            if render is not None:
                response = render()
        idle.finish(request, response)
        patch_cache_control(response, private=True, no_store=True)
        return response

    inner.is_confidential = True  # type: ignore[attr-defined]
    return inner


def quiet(view: View) -> View:
    """Opening it is no sign that somebody is there."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.is_quiet = True  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return inner
