"""What is wrong in a folder, gathered so that all of it can be told at once."""

from __future__ import annotations

from collections.abc import Iterable

from home.markdown import Problem

NOWHERE = 1


class FolderRefused(Exception):
    """The folder has problems, so nothing of it was stored."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda problem: (problem.file, problem.line, problem.message))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """The problems found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, file: str, line: int, message: str) -> None:
        """Note one more."""
        self.found.append(Problem(file, line, str(message)))

    def refuse_if_any(self) -> None:
        """Stop here when something is wrong."""
        if self.found:
            raise FolderRefused(self.found)
