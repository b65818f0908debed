"""A small HTTP client: one request, one connection, nothing followed."""

import http.client
import itertools
from dataclasses import dataclass, field
from urllib.parse import urlencode

# Every request comes from another address, as through a proxy, so that no limit by address is met.
ADDRESSES = itertools.cycle(f"10.0.{high}.{low}" for high in range(256) for low in range(1, 255))


@dataclass(frozen=True)
class Request:
    """What is asked of a server. `expect` is the status that a right answer has, `leads_to` where a redirect begins."""

    path: str
    cookies: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None
    expect: int = 200
    leads_to: str = ""

    @property
    def method(self) -> str:
        """POST when there is a form."""
        return "GET" if self.form is None else "POST"


class WrongAnswerError(Exception):
    """The server answered, but not what was expected."""


def send(port: int, request: Request) -> int:
    """Send the request; the size of the answer's body in bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in request.cookies.items())}
    headers |= {"X-Forwarded-For": next(ADDRESSES), "X-Forwarded-Proto": "https"}
    headers["Referer"] = f"https://127.0.0.1:{port}{request.path}"
    body = None
    if request.form is not None:
        body = urlencode(request.form)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(request.method, request.path, body, headers)
        response = connection.getresponse()
        size = len(response.read())
    finally:
        connection.close()
    if response.status != request.expect:
        raise WrongAnswerError(f"{request.method} {request.path}: {response.status}, not {request.expect}")
    if not response.headers.get("Location", "").startswith(request.leads_to):
        raise WrongAnswerError(f"{request.method} {request.path}: leads to {response.headers['Location']}")
    return size
