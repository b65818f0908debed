"""Words in the notes of one team: opened in memory, compared without capitals or accents, never indexed."""

from __future__ import annotations

import datetime
import json
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet, UUIDField, Value
from django.utils import timezone

from people.models import Team, User
from supervision.fields import SealedJSONField, SealedTextField, place_of
from supervision.models import Action, CaseReview, ConsultationCase, ConsultationNote, CrisisConsultation, SessionCase
from supervision.reading import note_opened
from supervision.screening import texts_in
from supervision.sealing import unseal

SHORTEST, MOST, AROUND = 3, 60, 70
# Fields of lines that somebody typed; the rest are keys and choices.
WRITTEN = {
    *("text", "frequency", "intensity", "duration", "who", "standard", "sources", "advance", "barrier"),
    *("fit_of_barrier", "evidence", "steps", "measure", "sustain", "unmet"),
}
# Never looked through: what an expert notes about a supervisor is for those two, and a team looks at a screen together.
PRIVATE = {"development"}


@dataclass(frozen=True)
class Hit:
    """Where the words stand: which record, of which case if of one, and what stands around them."""

    kind: str
    key: uuid.UUID
    case_id: uuid.UUID | None
    code: str
    on: datetime.date
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Found:
    """The newest hits, how many there are, and how many notes were looked through."""

    hits: list[Hit]
    total: int
    notes: int


@dataclass(frozen=True)
class Note:
    """A note as it lies in the database: no row of a model is made of it, and none of its texts is open yet."""

    kind: str
    key: uuid.UUID
    case_id: uuid.UUID | None
    code: str
    at: Any
    kept: dict[str, str]

    @property
    def on(self) -> datetime.date:
        """Its day."""
        return timezone.localtime(self.at).date() if isinstance(self.at, datetime.datetime) else self.at


def search(user: User, team: Team, words: str, case_id: uuid.UUID | None = None) -> Found:
    """Notes that the user may read in which every word stands. What is shown is logged as read; the rest is not."""
    wanted = plain(words).split()
    hits: list[Hit] = []
    notes = 0
    for note in _notes(user, team, case_id):
        notes += 1
        texts = _texts(note, wanted)
        if texts:
            hits.append(_hit(note, texts, wanted[0]))
    hits.sort(key=lambda hit: hit.on, reverse=True)
    for hit in hits[:MOST]:
        note_opened(MODELS[hit.kind]._meta.label_lower, hit.key)
    return Found(hits[:MOST], len(hits), notes)


MODELS: dict[str, type[Model]] = {
    "summary": CaseReview,
    "session": SessionCase,
    "action": Action,
    "crisis": CrisisConsultation,
    "recommendation": ConsultationCase,
    "consultation": ConsultationNote,
}


def _notes(user: User, team: Team, case_id: uuid.UUID | None) -> Iterator[Note]:
    """Every note of the team, or of one of its cases; none is opened yet."""
    only = {"case_id": case_id} if case_id else {}
    reviews = CaseReview.objects.visible_to(user).filter(case__team=team, **only).exclude(state="withdrawn")
    yield from _kept("summary", reviews, "week")
    discussed = SessionCase.objects.visible_to(user).filter(session__team=team, **only)
    yield from _kept("session", discussed, "session__starts_at")
    agreed = Action.objects.visible_to(user).filter(team=team, case__isnull=False, **only)
    yield from _kept("action", agreed, "created_at")
    calls = CrisisConsultation.objects.visible_to(user).filter(team=team, **only)
    yield from _kept("crisis", calls, "called_at")
    spoken_of = ConsultationCase.objects.visible_to(user).filter(note__team=team, **only)
    yield from _kept("recommendation", spoken_of, "note__starts_at")
    if not only:
        held = ConsultationNote.objects.visible_to(user).filter(team=team)
        yield from _kept("consultation", held, "starts_at", of_a_case=False)


def _kept(kind: str, rows: QuerySet[Any], at: str, of_a_case: bool = True) -> Iterator[Note]:
    names = [field.attname for field in _sealed(MODELS[kind])]
    case = ("case_id", "case__code") if of_a_case else (Value(None, output_field=UUIDField()), Value(""))
    for key, case_id, code, day, *texts in rows.values_list("pk", *case, at, *names).iterator(500):
        kept = {name: text for name, text in zip(names, texts, strict=True) if text}
        yield Note(kind, key, case_id, code or "", day, kept)


def _texts(note: Note, wanted: list[str]) -> list[str]:
    """The note's texts where every word stands in them, else none. Noting that they were read is left to the finder."""
    model = MODELS[note.kind]
    opened = {name: unseal(text, place_of(model, note.key, name)) for name, text in note.kept.items()}
    if not _has_all(" ".join(opened.values()), wanted):
        return []
    texts = [
        text for field in _sealed(model) if field.attname in opened for text in _written(field, opened[field.attname])
    ]
    return texts if _has_all(" ".join(texts), wanted) else []


@cache
def _sealed(model: type[Model]) -> list[SealedTextField]:
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]
    return [field for field in sealed if field.attname not in PRIVATE]


def _has_all(text: str, wanted: list[str]) -> bool:
    flat = plain(text)
    return all(word in flat for word in wanted)


def _written(sealed: SealedTextField, raw: str) -> list[str]:
    """What somebody wrote, without keys and choices of a list."""
    if not isinstance(sealed, SealedJSONField):
        return [raw]
    return [text for path, text in texts_in(json.loads(raw)) if path.rpartition(".")[2] in WRITTEN]


def plain(text: str) -> str:
    """Without capitals and accents."""
    flat = text.casefold()
    if flat.isascii():
        return flat
    return "".join(letter for letter in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(letter))


def _hit(note: Note, texts: list[str], word: str) -> Hit:
    """The first text that has the first word, cut down to what stands around it."""
    text = next((text for text in texts if word in plain(text)), texts[0])
    at = max(plain(text).find(word), 0) if len(plain(text)) == len(text) else 0
    start, end = max(at - AROUND, 0), at + len(word)
    before = ("…" if start else "") + text[start:at]
    after = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    return Hit(note.kind, note.key, note.case_id, note.code, note.on, before, text[at:end], after)
