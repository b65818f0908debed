"""A browser left alone is signed out of supervision after fifteen minutes; being there, anywhere, counts."""

from __future__ import annotations

import datetime

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from supervision.middleware import COOKIE
from tests.contracts.permissions import table
from tests.personas import World
from tests.supervision import clock

MINUTE = datetime.timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def test_fifteen_minutes_without_a_request_sign_out_of_supervision_only(kept: World) -> None:
    client, now = kept.client("therapist"), timezone.now()
    with clock.at(now):
        assert client.get(reverse("supervision")).status_code == 200
    with clock.at(now + 15 * MINUTE - datetime.timedelta(seconds=1)):
        assert client.get(reverse("supervision")).status_code == 200
    with clock.at(now + 30 * MINUTE + datetime.timedelta(seconds=2)):
        assert client.get(reverse("supervision")).headers["Location"].startswith(reverse("account_login"))
        assert client.get(reverse("today")).status_code == 302, "the session is over"


def test_learning_counts_as_being_there(kept: World) -> None:
    client, now = kept.client("therapist"), timezone.now()
    for minutes in range(0, 60, 14):
        with clock.at(now + minutes * MINUTE):
            assert client.get(reverse("today")).status_code == 200
    with clock.at(now + 60 * MINUTE):
        assert client.get(reverse("supervision")).status_code == 200


def test_a_request_that_says_yes_counts_and_the_question_does_not(kept: World) -> None:
    client, now = kept.client("therapist"), timezone.now()
    with clock.at(now):
        client.get(reverse("supervision"))
    with clock.at(now + 13 * MINUTE):
        assert client.get(reverse("still_there")).status_code == 200
    with clock.at(now + 16 * MINUTE):
        assert client.get(reverse("still_there")).status_code == 302, "the question kept it alive"
    client = kept.client("therapist")
    for minutes in range(0, 120, 14):
        with clock.at(now + minutes * MINUTE):
            assert client.post(reverse("idle"), headers={"Accept": "application/json"}).status_code == 204


def test_an_open_session_that_saves_is_never_signed_out(furnished: World) -> None:
    client, now = furnished.client("supervisor"), timezone.now()
    place = [furnished.records["session"].pk, furnished.records["case"].pk]
    with clock.at(now):
        page = client.get(reverse("session_case", args=place)).content.decode()
        assert "data-stays-open" in page
        assert "still-there.js" in page
    for minutes in range(14, 121, 14):
        with clock.at(now + minutes * MINUTE):
            assert client.post(reverse("session_autosave", args=place), {"advances": "Calm"}).status_code == 200
    with clock.at(now + 125 * MINUTE):
        assert client.get(reverse("session_case", args=place)).status_code == 200


def test_without_its_cookie_a_session_is_as_old_as_its_sign_in(kept: World) -> None:
    client, now = kept.client("therapist"), timezone.now()
    with clock.at(now + 10 * MINUTE):
        client.get(reverse("supervision"))
    del client.cookies[COOKIE]
    with clock.at(now + 16 * MINUTE):
        assert client.get(reverse("supervision")).status_code == 302


def test_the_cookie_of_another_session_is_worth_nothing(kept: World) -> None:
    other, client, now = kept.client("supervisor"), kept.client("therapist"), timezone.now()
    with clock.at(now + 14 * MINUTE):
        other.get(reverse("supervision"))
    client.cookies[COOKIE] = other.cookies[COOKIE].value
    with clock.at(now + 20 * MINUTE):
        assert client.get(reverse("supervision")).status_code == 302


def test_what_is_sent_too_late_is_shown_and_not_stored(kept: World) -> None:
    client, now = kept.client("manager"), timezone.now()
    with clock.at(now + 16 * MINUTE):
        response = client.post(reverse("break_glass"), {"reason": "What I typed for a quarter of an hour"})
        assert response.status_code == 401
        assert "What I typed for a quarter of an hour" in response.content.decode()
        client = kept.client("manager")
    with clock.at(now + 40 * MINUTE):
        answer = client.post(reverse("idle"), headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


def test_pages_without_a_text_field_lead_to_the_question_without_scripts(kept: World) -> None:
    reading = kept.client("ig").get(reverse("disposal")).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="780;' in reading
    writing = kept.client("ig").get(reverse("break_glass")).content.decode()
    assert "http-equiv" not in writing
    assert "still-there.js" in writing


def test_next_never_leads_off_the_site(kept: World) -> None:
    client = kept.client("therapist")
    for address in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert client.post(reverse("idle"), {"next": address}).headers["Location"] == reverse("supervision")


def test_every_address_of_supervision_is_confidential() -> None:
    open_ones = [
        pattern.name
        for resolver in get_resolver().url_patterns
        for pattern in _under(resolver)
        if not getattr(pattern.callback, "is_confidential", False)
    ]
    assert open_ones == []


def _under(part: object) -> list:
    """Every pattern whose view is supervision's."""
    found = [below for child in getattr(part, "url_patterns", []) for below in _under(child)]
    callback = getattr(part, "callback", None)
    if callback is not None and callback.__module__.startswith("supervision."):
        found.append(part)
    return found


@pytest.mark.parametrize("persona", ["therapist", "supervisor", "ig", "manager"])
def test_no_answer_of_supervision_is_stored(furnished: World, persona: str) -> None:
    client = furnished.client(persona)
    seen = 0
    for row in table():
        path = row.path(furnished)
        if path.startswith("/supervision/"):
            response = client.get(path)
            assert "no-store" in response.headers.get("Cache-Control", ""), path
            seen += 1
    assert seen > 20
