"""A module's questions as GIFT; what can't be asked is left out and named."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from wagtail.models import Locale

from learning.gift import write
from learning.gift.giving import given
from learning.models import Question
from learning.question_rules import faults
from learning.services.exporting import source_of
from learning.services.imported_gift import true_and_false


@dataclass
class GiftFile:
    """The file, and the questions that are not in it with the reason."""

    text: str = ""
    count: int = 0
    left_out: list[str] = field(default_factory=list)


def export_gift(*, module_key: uuid.UUID, locale: Locale) -> GiftFile:
    """Every question of the module in this language; importing it again gives equal rows."""
    found = GiftFile()
    questions = []
    words = true_and_false(locale)
    for row in Question.objects.filter(module_key=module_key, locale=locale):
        source = source_of(row)
        why = faults(source.kind, source.options)
        if why or not source.stem.strip():
            found.left_out.append(f"{row}: {' '.join(why)}")
        else:
            questions.append(given(source, row.translation_key, words))
    found.text, found.count = write(questions), len(questions)
    return found
