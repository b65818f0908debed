"""Case codes: a plain word and three figures, drawn at random. They say nothing and are derived from nothing."""

from __future__ import annotations

import secrets

# Trees, birds and weather: short, easy to say on the phone, nobody's name.
# fmt: off
WORDS = (
    "ALDER", "ASPEN", "BEECH", "BRACKEN", "BRIAR", "CEDAR", "CLOVER", "CROW", "CURLEW", "DIPPER", "DRIZZLE",
    "DUNLIN", "ELDER", "FERN", "FINCH", "FROST", "GANNET", "GORSE", "HAIL", "HERON", "HOLT", "JACKDAW", "JUNIPER",
    "KESTREL", "LAPWING", "LARCH", "LARK", "LICHEN", "LINNET", "MAGPIE", "MAPLE", "MIST", "MOSS", "OAK", "OSPREY",
    "OWL", "PETREL", "PINE", "PLOVER", "PUFFIN", "QUARTZ", "RAVEN", "REED", "RIPPLE", "ROOK", "RUSH", "SEDGE",
    "SHALE", "SISKIN", "SLATE", "SNOW", "SORREL", "SPRUCE", "SWALLOW", "SWIFT", "TEAL", "TERN", "THISTLE", "THRUSH",
    "THUNDER", "TIDE", "WILLOW", "WREN", "YARROW",
)
# fmt: on


def new_code() -> str:
    """Such as FERN-204."""
    return f"{secrets.choice(WORDS)}-{secrets.randbelow(900) + 100}"
