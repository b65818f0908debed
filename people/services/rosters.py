"""What a list of people would do, row by row. Nothing is changed here; `roster_imports` carries it out."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from people.models import Invitation, Membership, Organisation, Team, User
from people.names import one_line
from people.roles import INVITATION_RULES, LONGEST_COVER_DAYS, TEAM_ROLES, Role
from people.rosters import CellFault, Row, Sheet, cells, words
from people.team_rights import can_invite, can_invite_anyone, can_move

# What would become of a row.
INVITE, APPROVE, MOVE, HERE, INVITED, DOUBLE, FAULT = "invite", "approve", "move", "here", "invited", "double", "fault"
CHANGES = (INVITE, APPROVE, MOVE)
MOVING = (Role.THERAPIST, Role.SUPERVISOR)
LOST = ("\ufffd", "?", "Ã", "Å·", "Åµ")
LANGUAGES = {"": "", "en": "en", "english": "en", "saesneg": "en", "cy": "cy", "welsh": "cy", "cymraeg": "cy"}


@dataclass
class Line:
    """One row: what was understood, what would become of it, and what is wrong with which column."""

    number: int
    name: str = ""
    email: str = ""
    role: Role | None = None
    organisation: Organisation | None = None
    team: Team | None = None
    language: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    outcome: str = FAULT
    membership: Membership | None = None
    same_as: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int | None, str]:
        """Organisation, team and role, to compare with."""
        return (self.organisation.pk if self.organisation else 0, self.team.pk if self.team else None, self.role or "")

    @property
    def problems(self) -> list[dict[str, str]]:
        """Each fault with its column and its sentence."""
        return [{"column": words.column(at), "words": words.fault(code, self.same_as)} for at, code in self.faults]


@dataclass
class Plan:
    """Every row's line. It may be carried out when no row has a fault and some row changes something."""

    lines: list[Line]
    ignored: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows there are of each outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def changes(self) -> int:
        """How many rows would change something."""
        return sum(self.counts[outcome] for outcome in CHANGES)

    @property
    def may_go(self) -> bool:
        """All of it or nothing."""
        return not self.counts[FAULT] and self.changes > 0

    @cached_property
    def seal(self) -> str:
        """The same for the same outcome of the same rows: only what was shown is carried out."""
        shown = [
            (x.number, x.name, x.email, x.place, x.language, x.starts_on, x.ends_on, x.outcome) for x in self.lines
        ]
        return hashlib.sha256(repr(shown).encode()).hexdigest()


class _Known:
    """The places and people that the rows name, each kind read with one statement."""

    def __init__(self, actor: User, sheet: Sheet) -> None:
        self.actor = actor
        teams = Team.objects.visible_to(actor).select_related("organisation")
        self.teams = [team for team in teams if can_invite_anyone(actor, team.organisation, team)]
        self.organisations = {team.organisation_id: team.organisation for team in self.teams}
        for row in Organisation.objects.all():
            if can_invite_anyone(actor, row):
                self.organisations[row.pk] = row
        emails = {row.cells.get("email", "").strip().lower() for row in sheet.rows}
        rows = Membership.objects.filter(user__email__in=emails, organisation_id__in=self.organisations)
        self.memberships: dict[str, list[Membership]] = {}
        for membership in rows.select_related("user", "organisation", "team"):
            self.memberships.setdefault(membership.user.email, []).append(membership)
        invited = Invitation.objects.open().filter(email__in=emails)
        self.invited = set(invited.values_list("email", "organisation_id", "team_id", "role"))

    def team(self, name: str, organisation: Organisation | None) -> Team:
        found = [
            team
            for team in self.teams
            if _same(name, team.name, team.key) and organisation in (None, team.organisation)
        ]
        if len(found) != 1:
            raise CellFault("team_several" if found else "team")
        return found[0]

    def organisation(self, name: str) -> Organisation:
        for row in self.organisations.values():
            if _same(name, row.name, row.name_cy, row.key):
                return row
        raise CellFault("organisation")


def _same(name: str, *names: str) -> bool:
    plain = " ".join(name.casefold().split())
    return any(plain == " ".join(other.casefold().split()) for other in names if other)


def plan(*, actor: User, sheet: Sheet) -> Plan:
    """What each row would do today for this actor, with the same number of statements for any number of rows."""
    known = _Known(actor, sheet)
    lines = [_line(row, known) for row in sheet.rows]
    _find_doubles(lines)
    for line in lines:
        if not line.faults and line.outcome != DOUBLE:
            line.outcome = _outcome(line, known)
        if line.faults:
            line.outcome = FAULT
    return Plan(lines, sheet.ignored)


def _line(row: Row, known: _Known) -> Line:
    line = Line(row.number)
    text = row.cells.get
    _take_name(line, text("name", ""))
    _take_email(line, text("email", "").lower(), known.actor)
    for column in ("starts_on", "ends_on"):
        _try(line, column, lambda at=column: setattr(line, at, cells.day(text(at, ""))))
    _try(line, "role", lambda: setattr(line, "role", cells.role(text("role", ""))))
    language = text("language", "").casefold()
    line.language = LANGUAGES.get(language, "")
    if language not in LANGUAGES:
        line.faults.append(("language", "language"))
    _take_place(line, text("organisation", ""), text("team", ""), known)
    _check_dates(line)
    return line


def _try(line: Line, column: str, take: object) -> None:
    try:
        take()  # type: ignore[operator]
    except CellFault as fault:
        line.faults.append((column, fault.code))


def _take_name(line: Line, text: str) -> None:
    try:
        line.name = one_line(text)
    except ValidationError:
        line.faults.append(("name", "name_hidden"))
        return
    if not line.name:
        line.faults.append(("name", "name_empty"))
    elif len(line.name) > 200:
        line.faults.append(("name", "name_long"))
    elif any(mark in line.name for mark in LOST):
        line.faults.append(("name", "name_lost"))


def _take_email(line: Line, text: str, actor: User) -> None:
    line.email = text[:254]
    if not text:
        line.faults.append(("email", "email_empty"))
        return
    try:
        validate_email(text)
    except ValidationError:
        line.faults.append(("email", "email"))
    if text == actor.email:
        line.faults.append(("email", "email_own"))


def _take_place(line: Line, organisation: str, team: str, known: _Known) -> None:
    try:
        named = known.organisation(organisation) if organisation else None
    except CellFault as fault:
        line.faults.append(("organisation", fault.code))
        return
    if line.role is None:
        return
    if line.role in TEAM_ROLES:
        _try(line, "team", lambda: _set_team(line, team, named, known))
    elif team:
        line.faults.append(("team", "team_unwanted"))
    else:
        _try(line, "organisation", lambda: _set_organisation(line, named, known))
    if line.organisation and not can_invite(known.actor, line.role, line.organisation, line.team):
        line.faults.append(("role", "role_not_yours"))


def _set_team(line: Line, name: str, organisation: Organisation | None, known: _Known) -> None:
    if not name:
        raise CellFault("team_empty")
    line.team = known.team(name, organisation)
    line.organisation = line.team.organisation


def _set_organisation(line: Line, organisation: Organisation | None, known: _Known) -> None:
    if organisation is None and len(known.organisations) != 1:
        raise CellFault("organisation_empty")
    line.organisation = organisation or next(iter(known.organisations.values()))


def _check_dates(line: Line) -> None:
    wrong = {column for column, _code in line.faults}
    if line.role == Role.BACKUP_SUPERVISOR and line.ends_on is None and "ends_on" not in wrong:
        line.faults.append(("ends_on", "end_missing"))
    if line.ends_on is None or "starts_on" in wrong:
        return
    starts_on = line.starts_on or timezone.localdate()
    if line.ends_on < starts_on:
        line.faults.append(("ends_on", "end_before"))
    elif line.role == Role.BACKUP_SUPERVISOR and (line.ends_on - starts_on).days > LONGEST_COVER_DAYS:
        line.faults.append(("ends_on", "end_late"))


def _find_doubles(lines: list[Line]) -> None:
    """The same row again is skipped. The same address with another name, or twice in one role, is a fault."""
    earlier: dict[str, list[Line]] = {}
    for line in lines:
        if any(column == "email" for column, _code in line.faults):
            continue
        for other in earlier.setdefault(line.email, []):
            if _row(other) == _row(line):
                line.outcome, line.same_as = DOUBLE, other.number
            elif other.name != line.name or other.place == line.place or (line.role == other.role in MOVING):
                line.faults.append(("email", "same_other"))
                line.same_as = other.number
                break
        earlier[line.email].append(line)


def _row(line: Line) -> tuple[object, ...]:
    return (line.name, line.place, line.language, line.starts_on, line.ends_on)


def _outcome(line: Line, known: _Known) -> str:
    starts_on = line.starts_on or timezone.localdate()
    there = [
        m
        for m in known.memberships.get(line.email, [])
        if m.organisation_id == line.place[0]
        and m.role == line.role
        and (m.ends_on is None or m.ends_on >= starts_on)
        and (line.ends_on is None or m.starts_on <= line.ends_on)
    ]
    if any(m.team_id == line.place[1] for m in there):
        return HERE
    if (line.email, *line.place) in known.invited:
        return INVITED
    if line.role in MOVING and any(can_move(known.actor, m) for m in there):
        return _move(line, there, starts_on)
    return APPROVE if INVITATION_RULES[str(line.role)].needs_approval else INVITE


def _move(line: Line, there: list[Membership], starts_on: datetime.date) -> str:
    line.membership = there[0]
    if len(there) > 1:
        line.faults.append(("team", "move_several"))
    elif starts_on <= there[0].starts_on:
        line.faults.append(("starts_on", "move_day"))
    elif line.ends_on is not None and line.ends_on != there[0].ends_on:
        line.faults.append(("ends_on", "end_of_move"))
    return MOVE
