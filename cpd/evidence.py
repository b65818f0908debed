"""The paper that shows prior learning: a PDF as it is, or a picture written anew, up to five megabytes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from cpd.services.own import File
from home.uploads import cleaned

MOST_BYTES = 5 * 1024 * 1024
PDF = "application/pdf"


def paper_of(upload: UploadedFile[Any]) -> File:
    """What may be kept; ValidationError says what is wrong. A PDF is only ever sent back to be saved."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB. Save it smaller and try again."))
    upload.seek(0)
    body = upload.read()
    if body.startswith(b"%PDF-"):
        if b"%%EOF" not in body[-1024:]:
            raise ValidationError(_("The PDF is damaged or cut off."))
        return File(_named(upload.name, ".pdf"), PDF, body)
    picture = cleaned(upload)
    picture.seek(0)
    return File(_named(picture.name, ""), picture.content_type or "image/jpeg", picture.read())


def _named(name: str | None, ending: str) -> str:
    stem = get_valid_filename((name or "evidence").rsplit("/", 1)[-1])
    if ending and not stem.lower().endswith(ending):
        stem += ending
    return stem[-120:]
