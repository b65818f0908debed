"""The smallest files of each kind: a head by which they are known, and some bytes."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from learning.models import Recording

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(range(256)) * 4
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"\1" * 300
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\2" * 300
M4A = b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42" + b"\3" * 300
OGG = b"OggS\0\2" + b"\4" * 300
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nIs now still a good time?"


def make_recording(type_: str = "video", **fields: Any) -> Recording:
    """A stored recording with captions and transcript."""
    name, data = ("door.mp4", MP4) if type_ == "video" else ("door.mp3", MP3)
    values = {
        "title": "At the door",
        "type": type_,
        "file": SimpleUploadedFile(name, data),
        "duration": 95,
        "captions": CAPTIONS,
        "transcript": "Therapist: Is now still a good time?\n\nCaregiver A: Come in.",
        **fields,
    }
    recording = Recording(**values)
    recording.save()
    return recording
