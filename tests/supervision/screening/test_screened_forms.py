"""What a form with narrative does with finds: hard ones refuse, soft ones ask once, nothing typed is lost."""

import logging

import pytest
from django import forms

from supervision.forms.screened import ScreenedForm, screened_texts


class NoteForm(ScreenedForm):
    """One narrative field."""

    screened = ("note",)

    note = forms.CharField(widget=forms.Textarea)


def test_a_hard_find_is_an_error_that_says_how_to_write_it() -> None:
    form = NoteForm({"note": "Ring 07700 900123", "not_a_name": "on"})
    assert not form.is_valid()
    assert "phone number" in form.errors["note"][0]
    assert "caregiver A" in form.errors["note"][0]
    assert form["note"].value() == "Ring 07700 900123"


def test_a_likely_name_asks_and_is_answered_by_the_box() -> None:
    asked = NoteForm({"note": "He met Jayden today"})
    assert not asked.is_valid()
    assert "caregiver A, YP, sibling 1" in asked.errors["note"][0]
    assert "not_a_name" in asked.fields
    assert NoteForm({"note": "He met Jayden today", "not_a_name": "on"}).is_valid()


def test_the_box_is_there_only_when_something_was_asked() -> None:
    form = NoteForm({"note": "He met sibling 1 today"})
    assert form.is_valid()
    assert "not_a_name" not in form.fields


def test_people_of_the_team_may_be_named() -> None:
    assert NoteForm({"note": "Agreed with Amara's cover"}, known_names=["Amara Osei"]).is_valid()
    assert not NoteForm({"note": "Agreed with Jayden's cover"}, known_names=["Amara Osei"]).is_valid()


def test_finds_in_nested_lines_say_where_they_are() -> None:
    values = {"start": {"goals": [{"text": "fine"}, {"text": "seen at SW1A 1AA"}]}, "question": "Is Jayden safe?"}
    faults = screened_texts(values)
    assert [(fault.path, fault.hit.kind) for fault in faults] == [
        ("start.goals.1.text", "postcode"),
        ("question", "name"),
    ]
    assert "neighbourhood" in faults[0].message


def test_a_refused_text_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert not NoteForm({"note": "canary-e1f9 born 12/03/2011"}).is_valid()
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    "note",
    [
        "B came home early",
        "A did not feel backed up. B's shift starts at half past five",
        "Told B. She was calm",
        "Rehearsed with A. Both were pleased",
    ],
)
def test_caregivers_are_called_by_their_letters_and_nobody_is_asked(note: str) -> None:
    assert NoteForm({"note": note}).is_valid()


@pytest.mark.parametrize("note", ["J came home early", "R's shift ends late", "Told A. Jones", "Told K. She was calm"])
def test_other_letters_are_asked_about(note: str) -> None:
    assert not NoteForm({"note": note}).is_valid()
