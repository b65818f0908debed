"""Two editions side by side: what is new, changed and gone, in one language. What learners see holds no answer key."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from learning import evidence
from learning.models import Edition, EditionModule, EditionQuestion, EditionUnit
from learning.models.check_rules import CHECK_RULES
from learning.notices import Note
from learning.wording import Passage, changed_passages, passages_of


@dataclass(frozen=True)
class Change:
    """A unit or a question with its words before and after. `passages` are those that differ; `same` how many don't."""

    title: str
    minutes: int
    slug: str
    passages: list[Passage]
    same: int = 0


@dataclass(frozen=True)
class Comparison:
    """What came, what changed, what went."""

    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    reordered: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        return not (self.added or self.changed or self.removed or self.reordered)


def units_between(old: Edition, new: Edition, language: str) -> Comparison:
    """The units of both editions, in the language (English where one of them has no other)."""
    before, after = _units(old, language), _units(new, language)
    kept = [key for key in after if key in before]
    found = [(_unit_words(before[key]), _unit_words(after[key]), after[key]) for key in kept]
    return Comparison(
        added=[_change(row, [], []) for key, row in after.items() if key not in before],
        changed=[_change(row, was, now) for was, now, row in found if was != now],
        removed=[_change(row, [], []) for key, row in before.items() if key not in after],
        reordered=kept != [key for key in before if key in after],
    )


def _change(row: EditionUnit, was: list[str], now: list[str]) -> Change:
    passages = changed_passages(was, now)
    differing = [passage for passage in passages if passage.is_changed]
    return Change(row.title, row.minutes, row.slug, differing, len(passages) - len(differing))


def _units(edition: Edition, language: str) -> dict[uuid.UUID, EditionUnit]:
    rows = list(EditionUnit.objects.filter(edition=edition, language__in=[language, "en"]).order_by("position"))
    wanted = language if any(row.language == language for row in rows) else "en"
    return {row.unit_key: row for row in rows if row.language == wanted}


def _unit_words(row: EditionUnit) -> list[str]:
    words = [row.title, row.summary, *passages_of(row.html)]
    return [text for text in words if text]


def questions_between(old: Edition, new: Edition, language: str) -> Comparison:
    """The bank of both editions with answers and reasons: for authors only."""
    before, after = _questions(old, language), _questions(new, language)
    kept = [(question_words(before[key]), question_words(after[key])) for key in after if key in before]
    return Comparison(
        added=[_asked(question_words(row), []) for key, row in after.items() if key not in before],
        changed=[_asked(now, changed_passages(was, now)) for was, now in kept if was != now],
        removed=[_asked(question_words(row), []) for key, row in before.items() if key not in after],
    )


def _asked(words: Sequence[str], passages: list[Passage]) -> Change:
    differing = [passage for passage in passages if passage.is_changed]
    return Change(words[0] if words else "", 0, "", differing, len(passages) - len(differing))


def _questions(edition: Edition, language: str) -> dict[uuid.UUID, EditionQuestion]:
    rows = list(EditionQuestion.objects.filter(edition=edition, language__in=[language, "en"]))
    wanted = language if any(row.language == language for row in rows) else "en"
    return {row.question_key: row for row in rows if row.language == wanted}


def question_words(row: EditionQuestion) -> list[str]:
    """The question, each answer with all that is kept of it, and the rationale, as lines."""
    lines = [row.content.get("stem", ""), *map(_option_words, row.content.get("options", []))]
    return [line for line in [*lines, row.content.get("rationale", "")] if line]


def _option_words(option: Mapping[str, Any]) -> str:
    mark = _("right: ") if option.get("correct") is True else _("wrong: ") if option.get("correct") is False else ""
    rest = [str(value) for name, value in option.items() if name not in {"id", "type", "correct"} and value]
    return mark + " · ".join(rest)


@dataclass(frozen=True)
class Setting:
    """A fact of the module that differs."""

    label: str
    old: str
    new: str


def settings_between(old: Edition, new: Edition) -> list[Setting]:
    """Minutes, pass mark and the like, where they differ."""
    names = ("code", "minutes", "approach", "repeat_months", *CHECK_RULES, "evidence")
    return [
        Setting(str(Edition._meta.get_field(name).verbose_name), _said(was), _said(now))  # type: ignore[union-attr]
        for name in names
        if (was := getattr(old, name)) != (now := getattr(new, name))
    ]


def _said(value: Any) -> str:
    return ", ".join(str(kind.label) for kind in evidence.kinds_of(value)) if isinstance(value, list) else str(value)


def module_between(old: Edition, new: Edition, language: str) -> list[Passage]:
    """The module's own words, where they differ."""
    return [
        passage for passage in changed_passages(_module(old, language), _module(new, language)) if passage.is_changed
    ]


def _module(edition: Edition, language: str) -> list[str]:
    rows = {row.language: row for row in EditionModule.objects.filter(edition=edition)}
    row = rows.get(language) or rows.get("en")
    words = [row.title, row.summary, row.audience, *row.outcomes] if row else []
    return [text for text in words if text]


def notes_between(old: Edition, new: Edition, language: str) -> list[Note]:
    """What coordinators said of each edition on the way."""
    rows = Edition.objects.live().filter(module_key=new.module_key, number__gt=old.number, number__lte=new.number)
    found = [
        Note(row.note_cy, "cy") if language == "cy" and row.note_cy else Note(row.note, "en")
        for row in rows.order_by("number")
    ]
    return [note for note in found if note.text]
