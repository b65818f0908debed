"""How long each kind of record is kept, whom and what it is about: one line for each model, and none may be missing.

Everything that works on "all records of a case, a person, a team" (disposal, holds, disclosure, break-glass, subject
access) reads this registry and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.db import models
from django.db.models import Q


class Clock(StrEnum):
    """From when the years of the schedule count."""

    CASE = "case"  # the day the case closed
    SESSION = "session"  # the day of the session, consultation or measure
    STAFF = "staff"  # the day the person left the organisation
    FOLLOWS = "follows"  # goes with the record it was written beside
    ACCOUNT = "account"  # no record: goes with the person's account, and is theirs to be given
    STAYS = "stays"  # evidence of what was decided: no schedule destroys it


SELF = "pk"


@dataclass(frozen=True, eq=False)
class Kept:
    """One kind of record. `case`, `team` and `day` are lookups from it, where it has them.

    `about` leads to the people it is about as staff, `involves` to others in it, `written_by` to who wrote it, and
    `words` to who wrote single fields of it. `shared` are the rows that anybody but their author may ever see.
    `lets_go` names what it points at without standing on it: when that is disposed of, the pointer is emptied.
    """

    model: type[models.Model]
    clock: Clock
    case: str = ""
    team: str = ""
    day: str = ""
    about: tuple[str, ...] = ()
    involves: tuple[str, ...] = ()
    written_by: str = ""
    words: dict[str, str] = field(default_factory=dict)
    only: Q = field(default_factory=Q)
    shared: Q = field(default_factory=Q)
    lets_go: tuple[str, ...] = ()

    @property
    def rows(self) -> models.QuerySet[models.Model]:
        """Every row of the kind. Who may read them is for the caller to have settled."""
        return self.model._default_manager.filter(self.only)

    def author_of(self, name: str) -> str:
        """The lookup to who wrote the field."""
        return self.words.get(name, self.written_by)

    def people(self) -> set[str]:
        """The lookups to everybody it is about or who wrote in it."""
        return {*self.about, *self.involves, *self.words.values(), self.written_by} - {""}


_kept: list[Kept] = []


def register(kept: Kept) -> Kept:
    """Say how a kind of record is kept; a model may have several kinds of rows."""
    _kept.append(kept)
    return kept


def registered() -> list[Kept]:
    """Every kind, in the order of registration."""
    return list(_kept)


def kinds_of(model: type[models.Model]) -> list[Kept]:
    """The kinds of rows a model has."""
    return [kept for kept in _kept if kept.model is model]


def kind_of(row: models.Model) -> Kept | None:
    """Which kind the row is; asks the database only where a model has several."""
    kinds = kinds_of(type(row))
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    return next((kept for kept in kinds if kept.rows.filter(pk=row.pk).exists()), None)


def value_of(row: models.Model, lookup: str) -> object:
    """The key that a lookup leads to from a row, as `note__team` to the key of the note's team."""
    if lookup == SELF:
        return row.pk
    *path, last = lookup.split("__")
    for name in path:
        row = getattr(row, name)
    return getattr(row, f"{last}_id")


def unregistered() -> list[str]:
    """Models of records that nobody said anything about: there may be none."""
    known = {kept.model for kept in _kept}
    return [model._meta.label for model in record_models() if model not in known]


def record_models() -> Iterator[type[models.Model]]:
    """Every model of supervision that is a record of its own (it has a random id) or stands beside one by its id."""
    for model in apps.get_app_config("supervision").get_models():
        names = {field.name for field in model._meta.get_fields()}
        if isinstance(model._meta.pk, models.UUIDField) or names & {"record_id", "source_id"}:
            yield model
