"""An organisation's picture, made small enough to print and no larger."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from PIL import Image

MOST_SIDE = (720, 260)


def small_png(upload: UploadedFile[Any]) -> bytes:
    """The picture as PNG within 720 by 260 pixels: 300 dots an inch in the place it is printed at."""
    upload.seek(0)
    with Image.open(upload) as image:
        picture = image.convert("RGBA")
    picture.thumbnail(MOST_SIDE)
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    out = BytesIO()
    flat.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
