"""Reads our own source for the contract tests."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["audit", "people", "home", "learning", "events", "cpd", "pathways", "supervision", "config"]  # lowest first


def modules(*folders: str) -> Iterator[tuple[str, str]]:
    """(path, text) of every Python file of ours, migrations left out."""
    for folder in folders or ROOMS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def imported(text: str) -> set[str]:
    """The names of every module that the text imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names
