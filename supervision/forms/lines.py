"""Repeated lines of a form, read from what was posted: nothing typed is lost, and a line keeps its key.

A field is called `<prefix>-<number>-<field>`. A button called `line` says `<prefix>:add`, `<prefix>:add:<system>` or
`<prefix>:remove:<key>`; it works without JavaScript, because the page comes back with one line more or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any
from unicodedata import category

from supervision.summary.allowed import CHOICES, KEY, allowed
from supervision.summary.sections import AnyLine, LastGoal, Line, new_key

JUDGED = ("outcome", "advance", "barrier", "fit_of_barrier")
# One control that says two things: what kind a fit is found for, and which line that is.
TWO_IN_ONE = {"about": ("focus", "of")}
Posted = Mapping[str, Any]


def lines_of(post: Posted, prefix: str, kind: type[AnyLine]) -> tuple[AnyLine, ...]:
    """The lines in which something is written, in the order of the form."""
    return tuple(line for line in every_line(post, prefix, kind) if is_written(line))


def shown_lines(post: Posted, prefix: str, kind: type[AnyLine]) -> tuple[AnyLine, ...]:
    """The lines as the form shows them next, empty ones too: one more or less where a `line` button was pressed."""
    found = every_line(post, prefix, kind)
    of, _, verb = str(post.get("line", "")).partition(":")
    if of != prefix:
        return found
    word, _, rest = verb.partition(":")
    if word == "remove":
        return tuple(line for line in found if line.key != rest)
    if word == "add":
        return (*found, kind(**({"system": rest} if rest in CHOICES["system"] else {})))
    return found


def every_line(post: Posted, prefix: str, kind: type[AnyLine]) -> tuple[AnyLine, ...]:
    """All lines, empty ones too. A key that is missing, strange or there twice is a new one."""
    named = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-\w+")
    numbers = sorted({int(found.group(1)) for name in post if (found := named.fullmatch(name))})
    lines: dict[str, AnyLine] = {}
    for number in numbers:
        line = _line(post, f"{prefix}-{number}-", kind)
        if line.key in lines:
            line = replace(line, key=new_key())
        lines[line.key] = line
    return tuple(lines.values())


def judged_lines(post: Posted, prefix: str, stored: Iterable[LastGoal]) -> tuple[LastGoal, ...]:
    """Last week's goals as they are stored, with what was said of each: their words and weeks are never the form's."""
    said = {line.key: line for line in every_line(post, prefix, LastGoal)}
    return tuple(
        replace(goal, **{name: getattr(said[goal.key], name) for name in JUDGED}) if goal.key in said else goal
        for goal in stored
    )


def is_written(line: Line) -> bool:
    """Something was typed into one of its texts."""
    empty = type(line)()
    chosen = {"key", "of", *CHOICES}
    return any(
        isinstance(value := getattr(line, item.name), str) and value != getattr(empty, item.name)
        for item in fields(line)
        if item.name not in chosen
    )


def tidy(text: object) -> str:
    """A typed text: one kind of line break, no control characters, nothing round it."""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in plain if letter in "\n\t" or category(letter) not in {"Cc", "Cs"}).strip()


def _line(post: Posted, stem: str, kind: type[AnyLine]) -> AnyLine:
    names = [item.name for item in fields(kind)]
    values = {name: post[stem + name] for name in names if stem + name in post}
    for name, parts in TWO_IN_ONE.items():
        if stem + name in post:
            first, _colon, second = str(post[stem + name]).partition(":")
            values |= dict(zip(parts, (first, second), strict=True))
    key = str(values.get("key", ""))
    read = {
        item.name: _value(item.name, values.get(item.name), item.default)
        for item in fields(kind)
        if item.default is not MISSING
    }
    return kind(key=key if KEY.fullmatch(key) else new_key(), **read)


def _value(name: str, posted: object, default: Any) -> Any:
    """As the line keeps it; what is no choice of its list is the usual one. A box that is not ticked is not sent."""
    if isinstance(default, bool):
        return posted is not None
    if isinstance(default, int):
        number = int(str(posted)) if str(posted).isdecimal() and len(str(posted)) < 4 else default
        return allowed(name, number, default)
    return default if posted is None else allowed(name, tidy(posted), default)
