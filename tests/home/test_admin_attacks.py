"""What was tried against the admin of the public site; each was once possible, or once impossible to the right ones."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from PIL import Image
from wagtail.models import Page

from home.middleware import WholeFormMiddleware
from home.models import HomePage, Picture
from learning.models import UnitPage
from people.setup import set_up
from tests.factories import make_module
from tests.home.test_uploads import bomb

pytestmark = pytest.mark.django_db
SCRIPTED = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def _groups(db: Any) -> None:
    set_up()


def raster(kind: str = "PNG", tail: bytes = b"") -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 20), "#0F5C55").save(out, kind)
    return out.getvalue() + tail


def uploaded(client: Any, door: str, name: str, data: bytes) -> None:
    """Send a file through one of the admin's doors for pictures."""
    file = SimpleUploadedFile(name, data)
    if door == "multiple":
        client.post("/admin/images/multiple/add/", {"title": "t", "files[]": file, "collection": 1}, **SCRIPTED)
    elif door == "chooser":
        prefix = "image-chooser-upload"
        facts = {f"{prefix}-title": "t", f"{prefix}-file": file, f"{prefix}-collection": 1}
        client.post("/admin/images/chooser/create/", facts)
    else:
        client.post("/admin/images/add/", {"title": "t", "file": file, "collection": 1})


DOORS = ["multiple", "chooser", "form"]
HOSTILE = {
    "x.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "page.jpg": raster("JPEG", b"<script>alert(1)</script>"),
    "zip.png": raster(tail=b"PK\x05\x06" + bytes(18)),
    "bomb.png": bomb(),
    "exe.png": b"MZ" + bytes(64),
    "empty.png": b"",
    "page.html": b"<html>",
    "kind.gif": raster(),
}


@pytest.mark.parametrize("door", DOORS)
def test_author_uploads_a_picture_through_every_door_and_only_its_pixels_stay(world, door):
    uploaded(world.client("coordinator"), door, "../../a picture.png", raster(tail=b"PASSENGER"))
    picture = Picture.objects.get()
    assert b"PASSENGER" not in picture.file.read()
    assert ".." not in picture.file.name


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_at_every_door(world, door, name):
    uploaded(world.client("coordinator"), door, name, HOSTILE[name])
    assert not Picture.objects.exists()


@pytest.mark.parametrize("persona", ["reviewer", "therapist", "manager"])
@pytest.mark.parametrize("door", DOORS)
def test_who_does_not_write_uploads_nothing(world, persona, door):
    uploaded(world.client(persona), door, "a.png", raster())
    assert not Picture.objects.exists()


@pytest.mark.parametrize("persona", ["coordinator", "admin", "superuser"])
def test_front_page_cannot_be_unpublished_copied_moved_or_deleted(world, persona):
    front = HomePage.objects.get(locale__language_code="en")
    before = list(Page.objects.order_by("pk").values_list("pk", "live", "path"))
    client = world.client(persona)
    copied = {"new_title": "x", "new_slug": "x", "new_parent_page": 1, "copy_subpages": "on", "publish_copies": "on"}
    for verb, facts in (
        ("unpublish", {"include_descendants": "on"}),
        ("delete", {"confirm_site_name": "Hearth"}),
        ("copy", copied),
    ):
        client.post(f"/admin/pages/{front.pk}/{verb}/", facts)
        client.post(f"/admin/bulk/wagtailcore/page/{verb}/?id={front.pk}&next=/admin/", facts)
    assert list(Page.objects.order_by("pk").values_list("pk", "live", "path")) == before


@pytest.mark.parametrize("count", [None, "many"])
def test_forged_edit_form_without_a_streams_fields_is_refused_and_nothing_is_stored(world, count):
    module = make_module("M7")
    page = UnitPage.objects.child_of(module).first()
    form = {"title": "Forged", "slug": page.slug, "minutes": "5", "outcome": "1"}
    if count:
        form["body-count"] = count
    client = world.client("coordinator", raise_request_exception=False)
    answer = client.post(f"/admin/pages/{page.pk}/edit/", form)
    assert answer.status_code == 400
    assert "arrive in one piece" in answer.content.decode()
    assert not page.revisions.exists()


def test_other_faults_of_the_admin_are_still_faults():
    rule = WholeFormMiddleware(lambda request: HttpResponse())
    request = RequestFactory().post("/admin/modules/")
    assert rule.process_exception(request, KeyError("ours")) is None
