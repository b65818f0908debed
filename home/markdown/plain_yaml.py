"""YAML as people write facts: values and nothing else. No aliases, which can grow without end; no deep nesting."""

from __future__ import annotations

from typing import Any

import yaml

DEEPEST = 20


class PlainLoader(yaml.SafeLoader):
    """Refuses what facts never need; its errors name the line."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """One value, unless it points at another or stands too deep."""
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "write the value itself instead of *name", mark)
        if self.depth >= DEEPEST:
            raise yaml.composer.ComposerError(None, None, "this is nested too deeply", mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def compose(text: str) -> yaml.Node | None:
    """The tree of values with their lines."""
    node: yaml.Node | None = yaml.compose(text, Loader=PlainLoader)
    return node


def load(text: str) -> Any:
    """The values."""
    return yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a SafeLoader that refuses still more
