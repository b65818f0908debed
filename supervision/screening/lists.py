"""The lists that the soft checks stand on: given names, and words that may have a capital without naming anybody."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ALSO_WORDS = "also words:"


def _words(text: str) -> frozenset[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(" ".join(lines).split())


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Names that are nothing else, and names that are words too."""
    only_names, _marker, also_words = (HERE / "given_names.txt").read_text("utf-8").partition(f"\n{ALSO_WORDS}\n")
    words = _words(also_words)
    return _words(only_names) - words, words


@cache
def allowed_words() -> frozenset[str]:
    """Words with a capital that name nobody."""
    return _words((HERE / "allowed_words.txt").read_text("utf-8"))


@cache
def generic_words() -> frozenset[str]:
    """Words before `school` or `court` that name no single one."""
    return _words((HERE / "generic_words.txt").read_text("utf-8"))
