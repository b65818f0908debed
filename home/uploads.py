"""What may come in as a picture: raster only, looked at before it is decoded, and written anew pixel by pixel."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
KINDS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "GIF": ("gif",), "WEBP": ("webp",)}
SUFFIX = {"JPEG": "jpg", "PNG": "png", "GIF": "png", "WEBP": "webp"}
START_OF = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "GIF": b"GIF8", "WEBP": b"RIFF"}
CODE = re.compile(rb"<script|<!doctype|<html|<\?php|<svg[\s>]|javascript:", re.IGNORECASE)
ARCHIVES = (b"PK\x05\x06", b"PK\x03\x04", b"%PDF-", b"Rar!\x1a\x07")
ARCHIVE_TAIL = 70_000


def cleaned(upload: UploadedFile[Any]) -> UploadedFile[Any]:
    """The same picture in a new file without metadata or anything else; ValidationError says what is wrong."""
    if not upload.size:
        raise ValidationError(_("The file is empty."), code="empty")
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 10 MB. Save it smaller and try again."), code="too_large")
    upload.seek(0)
    data = upload.read()
    kind = _kind(data, upload.name or "")
    _refuse_passengers(data)
    return _written_anew(data, kind, upload.name or "")


def _kind(data: bytes, name: str) -> str:
    """The format by its first bytes, which must be what the name says."""
    kind = next((kind for kind, start in START_OF.items() if data.startswith(start)), "")
    if not kind or (kind == "WEBP" and data[8:12] != b"WEBP"):
        raise ValidationError(_("This is not a JPEG, PNG, GIF or WebP picture."), code="not_a_picture")
    if PurePath(name).suffix.lower().lstrip(".") not in KINDS[kind]:
        raise ValidationError(_("The file's name says one kind of picture, its content another."), code="wrong_name")
    return kind


def _refuse_passengers(data: bytes) -> None:
    """Nothing else may travel in the file: no page, no script, no archive."""
    if CODE.search(data) or any(mark in data[-ARCHIVE_TAIL:] for mark in ARCHIVES[:1]) or ARCHIVES[2] in data[:1024]:
        raise ValidationError(_("There is something else inside this picture, so it is refused."), code="passenger")


def _written_anew(data: bytes, kind: str, name: str) -> UploadedFile[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ValidationError(_("The picture has more than 50 million pixels."), code="too_many_pixels")
                ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing WeasyPrint switches it on for the whole process
                image.load()
                picture = ImageOps.exif_transpose(image)
                out = _encoded(picture, kind)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(_("The picture has more than 50 million pixels."), code="too_many_pixels") from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise ValidationError(_("The picture is damaged or cut off."), code="damaged") from error
    stem = slugify(PurePath(name).stem)[:60] or "picture"
    mime = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}[SUFFIX[kind]]
    return SimpleUploadedFile(f"{stem}.{SUFFIX[kind]}", out, content_type=mime)


def _encoded(picture: Image.Image, kind: str) -> bytes:
    """The first frame's pixels and nothing more: no EXIF, no colour profile, no comment."""
    mode = "RGB" if kind == "JPEG" or picture.mode in {"RGB", "L", "CMYK", "YCbCr"} else "RGBA"
    plain = picture.convert(mode)
    plain.info = {}
    out = BytesIO()
    options = {"JPEG": {"quality": 88, "optimize": True}, "WEBP": {"quality": 88}}
    saved_as = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[SUFFIX[kind]]
    plain.save(out, saved_as, **options.get(saved_as, {"optimize": True}))
    return out.getvalue()
