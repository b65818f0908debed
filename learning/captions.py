"""WebVTT captions, read strictly: every fault with its line, so that an author can put it right. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from django.utils.translation import gettext as _

MOST_CHARACTERS = 500_000
TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t]+\S.*)?", re.ASCII)
TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang)(?:\.[\w.-]+)?(?:[ \t][^<>]*)?>|<\d[\d:.]*>")
NO_CUE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """Words from one moment to another, in seconds."""

    start: float
    end: float
    text: str

    @property
    def at(self) -> str:
        """The moment as people write it: 1:05."""
        return f"{int(self.start) // 60}:{int(self.start) % 60:02d}"


@dataclass
class Captions:
    """The cues that could be read, and each fault as (line, what is wrong)."""

    cues: list[Cue] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read(text: str) -> Captions:
    """Every cue and every fault of a WebVTT file."""
    found = Captions()
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(text) > MOST_CHARACTERS or "\0" in text:
        found.faults.append((1, _("This is too long for captions, or no text.")))
        return found
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        found.faults.append((1, _("The first line has to be WEBVTT.")))
        return found
    for number, block in _blocks(lines):
        _read_block(number, block, found)
    if not found.cues and not found.faults:
        found.faults.append((len(lines), _("There are no captions in this file.")))
    return found


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What stands between empty lines after the first one, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    open_block = False
    header = True
    for number, line in enumerate(lines, start=1):
        header = header and bool(line.strip()) and "-->" not in line
        if header:
            continue
        if not line.strip():
            open_block = False
        elif open_block:
            blocks[-1][1].append(line)
        else:
            blocks.append((number, [line]))
            open_block = True
    return blocks


def _read_block(number: int, block: list[str], found: Captions) -> None:
    if block[0].split(maxsplit=1)[0] in NO_CUE and "-->" not in block[0]:
        return
    if "-->" not in block[0]:  # the name of a cue
        number, block = number + 1, block[1:]
    timing = TIMING.fullmatch(block[0].strip()) if block else None
    if timing is None:
        found.faults.append((number, _("A time is written 00:01.000 --> 00:04.000.")))
        return
    start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
    if end <= start:
        found.faults.append((number, _("These words end before they begin.")))
    elif found.cues and start < found.cues[-1].start:
        found.faults.append((number, _("These words begin before the ones above them.")))
    words = "\n".join(unescape(TAG.sub("", line)) for line in block[1:]).strip()
    if not words:
        found.faults.append((number, _("There are no words after this time.")))
        return
    if any("-->" in line for line in block[1:]):
        found.faults.append((number, _("An empty line is missing before the next time.")))
    found.cues.append(Cue(start, end, words))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
