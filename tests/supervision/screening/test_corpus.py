"""The labelled notes: enough is found, little is asked for nothing, and the command says so without the text."""

import json
import logging
from pathlib import Path
from time import process_time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from supervision.screening import screen
from supervision.screening.labelled import labelled, measured, read

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = ("notes.txt", "held_out.txt")


def lines(name: str) -> list[str]:
    return (CORPUS / name).read_text("utf-8").splitlines()


def test_there_are_four_hundred_notes_a_third_held_out_and_half_of_them_clean() -> None:
    made, held = read(lines("notes.txt")), read(lines("held_out.txt"))
    together = [*made, *held]
    assert len(together) >= 400
    assert len(held) >= len(together) / 3.1
    clean = sum(not note.spans for note in together)
    assert 0.4 < clean / len(together) < 0.6
    kinds = {kind for note in together for kind, _start, _end in note.spans}
    assert len(kinds) == 14


@pytest.mark.parametrize("name", FILES)
def test_enough_is_found_and_little_is_asked_for_nothing(name: str) -> None:
    figures = measured(read(lines(name)))
    assert figures.recall("hard") >= 0.98, figures.missed
    assert figures.recall("name") >= 0.85, figures.missed
    assert figures.alarms_per_300_words <= 1, figures.wrong


def test_a_check_that_finds_nothing_would_be_seen() -> None:
    figures = measured([labelled("Nothing {phone|here} and {name|there}, but 07700 900123.")])
    assert (figures.recall("hard"), figures.recall("name")) == (0, 0)
    assert figures.alarms == 1


def test_the_command_says_what_and_where_and_never_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("A calm week.\nRing 07700 900123, says Jayden.\n", "utf-8")
    with caplog.at_level(logging.DEBUG):
        call_command("screen_text", str(file), "--json")
    told = capsys.readouterr().out
    assert [json.loads(line) for line in told.splitlines()] == [
        {"line": 2, "start": 5, "end": 17, "kind": "phone", "strength": "hard"},
        {"line": 2, "start": 24, "end": 30, "kind": "name", "strength": "soft"},
    ]
    assert "Jayden" not in told + caplog.text
    assert "900123" not in told + caplog.text


def test_the_command_prints_the_figures_of_a_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("screen_text", str(CORPUS / "held_out.txt"), "--measure")
    figures = json.loads(capsys.readouterr().out)
    assert figures["notes"] == len(read(lines("held_out.txt")))
    assert figures["hard_recall"] >= 0.98


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "picture"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError):
        call_command("screen_text", str(file))


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    """No pattern looks back and forth over a long text."""
    note = " ".join(note.text for note in read(lines("notes.txt")))[:2048]

    def took(text: str) -> float:
        best = 9.0
        for _try in range(5):
            begun = process_time()
            screen(text)
            best = min(best, process_time() - begun)
        return best

    assert took(note * 10) < 30 * took(note)
