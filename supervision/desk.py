"""What the information lead's screens show: counts, days and names, and no word of a record but a hold's own reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Organisation, Team, User
from people.permissions import organisations_with_role
from people.roles import Role
from supervision.due import LOOK_AHEAD, Due, due_by
from supervision.guarding_permissions import guards
from supervision.guarding_querysets import SECONDING
from supervision.models import (
    BreakGlass,
    CaseReference,
    DisclosureRequest,
    Disposal,
    LegalHold,
    RecordKeeping,
    Scope,
    Scoped,
)
from supervision.reading import reads_as
from supervision.retention import Clock
from supervision.scopes import Within, rows_in, subject_of


@dataclass(frozen=True)
class Desk:
    """One organisation's counters."""

    organisation: Organisation
    schedule: RecordKeeping | None
    leads: bool
    due: int
    ahead: int
    held: int
    waiting_disposals: int
    open_requests: int
    waiting_glass: int


def desks_of(user: User) -> list[Desk]:
    """One for each organisation that one guards, or seconds in."""
    return [_desk(user, organisation) for organisation in organisations_with_role(user, *SECONDING).order_by("pk")]


def _desk(user: User, organisation: Organisation) -> Desk:
    schedule = RecordKeeping.objects.filter(organisation=organisation).first()
    due = due_of(schedule)
    return Desk(
        organisation=organisation,
        schedule=schedule,
        leads=guards(user, organisation.pk),
        due=sum(one.is_due for one in due),
        ahead=sum(not one.is_due for one in due),
        held=LegalHold.objects.filter(organisation=organisation, lifted_at__isnull=True).count(),
        waiting_disposals=Disposal.objects.filter(organisation=organisation, state="proposed").count(),
        open_requests=DisclosureRequest.objects.open().filter(organisation=organisation).count(),
        waiting_glass=BreakGlass.objects.filter(organisation=organisation, is_approved__isnull=True).count(),
    )


def due_of(schedule: RecordKeeping | None) -> list[Due]:
    """What is due now or within sixty days; nothing where no schedule is set."""
    return due_by(schedule, timezone.localdate() + LOOK_AHEAD) if schedule else []


def find(user: User, words: str) -> tuple[str, uuid.UUID] | None:
    """The one case, person or team of an organisation one guards that is called exactly so."""
    guarded = organisations_with_role(user, Role.IG_LEAD).values("pk")
    found = named(guarded, words)
    if found:
        return found
    team = Team.objects.filter(organisation__in=guarded, name__iexact=words.strip()).first()
    return (Scope.TEAM, team.public_id) if team else None


def named(organisations: Any, words: str) -> tuple[str, uuid.UUID] | None:
    """The case with this code or the person with this address, in these organisations."""
    words = words.strip()
    case = CaseReference.objects.filter(organisation__in=organisations, code__iexact=words).first()
    if case:
        return Scope.CASE, case.pk
    person = User.objects.filter(email__iexact=words, memberships__organisation__in=organisations).first()
    return (Scope.PERSON, person.public_id) if person else None


def subject_for(user: User, kind: str, key: uuid.UUID) -> tuple[Organisation, Any] | None:
    """What a scope is about, if it is in an organisation one guards."""
    for organisation in organisations_with_role(user, Role.IG_LEAD):
        found = subject_of(kind, key, organisation.pk)
        if found is not None:
            return organisation, found
    return None


@dataclass(frozen=True)
class About:
    """How much is kept about something, and what guards it."""

    kind: str
    key: uuid.UUID
    title: str
    organisation: Organisation
    counts: list[tuple[str, int]]
    holds: list[LegalHold]
    requests: list[DisclosureRequest]


def about(organisation: Organisation, kind: str, key: uuid.UUID, title: str) -> About:
    """Counted by kind of record; no text is opened."""
    found = rows_in(Within(organisation.pk, kind, key, shared_only=True))
    counts: dict[str, int] = {}
    for kept, rows in found.items():
        if kept.clock != Clock.STAYS:
            name = str(kept.model._meta.verbose_name_plural)
            counts[name] = counts.get(name, 0) + len(rows)
    here = {"organisation": organisation, "scope_kind": kind, "scope_key": key}
    return About(
        kind=kind,
        key=key,
        title=title,
        organisation=organisation,
        counts=sorted(counts.items()),
        holds=list(LegalHold.objects.filter(**here, lifted_at__isnull=True)),
        requests=list(DisclosureRequest.objects.filter(**here)),
    )


def named_scopes(rows: list[Any]) -> list[tuple[Any, str]]:
    """Each hold, request or opening with the name of what it is about, in three statements for all of them."""
    keys = {kind: [row.scope_key for row in rows if row.scope_kind == kind] for kind in Scope.values}
    names: dict[Any, str] = {}
    names.update(CaseReference.objects.filter(pk__in=keys[Scope.CASE]).values_list("pk", "code"))
    names.update(User.objects.filter(public_id__in=keys[Scope.PERSON]).values_list("public_id", "name"))
    names.update(Team.objects.filter(public_id__in=keys[Scope.TEAM]).values_list("public_id", "name"))
    return [(row, names.get(row.scope_key, _("no longer kept"))) for row in rows]


def holds_of(user: User) -> list[tuple[LegalHold, str]]:
    """All of the organisations one guards, those that stand first. Their reasons are opened, and so logged."""
    guarded = organisations_with_role(user, Role.IG_LEAD)
    rows = list(LegalHold.objects.filter(organisation__in=guarded).select_related("placed_by", "lifted_by"))
    read_as_lead(rows)
    return named_scopes(sorted(rows, key=lambda hold: hold.lifted_at is not None))


def read_as_lead(rows: list[Any]) -> None:
    """Say in the log in what capacity, and for which organisation, these are read."""
    first: Scoped | None = rows[0] if rows else None
    if first is not None:
        reads_as(Role.IG_LEAD, first.organisation_id)
