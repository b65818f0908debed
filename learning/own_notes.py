"""All of one person's notes and reflections, by module and unit, with the words of the newest edition they are in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.html import strip_tags

from learning.addresses import learn_address
from learning.models import EditionModule, EditionUnit, Reflection, UnitNote
from people.models import User


@dataclass(frozen=True)
class Written:
    """A note or a reflection; `prompt` is what the reflection answers."""

    kind: str
    pk: int
    text: str
    saved_at: datetime
    unit_title: str
    unit_href: str
    language: str
    prompt: str = ""


@dataclass(frozen=True)
class ModuleNotes:
    """What somebody wrote in one module."""

    title: str
    language: str
    written: list[Written] = field(default_factory=list)


def notes_of(user: User, language: str) -> list[ModuleNotes]:
    """Everything the user wrote, module by module, the latest first in each; four statements."""
    rows: list[UnitNote | Reflection] = list(UnitNote.objects.filter(user=user))
    rows += Reflection.objects.filter(user=user).exclude(text="")
    units = _units({row.unit_key for row in rows}, language)
    titles = _titles({unit.edition_id for unit in units.values()})
    found: dict[uuid.UUID, ModuleNotes] = {}
    for row in sorted(rows, key=lambda row: row.saved_at, reverse=True):
        unit = units.get(row.unit_key)
        title, slug = titles.get((unit.edition_id, unit.language), ("", "")) if unit else ("", "")
        module = found.setdefault(row.module_key, ModuleNotes(title, unit.language if unit else language))
        module.written.append(_written(row, unit, slug, language))
    return list(found.values())


def _written(row: UnitNote | Reflection, unit: EditionUnit | None, module_slug: str, language: str) -> Written:
    return Written(
        kind="note" if isinstance(row, UnitNote) else "reflection",
        pk=row.pk,
        text=row.text,
        saved_at=row.saved_at,
        unit_title=unit.title if unit else "",
        unit_href=learn_address(unit.language, module_slug, unit.slug) if unit else "",
        language=unit.language if unit else language,
        prompt=_prompt(unit, row.block_id) if unit and isinstance(row, Reflection) else "",
    )


def _units(keys: Iterable[uuid.UUID], language: str) -> dict[uuid.UUID, EditionUnit]:
    """Each unit in the newest edition that has it, in the language where there is one."""
    rows = EditionUnit.objects.filter(unit_key__in=set(keys), language__in={language, "en"})
    ordered = rows.order_by("edition__number").select_related("edition")
    best = sorted(ordered, key=lambda unit: (unit.edition.number, unit.language == language))
    return {unit.unit_key: unit for unit in best}


def _titles(editions: set[int]) -> dict[tuple[int, str], tuple[str, str]]:
    rows = EditionModule.objects.filter(edition__in=editions).values_list("edition_id", "language", "title", "slug")
    return {(edition, language): (title, slug) for edition, language, title, slug in rows}


def _prompt(unit: EditionUnit, block_id: uuid.UUID) -> str:
    """What a reflection asks, out of the unit's stored words."""
    found = re.search(rf'id="p-{block_id}">(.*?)</div>', unit.html, re.DOTALL)
    return strip_tags(found[1]).strip() if found else ""
