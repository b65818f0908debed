"""What may come in as a recording: few kinds, known by their first bytes, of a bearable size, with nothing else."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MOST_BYTES = {"video": 200 * 1024 * 1024, "audio": 50 * 1024 * 1024}
SUFFIXES = {"mp4": ("mp4", "m4v"), "webm": ("webm",), "mp3": ("mp3",), "m4a": ("m4a",), "ogg": ("ogg", "opus")}
MIME = {
    ("video", "mp4"): "video/mp4",
    ("video", "webm"): "video/webm",
    ("audio", "webm"): "audio/webm",
    ("audio", "mp3"): "audio/mpeg",
    ("audio", "m4a"): "audio/mp4",
    ("audio", "ogg"): "audio/ogg",
}
START = 4096
CODE = re.compile(rb"<script|<!doctype|<html|<\?php|<svg[\s>]|%PDF-", re.IGNORECASE)


def kind_of(start: bytes) -> str:
    """The container by its first bytes; nothing for any other file."""
    if start[4:8] == b"ftyp" and start[8:11] in (b"M4A", b"M4B"):
        return "m4a"
    if start[4:8] == b"ftyp" and start[8:10] != b"qt":
        return "mp4"
    if start.startswith(b"\x1aE\xdf\xa3") and b"webm" in start[:64]:
        return "webm"
    if start.startswith(b"OggS"):
        return "ogg"
    if start.startswith(b"ID3") or (start[:1] == b"\xff" and start[1:2] in (b"\xfb", b"\xf3", b"\xf2")):
        return "mp3"
    return ""


def check(file: File[Any], type_: str) -> str:
    """The file's kind; ValidationError says why it is not taken."""
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    if file.size > MOST_BYTES[type_]:
        limit = MOST_BYTES[type_] // 1024 // 1024
        raise ValidationError(_("The file is larger than %(limit)d MB.") % {"limit": limit}, code="too_large")
    file.seek(0)
    start = file.read(START)
    file.seek(0)
    kind = kind_of(start)
    if (type_, kind) not in MIME:
        words = (
            _("This is not an MP4 or WebM video.") if type_ == "video" else _("This is not an MP3, M4A or Ogg file.")
        )
        raise ValidationError(words, code="not_a_recording")
    if PurePath(file.name or "").suffix.lower().lstrip(".") not in SUFFIXES[kind]:
        raise ValidationError(_("The file's name says one kind of recording, its content another."), code="wrong_name")
    if CODE.search(start):
        raise ValidationError(_("There is something else inside this file, so it is refused."), code="passenger")
    return kind


def mime_of(name: str, type_: str) -> str:
    """What the file is sent as: by its name, which was compared with its content when it came in."""
    suffix = PurePath(name).suffix.lower().lstrip(".")
    kind = next((kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes), "")
    return MIME.get((type_, kind), "application/octet-stream")
