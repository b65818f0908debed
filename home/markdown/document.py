"""A file is front matter and then blocks; every problem is named by file and line, and nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from home.markdown import plain_yaml

BLOCK_NAMES = frozenset(
    {"keep", "callout", "example", "script", "fit", "check", "reflect", "practice", "worksheet", "table", "quote"}
    | {"image", "figures", "resource", "vignette", "video", "audio"}
)
HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
FENCE = re.compile(r"^:::\s*([a-z][a-z_-]*)\s*(.*)$")
ATTRIBUTE = re.compile(r"([A-Za-z_][\w-]*)=(\"(?:[^\"\\]|\\.)*\"|[^\s\"]+)\s*")
HEADING_LEVELS = (2, 3)


@dataclass(frozen=True)
class Problem:
    """Something an author must put right, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True)
class RawBlock:
    """One block as written: `text`, `heading`, `table`, or the name after the colons."""

    name: str
    attrs: dict[str, str] = field(default_factory=dict)
    line: int = 1
    content: str = ""


@dataclass
class Document:
    """A whole file."""

    front: dict[str, Any] = field(default_factory=dict)
    blocks: list[RawBlock] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, path: str) -> Document:
    """Front matter and blocks of a file; what can't be read is a Problem, never an exception."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front, first, problems = parse_front(lines, path)
    blocks, more = parse_body("\n".join(lines[first:]), path, first + 1)
    return Document(front, blocks, problems + more)


def parse_front(lines: list[str], path: str) -> tuple[dict[str, Any], int, list[Problem]]:
    """The YAML between two lines of dashes: its values, the index of the line after it, and problems."""
    if not lines or lines[0].strip() != "---":
        return {}, 0, [Problem(path, 1, "The file starts with ---, then its title and other facts, then --- again.")]
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        return {}, len(lines), [Problem(path, 1, "The facts at the top have no closing ---.")]
    try:
        front = plain_yaml.load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "not readable"
        return {}, end + 1, [Problem(path, mark.line + 2 if mark else 1, f"The facts at the top: {reason}.")]
    except ValueError as error:
        return {}, end + 1, [Problem(path, 1, f"The facts at the top: {error}.")]
    if not isinstance(front, dict):
        return {}, end + 1, [Problem(path, 1, "The facts at the top are lines of `name: value`.")]
    return front, end + 1, []


def parse_body(text: str, path: str, line: int = 1) -> tuple[list[RawBlock], list[Problem]]:
    """The blocks of a body (or of a block's inside), first line numbered `line`."""
    reader = _Reader(path, line)
    for content in text.split("\n"):
        reader.take(content.rstrip())
    return reader.finish()


class _Reader:
    """Takes lines one at a time; a blank line ends nothing but a table."""

    def __init__(self, path: str, line: int) -> None:
        self.path = path
        self.line = line - 1
        self.blocks: list[RawBlock] = []
        self.problems: list[Problem] = []
        self.name = "text"
        self.attrs: dict[str, str] = {}
        self.start = line
        self.lines: list[str] = []
        self.in_fence = False

    def take(self, content: str) -> None:
        self.line += 1
        if self.in_fence:
            self._take_inside(content)
        elif content.startswith(":::"):
            self._open(content)
        elif heading := HEADING.match(content):
            self._heading(len(heading[1]), heading[2])
        else:
            self._take_text(content)

    def finish(self) -> tuple[list[RawBlock], list[Problem]]:
        if self.in_fence:
            self._problem(self.start, f"The block :::{self.name} is never closed with :::.")
        self._close()
        return self.blocks, self.problems

    def _take_inside(self, content: str) -> None:
        if content.strip() == ":::":
            self._close()
            return
        if content.startswith(":::"):
            self._problem(self.line, f"A block opens inside :::{self.name}; close that one first.")
        self.lines.append(content)

    def _take_text(self, content: str) -> None:
        kind = "table" if content.lstrip().startswith("|") else "text"
        if kind != self.name and (content or self.name == "table"):
            self._close()
            self.name = kind
        if not self.lines:
            if not content:
                return
            self.start = self.line
        self.lines.append(content)

    def _heading(self, level: int, text: str) -> None:
        self._close()
        if level not in HEADING_LEVELS:
            self._problem(self.line, "Headings inside a page start with ## or ###.")
            level = min(max(level, HEADING_LEVELS[0]), HEADING_LEVELS[-1])
        self.blocks.append(RawBlock("heading", {"level": str(level)}, self.line, text))

    def _open(self, content: str) -> None:
        self._close()
        match = FENCE.match(content)
        if not match:
            self._problem(self.line, "A block opens with ::: and its name, such as :::keep.")
            return
        self.name, self.start, self.in_fence = match[1], self.line, True
        self.attrs = self._attributes(match[2])
        if self.name not in BLOCK_NAMES:
            self._problem(self.line, f"There is no block called :::{self.name}.")

    def _attributes(self, text: str) -> dict[str, str]:
        attrs: dict[str, str] = {}
        position = 0
        while found := ATTRIBUTE.match(text, position):
            value = found[2]
            attrs[found[1]] = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
            position = found.end()
        if text[position:].strip():
            self._problem(self.line, f"Not understood: {text[position:].strip()}")
        return attrs

    def _close(self) -> None:
        content = "\n".join(self.lines).strip("\n")
        if content or self.in_fence:
            self.blocks.append(RawBlock(self.name, self.attrs, self.start, content))
        self.name, self.attrs, self.lines, self.in_fence = "text", {}, [], False

    def _problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))
