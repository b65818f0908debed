"""Reads and writes one text: its format in brackets, its escapes, and the blanks around it."""

from __future__ import annotations

import re

from learning.gift.model import FORMATS, Text
from learning.gift.scanner import BLANK

ESCAPE = re.compile(r"\\([\\:#={}~n])")
ARROW = re.compile(r"-\\>|\\([\\:#={}~n])")
SPECIAL = re.compile(r"[\\:#={}~\n]")
WEIGHT_LIKE = re.compile(r"%-?\d{1,3}(?:\.\d*)?%")


def _letter(match: re.Match[str]) -> str:
    letter = match[1]
    return "\n" if letter == "n" else letter or "->"


def words(raw: str, escape: re.Pattern[str] = ESCAPE) -> str:
    """Without escapes and the blanks around it; a backslash before any other letter is a backslash."""
    return (escape.sub(_letter, raw) if "\\" in raw else raw).strip(BLANK)


def read(raw: str, default: str = "moodle", escape: re.Pattern[str] = ESCAPE) -> Text:
    """The words and the format they name, or the one of the question."""
    raw = raw.strip(BLANK)
    if raw.startswith("["):
        for name in FORMATS:
            if raw.startswith(f"[{name}]"):
                return Text(words(raw[len(name) + 2 :], escape), name)
    return Text(words(raw, escape), default)


def write(text: Text, default: str = "moodle") -> str:
    """As `read` reads it. A format is named where it differs, and where the words would be taken for something else."""
    if not text.text:
        return ""
    looks_like_more = text.text.startswith(("[", "//")) or WEIGHT_LIKE.match(text.text)
    form = f"[{text.format}]" if text.format != default or looks_like_more else ""
    return form + escaped(text.text)


def escaped(text: str) -> str:
    """With a backslash before each letter that would mean something."""
    return SPECIAL.sub(lambda match: "\\n" if match[0] == "\n" else "\\" + match[0], text)


def without_arrows(raw: str) -> str:
    """So that an arrow of the words is not taken for the one between two sides."""
    return raw.replace("->", "-\\>")
