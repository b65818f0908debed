"""Lines of a role-play, as authors write them."""

from learning.blocks import UnitBody


def test_each_voice_has_its_own_tone_and_stage_directions_theirs() -> None:
    script = UnitBody().child_blocks["script"]
    lines = [("Therapist", "a"), ("Caregiver A", "b"), ("", "A pause."), ("Therapist", "c"), ("YP", "d"), ("Gran", "e")]
    value = script.to_python({"title": "t", "lines": [{"who": who, "words": words} for who, words in lines]})
    assert [line["tone"] for line in value.voices] == ["a", "b", "stage", "a", "c", "c"]
