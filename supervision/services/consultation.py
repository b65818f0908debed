"""Consultation notes: begun in the call, saved as often as one likes, confirmed and made final by the expert."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.services import record
from people.models import Membership, Team, User
from people.roles import TEAM_ROLES, Role
from supervision.models import Addendum, CaseReference, ConsultationCase, ConsultationNote
from supervision.permissions import can_confirm_consultation, can_read_development, leads_session, role_in_team
from supervision.screening import refuse_hard
from supervision.services.additions import added_to
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError
from supervision.services.freezing import must_not_be_frozen
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked

State = ConsultationNote.State
TEXTS = ("advances", "barriers", "themes", "follow_ups", "booster_topic")
FACTS = ("starts_at", "ended_at", "mode", "present")
UNDER_WAY = (State.DRAFT, State.SENT)


class NoExpertError(SupervisionError):
    """Nobody is the team's expert today, so nobody could confirm the note."""


@dataclass(frozen=True)
class Line:
    """A case spoken of: what the expert recommends, and whether it shall stand in the weekly summary too."""

    case: uuid.UUID
    recommendation: str = ""
    for_summary: bool = True


@dataclass(frozen=True)
class Written:
    """What a note says. `development` is kept only from those who may read it."""

    starts_at: datetime.datetime
    ended_at: datetime.datetime | None = None
    mode: str = "phone"
    present: tuple[int, ...] = ()
    advances: str = ""
    barriers: str = ""
    themes: str = ""
    follow_ups: Sequence[dict[str, str]] = ()
    booster_topic: str = ""
    development: str | None = None
    lines: tuple[Line, ...] = field(default=())


@transaction.atomic
def begin(
    *, actor: User, team: Team, starts_at: datetime.datetime, mode: str = "phone", expert: User | None = None
) -> ConsultationNote:
    """A note for the call; asked again on the same day by the same person, the one that is not final yet."""
    must_be_ready(team.organisation_id)
    if not leads_session(actor, team.pk):
        raise NotAllowedError
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    day = timezone.localtime(starts_at).date()
    begun = ConsultationNote.objects.filter(team=team, written_by=actor, state__in=UNDER_WAY, starts_at__date=day)
    existing = begun.first()
    if existing:
        return existing
    note = ConsultationNote.objects.create(
        organisation_id=team.organisation_id,
        team=team,
        expert=_expert(actor, team, expert),
        supervisor=_first(team, Role.SUPERVISOR),
        written_by=actor,
        starts_at=starts_at,
        mode=mode,
        present=sorted(set(members(team).values_list("user_id", flat=True))),
    )
    _record(actor, "supervision.consultation_begun", note)
    return note


def members(team: Team) -> QuerySet[Membership]:
    """Who is in the team today, and so may have been in the call or follow something up."""
    return Membership.objects.current().in_role(*TEAM_ROLES).filter(team=team, user__is_active=True)


def _expert(actor: User, team: Team, wanted: User | None) -> User:
    """The actor, where they are the team's expert; else the one wanted, else its first."""
    experts = [m.user for m in members(team).filter(role=Role.EXPERT).select_related("user").order_by("pk")]
    for person in (actor, wanted):
        if person in experts:
            return person
    if wanted or not experts:
        raise NoExpertError
    return experts[0]


def _first(team: Team, role: Role) -> User | None:
    found = members(team).filter(role=role).select_related("user").order_by("pk").first()
    return found.user if found else None


@transaction.atomic
def save(*, actor: User, note: ConsultationNote, version: int, written: Written) -> ConsultationNote:
    """Keep what was written, whole or not. Raises ConflictError for a stale form; nothing is overwritten."""
    if not leads_session(actor, note.team_id):
        raise NotAllowedError
    if note.state not in UNDER_WAY:
        raise WrongStateError(note.state)
    _refuse_hard(written)
    values: dict[str, Any] = {name: getattr(written, name) for name in (*FACTS, *TEXTS)}
    values["present"], values["follow_ups"] = sorted(written.present), list(written.follow_ups)
    if written.development is not None and can_read_development(actor, note):
        values["development"] = written.development
    save_checked(note, version, **values, saved_at=timezone.now(), saved_by=actor)
    _save_lines(note, written.lines)
    _record(actor, "supervision.consultation_saved", note)
    return note


def _refuse_hard(written: Written) -> None:
    """The last line behind the form: nothing that identifies somebody is stored."""
    texts = [getattr(written, name) for name in TEXTS if name != "follow_ups"]
    refuse_hard(texts, written.development or "", [line["text"] for line in written.follow_ups])
    refuse_hard([line.recommendation for line in written.lines])


def _save_lines(note: ConsultationNote, lines: Sequence[Line]) -> None:
    """The picked cases in their order. One taken out keeps its place and loses its words."""
    rows = {row.case_id: row for row in ConsultationCase.objects.filter(note=note)}
    known = set(
        CaseReference.objects.filter(team_id=note.team_id, pk__in=[line.case for line in lines]).values_list(
            "pk", flat=True
        )
    )
    if known != {line.case for line in lines}:
        raise NotAllowedError
    for position, line in enumerate(lines, start=1):
        row = rows.pop(line.case, None) or ConsultationCase(
            organisation_id=note.organisation_id, note=note, case_id=line.case
        )
        if (row.recommendation, row.is_picked) != (line.recommendation, True):
            must_not_be_frozen(row)
        row.position, row.is_picked = position, True
        row.recommendation, row.for_summary = line.recommendation, line.for_summary
        row.save()
    for row in rows.values():
        if row.is_picked:
            must_not_be_frozen(row)
        row.is_picked, row.recommendation, row.position = False, "", 0
        row.save()


@transaction.atomic
def send(*, actor: User, note: ConsultationNote, version: int) -> ConsultationNote:
    """A supervisor who wrote it hands it to the expert, who confirms it or changes it first."""
    if not leads_session(actor, note.team_id):
        raise NotAllowedError
    if note.state != State.DRAFT:
        raise WrongStateError(note.state)
    save_checked(note, version, state=State.SENT, sent_at=timezone.now())
    _record(actor, "supervision.consultation_sent", note)
    return note


@transaction.atomic
def add(*, actor: User, note: ConsultationNote, text: str) -> Addendum:
    """A dated, attributed addition to a final note, by those who lead the team."""
    if not leads_session(actor, note.team_id):
        raise NotAllowedError
    if note.state != State.FINAL:
        raise WrongStateError(note.state)
    return added_to(note, actor=actor, team_id=note.team_id, text=text)


def may_confirm(actor: User, note: ConsultationNote) -> bool:
    """Is the team's expert, and the note is not final yet."""
    return note.state in UNDER_WAY and can_confirm_consultation(actor, note)


def _record(actor: User, action: str, note: ConsultationNote) -> None:
    record(
        actor=actor,
        action=action,
        records=[note],
        role=role_in_team(actor, note.team_id),
        organisation_id=note.organisation_id,
    )
