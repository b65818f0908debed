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

from django.db.models import Model, QuerySet
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


def search(user: User, team: Team, words: str, case_id: uuid.UUID | None = None) -> Found:
    """Notes that the user may read in which every word stands. What is shown is logged as read; the rest is not."""
    wanted = plain(words).split()
    hits: list[Hit] = []
    notes = 0
    for kind, row, on in _notes(user, team, case_id):
        notes += 1
        texts = _texts(row, wanted)
        if texts:
            hits.append(_hit(kind, row, on, texts, wanted[0]))
    hits.sort(key=lambda hit: hit.on, reverse=True)
    for hit in hits[:MOST]:
        note_opened(LABELS[hit.kind], hit.key)
    return Found(hits[:MOST], len(hits), notes)


LABELS = {
    "summary": CaseReview._meta.label_lower,
    "session": SessionCase._meta.label_lower,
    "action": Action._meta.label_lower,
    "crisis": CrisisConsultation._meta.label_lower,
    "recommendation": ConsultationCase._meta.label_lower,
    "consultation": ConsultationNote._meta.label_lower,
}


def _notes(user: User, team: Team, case_id: uuid.UUID | None) -> Iterator[tuple[str, Any, datetime.date]]:
    """Every note with its day; none is opened yet."""
    only = {"case_id": case_id} if case_id else {}
    reviews = CaseReview.objects.visible_to(user).filter(case__team=team, **only).exclude(state="withdrawn")
    for row in _rows(reviews):
        yield "summary", row, row.week
    discussed = SessionCase.objects.visible_to(user).filter(session__team=team, **only)
    for row in _rows(discussed.select_related("session")):
        yield "session", row, timezone.localtime(row.session.starts_at).date()
    for row in _rows(Action.objects.visible_to(user).filter(team=team, case__isnull=False, **only)):
        yield "action", row, timezone.localtime(row.created_at).date()
    for row in _rows(CrisisConsultation.objects.visible_to(user).filter(team=team, **only)):
        yield "crisis", row, timezone.localtime(row.called_at).date()
    spoken_of = ConsultationCase.objects.visible_to(user).filter(note__team=team, **only)
    for row in _rows(spoken_of.select_related("note")):
        yield "recommendation", row, timezone.localtime(row.note.starts_at).date()
    if not only:
        for row in ConsultationNote.objects.visible_to(user).filter(team=team).iterator(chunk_size=500):
            yield "consultation", row, timezone.localtime(row.starts_at).date()


def _rows(rows: QuerySet[Any]) -> Iterator[Any]:
    return rows.select_related("case").iterator(chunk_size=500)


def _texts(row: Model, wanted: list[str]) -> list[str]:
    """The row's texts where every word stands in them, else none. It notes no reading: what is found is noted later."""
    opened = [
        (sealed, unseal(kept, place_of(type(row), row.pk, sealed.attname)))
        for sealed in _sealed(type(row))
        if (kept := row.__dict__.get(sealed.attname))
    ]
    if not _has_all(" ".join(text for _sealed_field, text in opened), wanted):
        return []
    texts = [text for sealed, raw in opened for text in _written(sealed, raw)]
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


def _hit(kind: str, row: Any, on: datetime.date, texts: list[str], word: str) -> Hit:
    """The first text that has the first word, cut down to what stands around it."""
    text = next((text for text in texts if word in plain(text)), texts[0])
    at = max(plain(text).find(word), 0) if len(plain(text)) == len(text) else 0
    start, end = max(at - AROUND, 0), at + len(word)
    before = ("…" if start else "") + text[start:at]
    after = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    case_id, code = (row.case_id, row.case.code) if hasattr(row, "case_id") else (None, "")
    return Hit(kind, row.pk, case_id, code, on, before, text[at:end], after)
