"""YAML facts with the line each stands on: known keys, right types, and nothing missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from home.markdown import plain_yaml
from learning.folder.problems import Problems


@dataclass(frozen=True)
class Fact:
    """What one key may hold."""

    kind: type | tuple[type, ...]
    required: bool = False
    choices: frozenset[Any] = frozenset()
    items: type | None = None
    low: int | None = None
    high: int | None = None
    longest: int | None = None


NAMES: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    list: "a list",
    dict: "key: value lines",
    bool: "true or false",
    datetime.date: "a date such as 2027-11-30",
}


@dataclass
class Facts:
    """A mapping read from a file, and where each key stands."""

    file: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    nodes: dict[str, yaml.Node] = field(default_factory=dict)
    start: int = 1

    def line(self, key: str) -> int:
        """Where the key stands; the mapping's first line when it is missing."""
        return self.lines.get(key, self.start)

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or the default when absent or empty."""
        value = self.values.get(key)
        return default if value is None else value


def read_mapping(text: str, file: str, problems: Problems, offset: int = 0) -> Facts:
    """The facts of a YAML mapping; `offset` lines stand above it in the file."""
    node = _compose(text, file, problems, offset)
    facts = Facts(file, start=offset + 1)
    if node is None:
        return facts
    if not isinstance(node, yaml.MappingNode):
        problems.add(file, offset + 1, "Expected lines of key: value.")
        return facts
    return _facts_of(node, file, problems, offset)


def read_list(text: str, file: str, problems: Problems) -> list[Facts]:
    """The mappings of a YAML list, each with its lines."""
    node = _compose(text, file, problems, 0)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(file, 1, "Expected a list: each entry begins with a dash.")
        return []
    found = []
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            found.append(_facts_of(item, file, problems, 0))
        else:
            problems.add(file, item.start_mark.line + 1, "Expected lines of key: value.")
    return found


def _compose(text: str, file: str, problems: Problems, offset: int) -> yaml.Node | None:
    try:
        node = plain_yaml.compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.add(file, (mark.line if mark else 0) + offset + 1, f"Not readable: {_reason(error)}.")
        return None
    return node


def _reason(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error).split("\n")[0]


def _facts_of(node: yaml.MappingNode, file: str, problems: Problems, offset: int) -> Facts:
    facts = Facts(file, start=node.start_mark.line + offset + 1)
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + offset + 1
        if key in facts.values:
            problems.add(file, line, f"{key} is given twice.")
        try:
            facts.values[key] = _construct(value_node)
        except (yaml.YAMLError, ValueError, TypeError) as error:
            problems.add(file, line, f"{key}: {error}.")
        facts.lines[key] = line
        facts.nodes[key] = value_node
    return facts


def mappings_in(facts: Facts, key: str, problems: Problems) -> list[tuple[str, Facts]]:
    """The mappings below a key, each with its name and its own lines."""
    node = facts.nodes.get(key)
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(str(name.value), _inner(item, facts, problems, name)) for name, item in node.value]


def list_in(facts: Facts, key: str, problems: Problems) -> list[Facts]:
    """The mappings of a list below a key."""
    node = facts.nodes.get(key)
    return [_inner(item, facts, problems, item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []


def _inner(node: yaml.Node, facts: Facts, problems: Problems, named: yaml.Node) -> Facts:
    line = named.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        problems.add(facts.file, line, "Expected lines of key: value.")
        return Facts(facts.file, start=line)
    inner = _facts_of(node, facts.file, problems, 0)
    inner.start = line
    return inner


def _construct(node: yaml.Node) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def check(facts: Facts, known: Mapping[str, Fact], problems: Problems) -> None:
    """Note unknown keys, missing ones and values of the wrong type."""
    for key in facts.values:
        if key not in known:
            problems.add(facts.file, facts.line(key), f"There is no key called {key}.")
    for key, fact in known.items():
        value = facts.values.get(key)
        if value is None or value == "":
            if fact.required:
                problems.add(facts.file, facts.line(key), f"{key} is missing.")
            continue
        for message in _faults(value, fact):
            problems.add(facts.file, facts.line(key), f"{key} {message}.")
            facts.values[key] = None


def _faults(value: Any, fact: Fact) -> Iterable[str]:
    kinds: tuple[Any, ...] = fact.kind if isinstance(fact.kind, tuple) else (fact.kind,)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        yield f"has to be {NAMES[kinds[0]]}"
        return
    if fact.choices and value not in fact.choices:
        yield f"has to be one of: {', '.join(sorted(map(str, fact.choices)))}"
    if fact.items and not all(isinstance(item, fact.items) and not isinstance(item, bool) for item in value):
        yield f"has to be a list of {NAMES[fact.items]}"
    if isinstance(value, int) and not _within(value, fact):
        yield f"has to be between {fact.low} and {fact.high}"
    if isinstance(value, str) and fact.longest and len(value) > fact.longest:
        yield f"is longer than {fact.longest} characters"


def _within(value: int, fact: Fact) -> bool:
    return (fact.low is None or value >= fact.low) and (fact.high is None or value <= fact.high)


def write_mapping(values: Mapping[str, Any]) -> str:
    """The facts in the order given; None and empty ones are left out."""
    kept = {key: value for key, value in values.items() if value not in (None, "", [])}
    return _dump(kept)


def write_list(entries: list[dict[str, Any]]) -> str:
    """A list of mappings."""
    return _dump(entries) if entries else "[]\n"


def _dump(data: Any) -> str:
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False)
    return text
