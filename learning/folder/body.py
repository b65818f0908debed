"""The content of a unit or resource: Markdown blocks into the stream that the editor stores."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from home.markdown import RawBlock, parse_body, parse_table, to_html
from learning.folder.checks import KINDS, read_check
from learning.folder.files import lies_in
from learning.folder.problems import Problems
from learning.folder.recordings import ATTRIBUTES, read_recording
from learning.folder.sources import Body, key_for

Value = dict[str, Any] | str | None
SYSTEMS = ("individual", "family", "peers", "school", "community")
WEIGHTS = ("key", "supporting", "strength")
SPEAKER = re.compile(r"^\*\*(?P<who>[^*]+?):\*\*\s*(?P<words>.*)$", re.S)
PICTURE = re.compile(r"^[\w.-]+(/[\w.-]+)*\.(gif|jpe?g|png|webp)$", re.I)


class BodyReader:
    """Reads one file's blocks; `place` makes the ids, so that reading twice gives the same ids."""

    def __init__(self, *, file: str, folder: Path, place: tuple[object, ...], problems: Problems, unit: bool) -> None:
        self.file = file
        self.folder = folder
        self.place = place
        self.problems = problems
        self.body = Body(file=file)
        self.makers: dict[str, tuple[set[str], Callable[[RawBlock, str], Value]]] = {
            "text": (set(), self._text),
            "heading": ({"level"}, self._heading),
            "table": ({"caption"}, self._table),
            "image": ({"file", "alt", "caption"}, self._image),
            "callout": ({"type", "title"}, self._callout),
            "quote": ({"who"}, self._quote),
            "example": ({"title"}, self._titled),
            "practice": ({"title", "minutes"}, self._practice),
            "worksheet": ({"title"}, self._titled),
            "keep": (set(), self._keep),
            "script": ({"title"}, self._script),
            "fit": ({"behaviour"}, self._fit),
        }
        if unit:
            self.makers |= {
                "reflect": (set(), self._reflect),
                "video": (ATTRIBUTES - {"reading"}, self._recording),
                "audio": (ATTRIBUTES, self._recording),
                "resource": ({"code", "why"}, self._resource),
                "vignette": ({"name"}, self._vignette),
                "check": ({"kind", "outcome", "title", "unit_of_answer"}, self._check),
            }

    def read(self, blocks: list[RawBlock]) -> Body:
        """Every block in order; what can't be read is a problem and is left out."""
        for index, block in enumerate(blocks, start=1):
            known = self.makers.get(block.name)
            if known is None:
                self._problem(block.line, f"A block :::{block.name} can't stand here.")
                continue
            for name in sorted(set(block.attrs) - known[0]):
                self._problem(block.line, f":::{block.name} has no attribute called {name}.")
            identifier = str(key_for(*self.place, index))
            value = known[1](block, identifier)
            if value is not None:
                name = {"resource": "resource_link"}.get(block.name, block.name)
                self.body.stream.append({"type": name, "value": value, "id": identifier, "line": block.line})
        return self.body

    def _problem(self, line: int, message: str) -> None:
        self.problems.add(self.file, line, message)

    def _text(self, block: RawBlock, _id: str) -> Value:
        return to_html(block.content)

    def _heading(self, block: RawBlock, _id: str) -> Value:
        return {"text": block.content, "level": block.attrs.get("level", "2")}

    def _table(self, block: RawBlock, identifier: str) -> Value:
        table = parse_table(block.content)
        first = block.line + (1 if "caption" in block.attrs else 0)
        for offset, message in table.faults:
            self._problem(first + offset, message)
        if not table.rows and not table.faults:
            self._problem(first, "This table has no rows.")
        rows = [
            {"cells": listed(row, f"{identifier}/row/{number}/cell")} for number, row in enumerate(table.rows, start=1)
        ]
        return {
            "caption": block.attrs.get("caption", ""),
            "columns": listed(table.columns, f"{identifier}/column"),
            "rows": listed(rows, f"{identifier}/row"),
        }

    def _image(self, block: RawBlock, _id: str) -> Value:
        name = block.attrs.get("file", "")
        if not PICTURE.match(name) or ".." in name:
            self._problem(block.line, "A picture needs file=… with a gif, jpg, png or webp below this folder.")
        elif not lies_in(self.folder, self.folder / name):
            self._problem(block.line, f"The picture {name} is not in the folder.")
        if not block.attrs.get("alt", "").strip():
            self._problem(block.line, "A picture needs alt=…, the words that stand for it.")
        return {"picture": name, "alt": block.attrs.get("alt", ""), "caption": block.attrs.get("caption", "")}

    def _inner(self, block: RawBlock, identifier: str) -> list[dict[str, Any]]:
        blocks, problems = parse_body(block.content, self.file, block.line + 1)
        self.problems.found.extend(problems)
        stream: list[dict[str, Any]] = []
        for index, child in enumerate(blocks, start=1):
            child_id = str(key_for(identifier, index))
            if child.name == "text":
                stream.append({"type": "text", "value": to_html(child.content), "id": child_id})
            elif child.name == "table":
                stream.append({"type": "table", "value": self._table(child, child_id), "id": child_id})
            else:
                self._problem(child.line, f"Only text and tables can stand inside :::{block.name}.")
        if not stream:
            self._problem(block.line, f":::{block.name} is empty.")
        return stream

    def _callout(self, block: RawBlock, identifier: str) -> Value:
        kind = block.attrs.get("type", "note")
        if kind not in {"note", "warning", "safety"}:
            self._problem(block.line, "type has to be one of: note, safety, warning.")
        return {"kind": kind, "title": block.attrs.get("title", ""), "body": self._inner(block, identifier)}

    def _title(self, block: RawBlock, name: str = "title") -> str:
        title = block.attrs.get(name, "").strip()
        if not title:
            self._problem(block.line, f'A block :::{block.name} needs {name}="…".')
        return title

    def _titled(self, block: RawBlock, identifier: str) -> Value:
        return {"title": self._title(block), "body": self._inner(block, identifier)}

    def _practice(self, block: RawBlock, identifier: str) -> Value:
        minutes = self._number(block, "minutes", 1, 120)
        return {"title": self._title(block), "minutes": minutes, "body": self._inner(block, identifier)}

    def _number(self, block: RawBlock, name: str, low: int, high: int) -> int | None:
        word = block.attrs.get(name)
        if word is None:
            return None
        if not word.isascii() or not word.isdigit() or not low <= int(word) <= high:
            self._problem(block.line, f"{name} has to be a whole number from {low} to {high}.")
            return None
        return int(word)

    def _content(self, block: RawBlock) -> str:
        if not block.content.strip():
            self._problem(block.line, f":::{block.name} is empty.")
        return to_html(block.content)

    def _quote(self, block: RawBlock, _id: str) -> Value:
        return {"words": self._content(block), "who": block.attrs.get("who", "")}

    def _keep(self, block: RawBlock, _id: str) -> Value:
        return {"text": self._content(block)}

    def _reflect(self, block: RawBlock, _id: str) -> Value:
        return {"prompt": self._content(block)}

    def _script(self, block: RawBlock, identifier: str) -> Value:
        lines = []
        for paragraph in re.split(r"\n\s*\n|\n(?=\*\*[^*\n]+:\*\*)", block.content.strip()):
            match = SPEAKER.match(paragraph.strip())
            words = match["words"] if match else paragraph.strip().removeprefix("\\")
            lines.append({"who": match["who"].strip() if match else "", "words": words})
        if not block.content.strip():
            self._problem(block.line, ":::script is empty.")
        return {"title": self._title(block), "lines": listed(lines, f"{identifier}/line")}

    def _fit(self, block: RawBlock, identifier: str) -> Value:
        drivers = []
        for line, text in enumerate(block.content.split("\n"), start=block.line + 1):
            if not text.strip():
                continue
            parts = [part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", text.removeprefix("- "))]
            if not text.startswith("- ") or len(parts) != 4:
                self._problem(
                    line, "A driver is written: - system | driver | evidence | key (or supporting, strength)."
                )
                continue
            drivers.append(self._driver(parts, line))
        if not drivers:
            self._problem(block.line, "A fit circle needs at least one driver.")
        return {"behaviour": self._title(block, "behaviour"), "drivers": listed(drivers, f"{identifier}/driver")}

    def _driver(self, parts: list[str], line: int) -> dict[str, str]:
        system, driver, evidence, weight = parts
        if system not in SYSTEMS:
            self._problem(line, f"{system} is no system: {', '.join(SYSTEMS)}.")
        if weight not in WEIGHTS:
            self._problem(line, f"{weight} is no weight: {', '.join(WEIGHTS)}.")
        return {"system": system, "driver": driver, "evidence": evidence, "weight": weight}

    def _recording(self, block: RawBlock, _id: str) -> Value:
        return read_recording(block, self.file, self.folder, self.problems)

    def _resource(self, block: RawBlock, _id: str) -> Value:
        return {"resource": self._title(block, "code"), "why": block.attrs.get("why", "")}

    def _vignette(self, block: RawBlock, _id: str) -> Value:
        return {"vignette": self._title(block, "name")}

    def _check(self, block: RawBlock, _id: str) -> Value:
        kind = block.attrs.get("kind", "single")
        if kind not in KINDS:
            self._problem(block.line, f"kind has to be one of: {', '.join(KINDS)}.")
        question = read_check(block, kind, self._problem)
        question.outcome = self._number(block, "outcome", 1, 50)
        self.body.checks.append(question)
        return {"question": len(self.body.checks) - 1}


def listed(values: list[Any], place: str) -> list[dict[str, Any]]:
    """Items as a list block stores them, with ids of their own."""
    return [
        {"type": "item", "value": value, "id": str(key_for(place, number))}
        for number, value in enumerate(values, start=1)
    ]
