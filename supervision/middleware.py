"""Supervision is closed to a browser that was left alone: fifteen minutes without a request sign it out.

When a browser was last active stands in a signed cookie that belongs to the session, so that no page writes to the
database for it. Any page or autosave counts, in supervision or elsewhere; the page that asks "still there?" does not.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render

from people.services.sessions import SIGNED_IN_AT

COOKIE = "hearth-seen"
SIGNER = TimestampSigner(salt="hearth.seen")
RENEW_AFTER = 30
NOT_TYPED = {"csrfmiddlewaretoken"}


class IdleMiddleware:
    """Signs out whoever opens or sends something confidential after too long; what was sent is shown, not stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.still_there = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        user: Any = getattr(request, "_cached_user", None)
        if user is not None and user.is_authenticated and not getattr(request, "is_quiet", False):
            _mark(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if not getattr(view, "is_confidential", False) or not request.user.is_authenticated:
            return None
        if time.time() - last_seen(request) <= settings.HEARTH_IDLE_MINUTES * 60:
            return None
        logout(request)
        request.is_quiet = True  # type: ignore[attr-defined]
        if request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path())
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"signed_out": True}, status=401)
        typed = [text for name, texts in request.POST.lists() if name not in NOT_TYPED for text in texts if text]
        return render(request, "supervision/keeping/signed_out.html", {"typed": typed}, status=401)


def last_seen(request: HttpRequest) -> float:
    """When this session was last active; for a new one, when it began."""
    try:
        value = SIGNER.unsign_object(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        value = {}
    if value.get("of") == _of(request):
        return float(value["at"])
    began = request.session.get(SIGNED_IN_AT)
    return float(began) if isinstance(began, int) else 0.0


def _mark(request: HttpRequest, response: HttpResponseBase) -> None:
    """Now, unless it was said half a minute ago."""
    now = time.time()
    if COOKIE in request.COOKIES and now - last_seen(request) < RENEW_AFTER:
        return
    response.set_cookie(
        COOKIE,
        SIGNER.sign_object({"at": int(now), "of": _of(request)}),
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _of(request: HttpRequest) -> str:
    return hashlib.sha256(f"seen:{request.session.session_key}".encode()).hexdigest()[:16]
