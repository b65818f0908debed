"""Recordings for members: the file in the pieces a player asks for, and its captions."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtailmedia.views import media as wagtails

from learning.models import Recording
from learning.permissions import authoring
from people.decorators import member_required
from people.requests import MemberRequest

RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
PIECE = 65_536


@require_safe
@member_required
def recording_file(request: MemberRequest, key: uuid.UUID) -> HttpResponseBase:
    """The whole file, or the piece asked for."""
    recording = get_object_or_404(Recording, key=key)
    try:
        file = recording.file.open("rb")
    except OSError:
        raise Http404 from None
    size = file.size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    span = _span(asked[1], asked[2], size) if asked else None
    if asked and span is None:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: Any
    if span is None:
        response = FileResponse(file, content_type=recording.mime, filename=recording.filename)
    else:
        start, end = span
        response = StreamingHttpResponse(_piece(file, start, end), status=206, content_type=recording.mime)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
        response["Content-Length"] = end - start + 1
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=3600"
    return cast(HttpResponseBase, response)


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the piece; nothing when there is no such piece."""
    if not first and not last:
        return None
    if not first:
        start, end = max(0, size - int(last[:15])), size - 1
    else:
        start, end = int(first[:15]), min(int(last[:15]) if last else size - 1, size - 1)
    return (start, end) if 0 <= start <= end else None


def _piece(file: Any, start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = end - start + 1
        while left and (data := file.read(min(PIECE, left))):
            left -= len(data)
            yield data


@require_safe
@member_required
def recording_captions(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The captions as a WebVTT file."""
    recording = get_object_or_404(Recording.objects.exclude(captions=""), key=key)
    response = HttpResponse(recording.captions, content_type="text/vtt; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def delete_recording(request: HttpRequest, media_id: int) -> HttpResponseBase:
    """Delete a recording as Wagtail's screen does, unless learners' history shows it."""
    if not authoring.can_author(request.user):
        raise Http404
    recording = get_object_or_404(Recording, pk=media_id)
    if recording.is_in_an_edition:
        messages.error(request, _("An edition uses this recording, so it can't be deleted."))
        return redirect("wagtailmedia:edit", media_id)
    return cast(HttpResponseBase, wagtails.delete(request, media_id=media_id))
