"""`:::video` and `:::audio`: a file and its captions beside the unit, the transcript inside the block."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from home.markdown import RawBlock
from learning import captions
from learning.folder.files import lies_in, text_of
from learning.folder.problems import Problems

ATTRIBUTES = {"file", "title", "seconds", "language", "captions", "reading"}
FILE = re.compile(r"^[\w.-]+(/[\w.-]+)*\.(mp4|m4v|webm|mp3|m4a|ogg|opus)$", re.I)
CAPTIONS = re.compile(r"^[\w.-]+(/[\w.-]+)*\.vtt$", re.I)


def read_recording(block: RawBlock, file: str, folder: Path, problems: Problems) -> dict[str, Any]:
    """The facts of a recording; each fault is a problem at the block's line."""
    attrs = block.attrs
    name = attrs.get("file", "")
    if not FILE.match(name) or ".." in name or not lies_in(folder, folder / name):
        problems.add(
            file, block.line, f":::{block.name} needs file=… with an mp4, webm, mp3, m4a or ogg in this folder."
        )
    seconds = attrs.get("seconds", "")
    if not re.fullmatch(r"[1-9]\d{0,4}(\.\d{1,3})?", seconds, re.ASCII):
        problems.add(file, block.line, f":::{block.name} needs seconds=…, its length.")
    if attrs.get("language", "en") not in {"en", "cy"}:
        problems.add(file, block.line, "language has to be one of: cy, en.")
    if not attrs.get("title", "").strip():
        problems.add(file, block.line, f':::{block.name} needs title="…".')
    if attrs.get("reading", "yes") != "yes":
        problems.add(file, block.line, "reading has to be yes, or not there.")
    facts = {"file": name, "title": attrs.get("title", "").strip(), "language": attrs.get("language", "en")}
    words = {"captions": _captions(attrs.get("captions", ""), block, file, folder, problems)}
    value = {**facts, **words, "seconds": seconds, "transcript": _unescaped(block.content), "type": block.name}
    reading = {"is_reading": attrs.get("reading") == "yes"} if block.name == "audio" else {}
    return {"recording": value, **reading}


def escaped(transcript: str) -> str:
    """A line that would end the block, or that begins with a backslash, gets one more."""
    return re.sub(r"^(:::|\\)", r"\\\1", transcript, flags=re.MULTILINE)


def _unescaped(content: str) -> str:
    return re.sub(r"^\\(:::|\\)", r"\1", content.strip(), flags=re.MULTILINE)


def _captions(name: str, block: RawBlock, file: str, folder: Path, problems: Problems) -> str:
    """The words of the .vtt; its faults are told by its own lines."""
    if not name:
        return ""
    if not CAPTIONS.match(name) or ".." in name or not lies_in(folder, folder / name):
        problems.add(file, block.line, f"The captions {name} are not in the folder, or no .vtt.")
        return ""
    text = text_of(folder, folder / name, problems)
    for line, message in captions.read(text).faults if text else []:
        problems.add(name, line, message)
    return text
