"""Reading a folder that came from elsewhere: only plain files that really lie in it, of a sensible size."""

from __future__ import annotations

from pathlib import Path

from learning.folder.problems import Problems

MOST_BYTES = 1_000_000


def lies_in(root: Path, path: Path) -> bool:
    """A plain file below the folder, links followed to where they lead."""
    return path.is_file() and path.resolve().is_relative_to(root.resolve())


def text_of(root: Path, path: Path, problems: Problems) -> str:
    """The words of a file; what can't be read is a problem at its line."""
    shown = path.relative_to(root).as_posix()
    if not lies_in(root, path):
        problems.add(shown, 1, "This is no plain file in the folder.")
        return ""
    if path.stat().st_size > MOST_BYTES:
        problems.add(shown, 1, "This file is larger than 1 MB.")
        return ""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(shown, data.count(b"\n", 0, error.start) + 1, "This file is not UTF-8 text.")
        return ""
    if "\0" in text:
        problems.add(shown, text[: text.index("\0")].count("\n") + 1, "There is a NUL character here.")
        return ""
    return text
