"""Headings of a page never skip a level."""

from types import SimpleNamespace
from typing import Any

from home.outline import outline


def block(kind: str, level: str = "2") -> Any:
    return SimpleNamespace(block_type=kind, value={"level": level})


def test_titles_of_blocks_are_second_level_until_a_section_opens() -> None:
    levels = [item.level for item in outline([block("keep"), block("heading"), block("keep"), block("heading", "3")])]
    assert levels == [2, 2, 3, 3]


def test_a_part_heading_without_a_section_above_becomes_a_section() -> None:
    levels = [item.level for item in outline([block("heading", "3"), block("text"), block("heading", "2")])]
    assert levels == [2, 3, 2]
