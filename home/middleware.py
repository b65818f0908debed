"""Rules for what the admin is sent."""

import traceback
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render


class WholeFormMiddleware:
    """An edit form that lacks a part of its streams, or counts them wrongly, is refused: 400, and nothing is stored.

    Wagtail reads a stream's fields without asking whether they are there. Its own forms always send them all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if request.method != "POST" or not request.path_info.startswith("/admin/"):
            return None
        if not isinstance(error, KeyError | ValueError) or not _while_reading_blocks(error):
            return None
        return render(request, "400.html", status=400)


def _while_reading_blocks(error: Exception) -> bool:
    """It happened while Wagtail took the values of blocks out of the form."""
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    return any(
        frame.f_code.co_name == "value_from_datadict"
        and frame.f_globals.get("__name__", "").startswith("wagtail.blocks")
        for frame in frames
    )
