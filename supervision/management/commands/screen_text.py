"""Print what the identifying-data check finds in notes, one a line. The text itself is neither printed nor logged."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from supervision.screening import screen
from supervision.screening.labelled import measured, read


class Command(BaseCommand):
    """Screen a file, a note a line; or measure the check on notes whose finds are marked."""

    help = "Prints what identifies somebody in a file of notes, one a line: kind, hard or soft, and where."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument(
            "--measure", action="store_true", help="the finds are marked {kind|text}: print how many are found"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = options["file"].read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as trouble:
            raise CommandError(f"{options['file']} can't be read as text.") from trouble
        if options["measure"]:
            self.stdout.write(_measurement(lines))
            return
        for found in _found(lines):
            self.stdout.write(
                json.dumps(found) if options["json"] else "{line}:{start}-{end} {kind} {strength}".format(**found)
            )


def _found(lines: list[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        for hit in screen(line):
            strength = "hard" if hit.hard else "soft"
            yield {"line": number, "start": hit.start, "end": hit.end, "kind": hit.kind, "strength": strength}


def _measurement(lines: list[str]) -> str:
    notes = read(lines)
    figures = measured(notes)
    return json.dumps(
        {
            "notes": len(notes),
            "words": figures.words,
            "hard_recall": round(figures.recall("hard"), 4),
            "name_recall": round(figures.recall("name"), 4),
            "other_recall": round(figures.recall("other"), 4),
            "false_alarms_per_300_words": round(figures.alarms_per_300_words, 3),
        }
    )
