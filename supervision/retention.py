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
<<<<<<< HEAD
=======


NEVER = Q(pk__in=[])
GROUP, INDIVIDUAL = Q(kind="group"), Q(kind="individual")

register(Kept(records.CaseReference, Clock.CASE, case=SELF, team="team", written_by="therapist"))
register(
    Kept(
        records.CaseReview,
        Clock.CASE,
        case="case",
        team="case__team",
        written_by="therapist",
        words={"guidance": "guidance_by", "expert_guidance": "expert"},
        shared=~Q(state__in=["draft", "withdrawn"]),
    )
)
register(
    Kept(
        records.SupervisionSession,
        Clock.SESSION,
        team="team",
        day="starts_at",
        involves=("attendance__user",),
        written_by="leader",
        only=GROUP,
    )
)
register(
    Kept(
        records.SupervisionSession,
        Clock.STAFF,
        team="team",
        about=("person",),
        written_by="leader",
        only=INDIVIDUAL,
    )
)
register(Kept(records.SessionCase, Clock.CASE, case="case", team="session__team", written_by="saved_by"))
register(
    Kept(
        records.Action,
        Clock.CASE,
        case="case",
        team="team",
        involves=("owner",),
        written_by="made_by",
        only=Q(case__isnull=False),
    )
)
register(
    Kept(
        records.Action,
        Clock.FOLLOWS,
        team="team",
        involves=("owner",),
        written_by="made_by",
        only=Q(case__isnull=True),
    )
)
register(
    Kept(
        records.ConsultationNote,
        Clock.SESSION,
        team="team",
        day="starts_at",
        involves=("expert", "supervisor"),
        written_by="written_by",
        shared=~Q(state="draft"),
    )
)
register(
    Kept(
        records.ConsultationCase,
        Clock.CASE,
        case="case",
        team="note__team",
        written_by="note__written_by",
        shared=~Q(note__state="draft"),
    )
)
register(
    Kept(
        records.CrisisConsultation,
        Clock.CASE,
        case="case",
        team="team",
        involves=("caller", "follow_up_by"),
        written_by="taken_by",
        shared=~Q(state="draft"),
    )
)
register(Kept(records.CrisisReview, Clock.CASE, case="crisis__case", team="crisis__team", written_by="author"))
register(
    Kept(
        records.Observation,
        Clock.STAFF,
        team="team",
        about=("therapist",),
        written_by="observer",
        words={"response": "therapist"},
        shared=~Q(state="draft"),
    )
)
register(Kept(records.SignOff, Clock.STAFF, team="team", about=("therapist",), written_by="by"))
register(Kept(records.SelfRating, Clock.STAFF, team="team", about=("therapist",), written_by="therapist"))
register(
    Kept(
        records.DevelopmentPlan,
        Clock.STAFF,
        team="team",
        about=("therapist",),
        involves=("supervisor", "closed_by"),
        written_by="therapist",
    )
)
register(
    Kept(
        records.MeasureScore,
        Clock.STAFF,
        case="case",
        team="team",
        about=("subject",),
        written_by="entered_by",
        lets_go=("case",),
    )
)
register(Kept(records.OpenedToExpert, Clock.FOLLOWS, written_by="by"))
register(Kept(records.Share, Clock.FOLLOWS, written_by="by"))
register(Kept(records.Addendum, Clock.FOLLOWS, written_by="author"))
register(Kept(records.Draft, Clock.FOLLOWS, written_by="author", shared=NEVER))
register(
    Kept(
        records.QuickNote,
        Clock.CASE,
        case="case",
        team="case__team",
        written_by="author",
        only=Q(case__isnull=False),
        shared=NEVER,
    )
)
register(Kept(records.QuickNote, Clock.FOLLOWS, written_by="author", only=Q(case__isnull=True), shared=NEVER))
for decision, author in (
    (records.LegalHold, "placed_by"),
    (records.Disposal, "proposed_by"),
    (records.DisposalStub, ""),
    (records.DisclosureRequest, "preparer"),
    (records.BreakGlass, "asked_by"),
    (records.AccessReview, "reviewed_by"),
    (records.Export, "taken_by"),
):
    register(Kept(decision, Clock.STAYS, written_by=author))
>>>>>>> 172470b (Register each kind of record once)
