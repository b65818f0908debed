"""Bytes to text: UTF-8, and nothing guessed. What is not UTF-8 is named by its line."""

from __future__ import annotations

import codecs

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotUtf8(Exception):
    """The file is in another encoding. `line` is the first that can't be read; `looks_like` what it may be."""

    def __init__(self, line: int, looks_like: str) -> None:
        super().__init__(f"line {line} is not UTF-8")
        self.line = line
        self.looks_like = looks_like


def decoded(content: bytes, encoding: str = "utf-8") -> str:
    """The text of a file; a byte order mark is taken off."""
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        looks_like = "UTF-16" if content.startswith(UTF_16) else "Windows-1252"
        raise NotUtf8(content.count(b"\n", 0, error.start) + 1, looks_like) from None
