"""The shell's own addresses, and Wagtail's public pages."""

from tests.contracts.permissions import Row
from tests.personas import World

ANYONE_READS = "all:200"
NOBODY_POSTS = "all:405"
SAVED = {
    "size": "l",
    "spacing": "wide",
    "tint": "none",
    "theme": "auto",
    "font": "plain",
    "decorations": "on",
    "keys": "on",
}


def no_such_card(world: World) -> dict[str, object]:
    return {"page_id": 999_999, "digest": "0"}


ROWS: list[Row] = [
    Row("health", ANYONE_READS, NOBODY_POSTS),
    Row("robots", ANYONE_READS, NOBODY_POSTS),
    Row("sitemap", ANYONE_READS, NOBODY_POSTS),
    Row("search", ANYONE_READS, NOBODY_POSTS),
    Row("today", "all:200 strangers:login former:403 superuser:403", "all:405"),
    Row("reading_settings", ANYONE_READS, "all:302", data=SAVED),
    Row("social_card", "all:404", NOBODY_POSTS, kwargs=no_such_card),
    Row("/", ANYONE_READS, "all:200|405"),
]
