"""vignettes/short-name.yaml: one case in a file, its scenes and endings by key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from learning.blocks.cases import KEY
from learning.folder.facts import Fact, Facts, check, list_in, mappings_in, read_mapping
from learning.folder.files import text_of
from learning.folder.problems import Problems
from learning.folder.sources import VignetteSource
from learning.vignette_rules import QUALITIES, faults

FOLDER = "vignettes"
NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,99}\.yaml$")
CASE = {
    "title": Fact(str, required=True, longest=255),
    "module": Fact(str),
    "lang": Fact(str, choices=frozenset({"en", "cy"})),
    "position": Fact(int, low=1, high=999),
    "review": Fact(str, longest=200),
    "translation": Fact(str, longest=200),
    "opening": Fact(str, required=True),
    "scenes": Fact(dict, required=True),
    "endings": Fact(dict, required=True),
}
SCENE = {"text": Fact(str, required=True), "choices": Fact(list, required=True, items=dict)}
CHOICE = {"text": Fact(str, required=True), "goes_to": Fact(str, required=True), "consequence": Fact(str)}
ENDING = {
    "text": Fact(str, required=True),
    "quality": Fact(str, required=True, choices=frozenset(QUALITIES)),
    "why": Fact(str, required=True),
}


def read_vignettes(root: Path, folder: Path, code: str, language: str, problems: Problems) -> list[VignetteSource]:
    """Every case of the folder, by file name; what is wrong goes to `problems`."""
    found = []
    for path in sorted((folder / FOLDER).glob("*")):
        shown = path.relative_to(root).as_posix()
        if not NAME.match(path.name):
            problems.add(shown, 1, "A case's file is called short-name.yaml, in small letters.")
            continue
        found.append(_vignette(root, path, code, language, problems))
    return found


def _vignette(root: Path, path: Path, code: str, language: str, problems: Problems) -> VignetteSource:
    shown = path.relative_to(root).as_posix()
    facts = read_mapping(text_of(root, path, problems), shown, problems)
    check(facts, CASE, problems)
    for key, expected in (("module", code), ("lang", language)):
        if facts.get(key, expected) != expected:
            problems.add(shown, facts.line(key), f"{key} is {facts.get(key)} here, but {expected} by its folder.")
    lines = _Lines(facts)
    content = {
        "opening": _words(facts, "opening"),
        "scenes": [_scene(key, item, lines, problems) for key, item in mappings_in(facts, "scenes", problems)],
        "endings": [_ending(key, item, lines, problems) for key, item in mappings_in(facts, "endings", problems)],
    }
    _judge(content, lines, problems)
    return VignetteSource(
        slug=path.stem,
        title=str(facts.get("title", "")),
        position=facts.get("position", 1),
        content=content,
        file=shown,
        review=facts.get("review", ""),
        translation=facts.get("translation", ""),
    )


class _Lines:
    """Where each scene, ending and choice stands in the file."""

    def __init__(self, facts: Facts) -> None:
        self.case = facts
        self.parts: dict[str, list[Facts]] = {"scenes": [], "endings": []}
        self.choices: dict[int, list[Facts]] = {}

    def of(self, part: str, place: int, choice: int | None, field: str) -> int:
        """The line of a fault; the nearest one that there is."""
        if part not in self.parts or place >= len(self.parts[part]):
            return self.case.line(part)
        facts = self.parts[part][place]
        if choice is not None:
            facts = self.choices[place][choice]
        return facts.line(field)


def _words(facts: Facts, key: str) -> str:
    value = facts.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def _key(key: str, facts: Facts, problems: Problems) -> str:
    if not re.match(KEY, key) or len(key) > 40:
        problems.add(
            facts.file, facts.start, f"The key {key} has to be small letters, digits and _, such as safe_check."
        )
    return key


def _scene(key: str, facts: Facts, lines: _Lines, problems: Problems) -> dict[str, Any]:
    check(facts, SCENE, problems)
    choices = list_in(facts, "choices", problems) if facts.get("choices") else []
    lines.choices[len(lines.parts["scenes"])] = choices
    lines.parts["scenes"].append(facts)
    for choice in choices:
        check(choice, CHOICE, problems)
    return {
        "key": _key(key, facts, problems),
        "text": _words(facts, "text"),
        "choices": [{name: _words(choice, name) for name in CHOICE} for choice in choices],
    }


def _ending(key: str, facts: Facts, lines: _Lines, problems: Problems) -> dict[str, Any]:
    check(facts, ENDING, problems)
    lines.parts["endings"].append(facts)
    return {"key": _key(key, facts, problems), **{name: _words(facts, name) for name in ENDING}}


def _judge(content: dict[str, Any], lines: _Lines, problems: Problems) -> None:
    """The rules of a case, where its facts can be read at all."""
    if problems.found and any(problem.file == lines.case.file for problem in problems.found):
        return
    for fault in faults(content):
        line = lines.of(fault.part, fault.place, fault.choice, fault.field)
        problems.add(lines.case.file, line, fault.message)


class _Prose(yaml.SafeDumper):
    """Writes paragraphs as people do: below each other, not in one quoted line."""


def _as_prose(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Prose.add_representer(str, _as_prose)


def write_vignette(source: VignetteSource, code: str, language: str) -> str:
    """The case as a file again; facts that say nothing are left out."""
    facts: dict[str, Any] = {"title": source.title, "module": code}
    if language != "en":
        facts["lang"] = language
    if source.position != 1:
        facts["position"] = source.position
    facts |= {name: note for name in ("review", "translation") if (note := getattr(source, name))}
    facts["opening"] = source.content["opening"]
    facts["scenes"] = {scene["key"]: _written_scene(scene) for scene in source.content["scenes"]}
    facts["endings"] = {ending["key"]: {name: ending[name] for name in ENDING} for ending in source.content["endings"]}
    written: str = yaml.dump(facts, Dumper=_Prose, sort_keys=False, allow_unicode=True, width=1_000_000)
    return written


def _written_scene(scene: dict[str, Any]) -> dict[str, Any]:
    choices = [{name: choice[name] for name in CHOICE if choice[name]} for choice in scene["choices"]]
    return {"text": scene["text"], "choices": choices}
