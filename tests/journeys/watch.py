"""What no page may do, seen from the browser: complain, break, or ask another host for anything."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

# An answer of 4xx or 5xx that a test asks for is written to the console by Chromium itself, and so is a lost connection.
EXPECTED = (
    "Failed to load resource: the server responded with a status of",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)


class Watch:
    """Collects everything wrong that happens in a page, in words."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.host = urlsplit(address).netloc
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: script failed: {error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.complaints.append(f"{request.frame.url}: asked another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            where = message.location.get("url", "")
            self.complaints.append(f"{message.page.url if message.page else where}: console: {message.text} ({where})")
