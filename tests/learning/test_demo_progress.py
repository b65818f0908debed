"""The demo's learners: each gets their story once, whoever else has begun something."""

from typing import Any

from learning import demo_progress
from tests.personas import World


def test_story_is_told_of_everybody_who_has_begun_nothing(furnished: World, monkeypatch: Any) -> None:
    told: list[str] = []
    monkeypatch.setattr(demo_progress, "STORIES", {name: [told.append] for name in ("therapist", "supervisor")})
    demo_progress.load(lambda line: None)
    assert told == ["supervisor"], "the therapist is on a module already"
