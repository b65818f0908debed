"""Production's log lines say what happened in the program and nothing about people."""

import json
import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from audit.middleware import request_id
from config.logs import JsonFormatter

SECRET = "Amara's own words"


def line(message: str = "Not Found: %s", *args: object, **extra: object) -> dict[str, object]:
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)
    record.__dict__.update(extra)
    text = JsonFormatter().format(record)
    assert SECRET not in text
    return json.loads(text)


def test_what_was_put_into_a_message_is_left_out() -> None:
    assert line("Not Found: %s", SECRET)["message"] == "Not Found: %s"


def test_a_line_carries_its_requests_id() -> None:
    token = request_id.set("7d0c")
    try:
        assert line()["request"] == "7d0c"
    finally:
        request_id.reset(token)


def test_an_address_is_logged_as_its_route_without_token_or_query() -> None:
    request = RequestFactory().get("/accounts/login/", {"next": SECRET})
    request.resolver_match = resolve("/accounts/login/")
    logged = line("Bad Request: %s", request.get_full_path(), request=request, status_code=400)
    assert (logged["method"], logged["route"], logged["status"]) == ("GET", "accounts/login/", 400)
    assert "next" not in json.dumps(logged)


def test_an_error_is_logged_by_type_and_place_not_by_its_words() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logged = line("Internal Server Error: %s", SECRET, exc_info=sys.exc_info())
    assert logged["error"] == "ValueError"
    assert "test_logs.py" in logged["where"][-1]
