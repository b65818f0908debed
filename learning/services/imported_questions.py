"""Imported questions: each source finds its row again, so that importing twice changes nothing."""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.models import Locale

from learning.folder.sources import ModuleSource, QuestionSource, UnitSource, key_for
from learning.models import Question
from learning.models.questions import QuestionUse
from learning.services.streams import keep_ids, raw
from people.models import User


class Bank:
    """A module's questions while it is imported: which rows are taken, and which are left over."""

    def __init__(
        self, actor: User | None, module_key: uuid.UUID, code: str, written: list[str], removed: list[str]
    ) -> None:
        self.actor = actor
        self.module_key = module_key
        self.code = code
        self.written = written
        self.removed = removed
        self.keys: dict[tuple[object, ...], uuid.UUID] = {}
        self.taken: set[int] = set()

    def finals(self, source: ModuleSource, locale: Locale) -> None:
        """The questions of questions.yaml."""
        rows = self._rows(locale)
        for item in source.questions:
            place = ("question", item.position)
            self._store(item, self._find(item, place, rows, locale), place, locale)

    def checks(self, unit: UnitSource, locale: Locale) -> list[Question]:
        """The knowledge checks of a unit, in order."""
        rows = self._rows(locale)
        found = []
        for number, item in enumerate(unit.body.checks, start=1):
            item.use, item.unit, item.position = QuestionUse.CHECK.value, unit.number, number
            place = ("unit", unit.number, "check", number)
            found.append(self._store(item, self._find(item, place, rows, locale), place, locale))
        return found

    def remove_leftovers(self, locale: Locale) -> None:
        """Questions of this module and language that the folder no longer has."""
        for question in Question.objects.filter(module_key=self.module_key, locale=locale).exclude(pk__in=self.taken):
            self.removed.append(f"{locale.language_code}: {question}")
            question.delete()

    def _rows(self, locale: Locale) -> list[Question]:
        return list(
            Question.objects.filter(module_key=self.module_key, locale=locale).order_by("use", "position", "pk")
        )

    def _find(
        self, item: QuestionSource, place: tuple[object, ...], rows: list[Question], locale: Locale
    ) -> Question | None:
        free = [row for row in rows if row.pk not in self.taken and row.use == item.use]
        key = self.keys.get(place)
        if key:
            return next((row for row in free if row.translation_key == key), None)
        same_stem = [row for row in free if row.stem == item.stem]
        if item.unit and item.use == QuestionUse.CHECK:
            same_stem.sort(key=lambda row: row.unit_number != item.unit)
        if same_stem:
            return same_stem[0]
        own = key_for(self.code, *place)
        return next((row for row in free if row.translation_key == own and not self._stem_elsewhere(row)), None)

    def _stem_elsewhere(self, row: Question) -> bool:
        """The row's own words stand elsewhere in the folder, where it will be found by them."""
        return row.stem in self.stems

    stems: frozenset[str] = frozenset()

    def _store(self, item: QuestionSource, row: Question | None, place: tuple[object, ...], locale: Locale) -> Question:
        question = row or Question(
            module_key=self.module_key, locale=locale, translation_key=self._free_key(place, item, locale)
        )
        self.keys.setdefault(place, question.translation_key)
        changed = row is None
        for name, value in values_of(item).items():
            if getattr(question, name) != value:
                setattr(question, name, value)
                changed = True
        old = raw(question.options) if row else []
        options = keep_ids(options_of(item, question.translation_key), old)
        if changed or options != old:
            question.options = json.dumps(options)
            question.save()
            question.save_revision(user=self.actor)
            self.written.append(f"{locale.language_code}: {item.stem[:60]}")
        self.taken.add(question.pk)
        return question

    def _free_key(self, place: tuple[object, ...], item: QuestionSource, locale: Locale) -> uuid.UUID:
        key = self.keys.get(place) or key_for(self.code, *place)
        if Question.objects.filter(translation_key=key, locale=locale).exists():
            return key_for(self.code, *place, item.stem)
        return key


def values_of(item: QuestionSource) -> dict[str, Any]:
    """A question's fields but its answers."""
    return {
        "use": item.use,
        "kind": item.kind,
        "unit_number": item.unit,
        "outcome": item.outcome,
        "position": item.position,
        "title": item.title,
        "stem": item.stem,
        "unit_of_answer": item.unit_of_answer,
        "rationale": item.rationale,
    }


def options_of(item: QuestionSource, key: uuid.UUID) -> list[dict[str, Any]]:
    """The answers as the stream keeps them."""
    return [
        {
            "type": option["type"],
            "value": {name: value for name, value in option.items() if name != "type"},
            "id": str(key_for(key, "option", number)),
        }
        for number, option in enumerate(item.options, start=1)
    ]
