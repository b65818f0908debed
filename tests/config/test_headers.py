"""What browsers are told on every page."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from config.headers import HeadersMiddleware
from tests.personas import World

pytestmark = pytest.mark.django_db


def policy(response: HttpResponse) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts if part}


def test_the_site_takes_scripts_and_styles_from_itself_only(client: Client) -> None:
    directives = policy(client.get("/accounts/login/"))
    assert directives["script-src"] == ["'self'"]
    assert directives["style-src"] == ["'self'"]
    assert directives["default-src"] == ["'self'"]
    assert directives["img-src"] == ["'self'", "data:"]
    assert directives["object-src"] == directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]
    assert directives["form-action"] == ["'self'"]


def test_an_error_page_has_the_same_policy(client: Client) -> None:
    assert policy(client.get("/no-such-page-at-all/"))["script-src"] == ["'self'"]


def test_only_the_admin_may_have_inline_scripts_and_only_in_its_own_frames(world: World) -> None:
    directives = policy(world.client("coordinator").get("/admin/"))
    assert directives["script-src"] == ["'self'", "'unsafe-inline'"]
    assert directives["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize("path", ["/administration/", "/cy/admin/"])
def test_an_address_that_looks_like_the_admin_has_the_strict_policy(client: Client, path: str) -> None:
    assert "'unsafe-inline'" not in client.get(path).headers.get("Content-Security-Policy", "")


def test_every_page_has_the_other_headers(client: Client) -> None:
    headers = client.get("/accounts/login/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def respond(user: object | None, **headers: str) -> HttpResponse:
    request = HttpRequest()
    request.path_info = "/"
    if user is not None:
        request._cached_user = user
    middleware = HeadersMiddleware(lambda _request: HttpResponse("x", headers=headers))
    return middleware(request)


def test_what_a_member_sees_is_never_kept(world: World) -> None:
    assert respond(world.therapist)["Cache-Control"] == "private, no-store"


def test_a_public_page_may_be_kept(world: World) -> None:
    assert "Cache-Control" not in respond(None).headers
    assert "Cache-Control" not in respond(world["nobody"]).headers


def test_a_view_says_itself_how_long_its_answer_may_be_kept(world: World) -> None:
    assert (
        respond(world.therapist, **{"Cache-Control": "private, max-age=60"})["Cache-Control"] == "private, max-age=60"
    )


def test_editors_preview_may_stand_in_the_admins_frame_and_the_page_itself_nowhere() -> None:
    def answer(*, preview: bool) -> HttpResponse:
        request = HttpRequest()
        request.path = request.path_info = "/learn/m2/fit-circles/"
        request.is_preview = preview  # type: ignore[attr-defined]
        return HeadersMiddleware(lambda request: HttpResponse())(request)

    assert policy(answer(preview=True))["frame-ancestors"] == ["'self'"]
    assert policy(answer(preview=True))["script-src"] == ["'self'"]
    assert policy(answer(preview=False))["frame-ancestors"] == ["'none'"]
