"""Reads a folder of site pages: one file a page, pairs of languages by `key`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from home.markdown import Document, Problem, parse

KINDS = {"home", "page", "approach", "index", "statement", "news-index", "news"}
REQUIRED = ("slug", "key", "lang", "title", "type")


@dataclass(frozen=True)
class SiteFile:
    """One page in one language."""

    path: str
    document: Document

    def fact(self, name: str, default: Any = "") -> Any:
        """A value of the front matter."""
        return self.document.front.get(name, default)

    @property
    def key(self) -> str:
        return str(self.fact("key"))

    @property
    def language(self) -> str:
        return str(self.fact("lang"))

    @property
    def parent(self) -> str:
        """The key of the page above."""
        return str(self.fact("parent") or "home")


def read_site(folder: Path) -> tuple[list[SiteFile], list[Problem]]:
    """Every page of the folder, parents before children, and everything wrong with any of them."""
    files: list[SiteFile] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/**/*.md")):
        name = str(path.relative_to(folder))
        document = parse(path.read_text(encoding="utf-8"), name)
        problems += document.problems + _faults(document, name)
        files.append(SiteFile(name, document))
    problems += _orphans(files)
    return sorted(files, key=_depth_and_order), problems


def _faults(document: Document, name: str) -> list[Problem]:
    faults = [Problem(name, 1, f"There is no {fact}.") for fact in REQUIRED if not document.front.get(fact)]
    kind = document.front.get("type")
    if kind and kind not in KINDS:
        faults.append(Problem(name, 1, f"There is no kind of page called {kind}."))
    return faults


def _orphans(files: list[SiteFile]) -> list[Problem]:
    known = {(file.language, file.key) for file in files}
    return [
        Problem(file.path, 1, f"The page above, {file.parent}, is not there.")
        for file in files
        if file.fact("type") != "home" and (file.language, file.parent) not in known
    ]


def _depth_and_order(file: SiteFile) -> tuple[int, str, int, str, str]:
    depth = 0 if file.fact("type") == "home" else 1 if file.parent == "home" else 2
    return (
        depth,
        str(file.fact("date")),
        int(file.fact("menu_order") or 0),
        file.key,
        "" if file.language == "en" else file.language,
    )
