"""Pictures: nothing but pixels comes in, and what is refused is refused with words."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from home.uploads import cleaned


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0F5C55").save(out, kind, **options)
    return out.getvalue()


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.html", "hello")
    return out.getvalue()


def bomb() -> bytes:
    """A PNG whose header promises 30,000 x 30,000 pixels."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.png", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "not_a_picture"),
        (b"GIF89a/*<script>alert(1)</script>*/", "a.gif", "passenger"),
        (picture("GIF") + b"<html><script>alert(1)</script>", "a.gif", "passenger"),
        (picture() + zipped(), "a.jpg", "passenger"),
        (picture() + b"<?php echo 1;", "a.jpg", "passenger"),
        (bomb(), "a.png", "too_many_pixels"),
        (picture("PNG", (400, 400))[:120], "a.png", "damaged"),
        (picture("JPEG"), "a.png", "wrong_name"),
        (picture("JPEG"), "photo\u202egnp.exe", "wrong_name"),
        (b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), "a.jpg", "too_large"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(data: bytes, name: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        cleaned(upload(data, name))
    assert refused.value.code == code


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpeg"), ("PNG", "a.PNG"), ("GIF", "a.gif"), ("WEBP", "a.webp")])
def test_each_kind_of_picture_comes_through(kind: str, name: str) -> None:
    with Image.open(cleaned(upload(picture(kind), name))) as image:
        assert image.size == (40, 30)


def test_where_a_photograph_was_taken_is_removed() -> None:
    exif = Image.Exif()
    exif[0x010E] = "12 Kitchen Street"
    exif[0x0112] = 6
    with Image.open(cleaned(upload(picture(exif=exif), "a.jpg"))) as image:
        assert not image.getexif()
        assert image.size == (30, 40), "turned upright before the note of how it was held is dropped"


def test_an_animation_keeps_its_first_frame_only() -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(cleaned(upload(out.getvalue(), "a.gif"))) as image:
        assert getattr(image, "n_frames", 1) == 1


def test_a_name_that_reads_backwards_is_made_plain() -> None:
    assert cleaned(upload(picture(), "kit\u202echen/../ŵ.jpg")).name == "w.jpg"


@pytest.mark.django_db
def test_the_admin_says_what_is_wrong_beside_the_field() -> None:
    from wagtail.images.forms import get_image_form
    from wagtail.models import Collection

    from home.models import Picture

    form_class = get_image_form(Picture)
    root = Collection.get_first_root_node()
    bad = form_class({"title": "A", "collection": root.pk}, {"file": upload(b"<svg/>", "a.png")}, user=None)
    assert bad.errors["file"] == ["This is not a JPEG, PNG, GIF or WebP picture."]
    good = form_class({"title": "A", "collection": root.pk}, {"file": upload(picture(), "a.jpg")}, user=None)
    assert good.is_valid(), good.errors
    saved = good.save()
    assert (saved.width, saved.height) == (40, 30)
