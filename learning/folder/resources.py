"""Resources: one Markdown file each, in a folder; Welsh ones in cy/ under the same file name."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from home.markdown import parse
from learning.folder.body import SYSTEMS, BodyReader
from learning.folder.facts import Fact, check
from learning.folder.files import text_of
from learning.folder.modules import _front, _shown
from learning.folder.problems import Problems
from learning.folder.sources import ResourceSource

FILE = re.compile(r"^[a-z0-9][a-z0-9-]*\.md$")
RESOURCE = {
    "code": Fact(str, required=True, longest=20),
    "title": Fact(str, required=True, longest=255),
    "approach": Fact(str, required=True, choices=frozenset({"behavioural", "cbt", "structural", "all", "general"})),
    "systems": Fact(list, items=str),
    "principles": Fact(list, items=int),
    "step": Fact(str, longest=60),
    "format": Fact(str, choices=frozenset({"sheet", "guide", "script", "example", "audio-transcript"})),
    "minutes": Fact(int, low=1, high=600),
    "safety": Fact(str, choices=frozenset({"ordinary", "discuss-first"})),
    "summary": Fact(str, longest=400),
    "related_units": Fact(list, items=str),
    "review_by": Fact(datetime.date),
    "source": Fact(str, longest=300),
    "licence": Fact(str, longest=200),
    "public": Fact(bool),
    "lang": Fact(str, choices=frozenset({"en", "cy"})),
}
DEFAULTS = {"systems": [], "principles": [], "step": "", "format": "sheet", "safety": "ordinary", "summary": ""}
DEFAULTS |= {"source": "", "licence": ""}


def read_resources(folder: Path, problems: Problems) -> list[ResourceSource]:
    """Every resource of a folder, English first."""
    if not folder.is_dir():
        problems.add(str(folder), 1, "There is no such folder.")
        return []
    sources: list[ResourceSource] = []
    for language, below in (("en", folder), ("cy", folder / "cy")):
        for path in sorted(below.glob("*.md")):
            sources.append(_one(folder, path, language, problems))
    if not sources:
        problems.add(str(folder), 1, "There is no .md file in this folder.")
    _no_twins(sources, problems)
    return sources


def _one(root: Path, path: Path, language: str, problems: Problems) -> ResourceSource:
    shown = _shown(root, path)
    if not FILE.match(path.name):
        problems.add(shown, 1, "A resource's file is called short-name.md, in small letters.")
    text = text_of(root, path, problems)
    document = parse(text, shown)
    problems.found.extend(document.problems)
    facts = _front(text, shown)
    check(facts, RESOURCE, problems)
    _check_lists(facts, shown, problems)
    if facts.get("lang", language) != language:
        problems.add(shown, facts.line("lang"), f"lang has to be {language} in this folder.")
    values = {name: facts.get(name, DEFAULTS.get(name)) for name in RESOURCE if name not in {"lang", "public"}}
    values |= {"related_units": facts.get("related_units", []), "is_public": facts.get("public", False)}
    code = str(facts.get("code", ""))
    body = BodyReader(file=shown, folder=root, place=("resource", code), problems=problems, unit=False)
    return ResourceSource(root, path.stem, language, values, body.read(document.blocks))


def _check_lists(facts: Any, shown: str, problems: Problems) -> None:
    for system in facts.get("systems", []):
        if system not in SYSTEMS:
            problems.add(shown, facts.line("systems"), f"{system} is no system: {', '.join(SYSTEMS)}.")
    for principle in facts.get("principles", []):
        if not isinstance(principle, int) or not 1 <= principle <= 9:
            problems.add(shown, facts.line("principles"), "Principles are numbered 1 to 9.")
    for unit in facts.get("related_units", []):
        if not re.match(r"^[A-Za-z0-9-]+\.\d+$", str(unit)):
            problems.add(shown, facts.line("related_units"), f"{unit}: write a unit as M4.1.")


def _no_twins(sources: list[ResourceSource], problems: Problems) -> None:
    seen: dict[tuple[str, str], str] = {}
    for source in sources:
        key = (source.language, str(source.values["code"]).lower())
        if key in seen:
            problems.add(source.body.file, 1, f"The code {source.values['code']} is also in {seen[key]}.")
        seen[key] = source.body.file
