"""The world of personas, for the rules of events."""

import pytest

from events import telling
from tests.personas import World, build_world


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """(kind, person) of whatever people are told."""
    found: list[tuple[str, int]] = []
    tell = telling.notify_all

    def and_note(*, kind, notes):
        found.extend((kind, note.to.pk) for note in notes)
        return tell(kind=kind, notes=notes)

    monkeypatch.setattr(telling, "notify_all", and_note)
    return found
