"""A stored stream back into Markdown blocks; the only way to write each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from home.markdown import RawBlock, to_markdown, write_block, write_table
from learning.folder.checks import write_check

Names = Callable[[int], str]
Recordings = Callable[[int], tuple[dict[str, str], str]]


class BodyWriter:
    """Writes one stream. What it points at is named by the functions given."""

    def __init__(
        self,
        *,
        question: Callable[[int], dict[str, Any]],
        picture: Names,
        resource: Names,
        vignette: Names,
        recording: Recordings,
    ) -> None:
        self.question = question
        self.recording = recording
        self.picture = picture
        self.resource = resource
        self.vignette = vignette

    def blocks(self, stream: list[dict[str, Any]]) -> list[RawBlock]:
        """Every part in order."""
        return [block for part in stream if (block := self.block(part["type"], part["value"])) is not None]

    def block(self, kind: str, value: Any) -> RawBlock | None:
        """One part; one that points at nothing any more is left out."""
        made: RawBlock | None = getattr(self, f"_{kind}")(value)
        return made

    def _text(self, value: str) -> RawBlock | None:
        content = to_markdown(value)
        return RawBlock("text", content=content) if content else None

    def _heading(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock("heading", {"level": str(value["level"])}, content=value["text"])

    def _table(self, value: dict[str, Any]) -> RawBlock:
        columns = [_cell(item["value"]) for item in value["columns"]]
        rows = [[_cell(cell["value"]) for cell in row["value"]["cells"]] for row in value["rows"]]
        return RawBlock("table", {"caption": value.get("caption") or ""}, content=write_table(columns, rows))

    def _image(self, value: dict[str, Any]) -> RawBlock | None:
        if not value["picture"]:
            return None
        words = {"alt": value["alt"], "caption": value.get("caption") or ""}
        return RawBlock("image", {"file": self.picture(value["picture"]), **words})

    def _inner(self, stream: list[dict[str, Any]]) -> str:
        return "\n\n".join(write_block(block) for block in self.blocks(stream))

    def _callout(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock(
            "callout", {"type": value["kind"], "title": value.get("title") or ""}, content=self._inner(value["body"])
        )

    def _quote(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock("quote", {"who": value.get("who") or ""}, content=to_markdown(value["words"]))

    def _example(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock("example", {"title": value["title"]}, content=self._inner(value["body"]))

    def _worksheet(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock("worksheet", {"title": value["title"]}, content=self._inner(value["body"]))

    def _practice(self, value: dict[str, Any]) -> RawBlock:
        minutes = value.get("minutes")
        attributes = {"minutes": str(minutes) if minutes else "", "title": value["title"]}
        return RawBlock("practice", attributes, content=self._inner(value["body"]))

    def _keep(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock("keep", content=to_markdown(value["text"]))

    def _reflect(self, value: dict[str, Any]) -> RawBlock:
        return RawBlock("reflect", content=to_markdown(value["prompt"]))

    def _script(self, value: dict[str, Any]) -> RawBlock:
        lines = [_script_line(item["value"]) for item in value["lines"]]
        return RawBlock("script", {"title": value["title"]}, content="\n\n".join(lines))

    def _fit(self, value: dict[str, Any]) -> RawBlock:
        drivers = [item["value"] for item in value["drivers"]]
        lines = [
            "- "
            + " | ".join(
                _one_line(row.get(name) or "", bars=True) for name in ("system", "driver", "evidence", "weight")
            )
            for row in drivers
        ]
        return RawBlock("fit", {"behaviour": value["behaviour"]}, content="\n".join(lines))

    def _video(self, value: dict[str, Any]) -> RawBlock | None:
        return self._recorded("video", value)

    def _audio(self, value: dict[str, Any]) -> RawBlock | None:
        return self._recorded("audio", value)

    def _recorded(self, name: str, value: dict[str, Any]) -> RawBlock | None:
        if not value["recording"]:
            return None
        attributes, transcript = self.recording(value["recording"])
        reading = {"reading": "yes"} if value.get("is_reading") else {}
        return RawBlock(name, {**attributes, **reading}, content=transcript)

    def _resource_link(self, value: dict[str, Any]) -> RawBlock | None:
        if not value["resource"]:
            return None
        return RawBlock("resource", {"code": self.resource(value["resource"]), "why": value.get("why") or ""})

    def _vignette(self, value: dict[str, Any]) -> RawBlock | None:
        return RawBlock("vignette", {"name": self.vignette(value["vignette"])}) if value["vignette"] else None

    def _check(self, value: dict[str, Any]) -> RawBlock | None:
        if not value["question"]:
            return None
        question = self.question(value["question"])
        return write_check(question)


def _cell(text: str) -> str:
    return _one_line(text)


def _one_line(text: str, *, bars: bool = False) -> str:
    joined = " ".join(str(text).split())
    return joined.replace("|", "\\|") if bars else joined


def _script_line(line: dict[str, str]) -> str:
    words = "\n".join(part.strip() for part in line["words"].split("\n") if part.strip())
    if line.get("who"):
        return f"**{_one_line(line['who']).replace('*', '')}:** {words}"
    return f"\\{words}" if re.match(r"^(\*\*[^*]+:\*\*|\\|:::)", words) else words
