"""A record as lines to read: what it is, when, and each thing written in it, whatever kind of record it is."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from supervision.fields import SealedTextField
from supervision.sealed_models import sealed_fields

HIDDEN = {"id", "organisation", "version", "content_hash", "record_id", "source_id"}
KEYS = {"key", "carries", "driver", "overarching", "behaviour"}


@dataclass(frozen=True)
class Line:
    """One thing written. `place` names it for ever: type, row, field and number."""

    place: str
    label: str
    text: str
    field: str = ""


@dataclass(frozen=True)
class Spelled:
    """A record, opened: its kind, its day, its facts and its lines."""

    label: str
    key: str
    title: str
    day: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def spelled(row: models.Model, without: Collection[str] = ()) -> Spelled:
    """Opens every text of the row but those of the fields left out, so call it where somebody reads."""
    meta = row._meta
    made = getattr(row, "created_at", None) or getattr(row, "saved_at", None)
    return Spelled(
        label=meta.label_lower,
        key=str(row.pk),
        title=capfirst(str(meta.verbose_name)),
        day=date_format(timezone.localtime(made)) if made else "",
        facts=tuple(_facts(row)),
        lines=tuple(lines_of(row, without)),
    )


def lines_of(row: models.Model, without: Collection[str] = ()) -> Iterator[Line]:
    """What is written in the sealed fields of the row."""
    for field in sealed_fields(type(row)):
        if field.is_filled(row) and field.attname not in without:
            value = getattr(row, field.attname)
            for number, (label, text) in enumerate(_flat(value, _label(field))):
                place = f"{row._meta.label_lower}|{row.pk}|{field.attname}|{number}"
                yield Line(place, label, text, field.attname)


def _flat(value: Any, label: str) -> Iterator[tuple[str, str]]:
    """A text as it is; a list or an object as the texts in it."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in KEYS:
                yield from _flat(part, f"{label}: {_words(name)}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _flat(part, label)
    elif isinstance(value, bool):
        yield label, _("Yes") if value else _("No")
    elif value not in (None, ""):
        yield label, str(value)


def _facts(row: models.Model) -> Iterator[tuple[str, str]]:
    """The plain fields that say something, in words."""
    for field in row._meta.fields:
        if field.name not in HIDDEN and not isinstance(field, SealedTextField):
            said = _said(row, field)
            if said:
                yield _label(field), said


def _said(row: models.Model, field: Any) -> str:
    value = getattr(row, field.name)
    if value in (None, "", [], {}):
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name == "language":
        return str(get_language_info(value)["name_translated"])
    return _plainly(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def _label(field: Any) -> str:
    return str(capfirst(str(field.verbose_name)))


def _words(name: str) -> str:
    return name.replace("_", " ")
