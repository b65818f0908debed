"""All records of a case, a person or a team, found by the registry of retention.

Nothing here asks who may read: whoever calls has a right of their own (a disclosure request, an hour of break-glass,
a disposal) and passes on no more than its scope.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import Q

from people.models import Team, User
from supervision.models import CaseReference, ConsultationNote, DisclosureRequest, Scope, Scoped
from supervision.retention import Clock, Kept, kinds_of, registered

# How records name another one by type and id: the fields of each pair.
LOOSE = (("record_type", "record_id"), ("source_type", "source_id"))
Found = dict[Kept, list[models.Model]]


@dataclass(frozen=True)
class Within:
    """What is asked for: an organisation's records about a case, a person or a team, made or dated in these days."""

    organisation_id: int
    kind: str
    key: uuid.UUID
    since: datetime.date | None = None
    until: datetime.date | None = None
    before: datetime.datetime | None = None
    as_staff: bool = False
    shared_only: bool = False

    def chosen(self, kept: Kept) -> Q | None:
        """The filter for one kind of record; None where no row of it can be in scope."""
        lookups = self._lookups(kept)
        if kept.clock in {Clock.STAYS, Clock.ACCOUNT} or not lookups:
            return None
        found = Q()
        for lookup in sorted(lookups):
            found |= Q(**{lookup: self.key})
        return found & self._days() & (kept.shared if self.shared_only else Q())

    def _lookups(self, kept: Kept) -> set[str]:
        if self.kind == Scope.CASE:
            return {kept.case} - {""}
        if self.kind == Scope.TEAM:
            return {f"{kept.team}__public_id"} if kept.team else set()
        people = set(kept.about) if self.as_staff else kept.people()
        return {f"{lookup}__public_id" for lookup in people}

    def _days(self) -> Q:
        asked = Q()
        if self.since:
            asked &= Q(created_at__date__gte=self.since)
        if self.until:
            asked &= Q(created_at__date__lte=self.until)
        if self.before:
            asked &= Q(created_at__lte=self.before)
        return asked


def rows_in(within: Within) -> Found:
    """Every record in scope, with the additions, drafts and actions beside it."""
    found: Found = {}
    for kept in registered():
        chosen = within.chosen(kept)
        if chosen is not None and kept.clock != Clock.FOLLOWS:
            _add(found, kept, kept.rows.filter(chosen, organisation_id=within.organisation_id).distinct())
    if within.kind == Scope.PERSON and not within.as_staff:
        _add_followers_of_a_person(found, within)
    add_beside(found, shared_only=within.shared_only)
    return found


def _add_followers_of_a_person(found: Found, within: Within) -> None:
    """What a person wrote beside records of others: additions and drafts of their own."""
    for kept in registered():
        if kept.clock == Clock.FOLLOWS:
            own = Q()
            for lookup in sorted(kept.people()):
                own |= Q(**{f"{lookup}__public_id": within.key})
            _add(found, kept, kept.rows.filter(own, kept.shared if within.shared_only else Q()))


def _add(found: Found, kept: Kept, rows: Iterable[models.Model]) -> None:
    known = {row.pk for row in found.get(kept, [])}
    fresh = [row for row in rows if row.pk not in known]
    if fresh:
        found.setdefault(kept, []).extend(fresh)


def add_beside(found: Found, *, shared_only: bool = False) -> None:
    """Additions, drafts and actions that name a record found, until there are no more."""
    counted = -1
    while counted != (counted := sum(map(len, found.values()))):
        named = {(row._meta.label_lower, row.pk) for rows in found.values() for row in rows}
        for kept in registered():
            if kept.clock == Clock.FOLLOWS:
                _add(found, kept, beside(kept, named, kept.shared if shared_only else Q()))


def beside(kept: Kept, named: set[tuple[str, object]], also: Q) -> Iterable[models.Model]:
    """Rows of a kind that name one of these records by type and id."""
    names = {field.name for field in kept.model._meta.get_fields()}
    chosen = Q()
    for type_field, id_field in LOOSE:
        if {type_field, id_field} <= names:
            for label in sorted({label for label, _key in named}):
                keys = [key for known, key in named if known == label]
                chosen |= Q(**{type_field: label, f"{id_field}__in": keys})
    return kept.rows.filter(chosen, also) if chosen else []


def is_within(within: Within, row: models.Model) -> bool:
    """Whether the row itself is in scope, asked of the database."""
    for kept in kinds_of(type(row)):
        chosen = within.chosen(kept)
        if chosen is not None and kept.rows.filter(chosen, pk=row.pk, organisation_id=within.organisation_id).exists():
            return True
    named = _named_by(row)
    return named is not None and is_within(within, named)


def _named_by(row: models.Model) -> models.Model | None:
    """The record that an addition, a draft or an action stands beside."""
    for type_field, id_field in LOOSE:
        label = getattr(row, type_field, "")
        if label:
            return apps.get_model(label)._default_manager.filter(pk=getattr(row, id_field)).first()
    return None


def subject_of(kind: str, key: uuid.UUID, organisation_id: int) -> CaseReference | User | Team | None:
    """What a scope is about, while it is there: a case, a person or a team of this organisation."""
    if kind == Scope.CASE:
        return CaseReference.objects.filter(pk=key, organisation_id=organisation_id).first()
    if kind == Scope.TEAM:
        return Team.objects.filter(public_id=key, organisation_id=organisation_id).first()
    return User.objects.filter(public_id=key, memberships__organisation_id=organisation_id).distinct().first()


def kept_out(within: Within, row: models.Model) -> frozenset[str]:
    """Fields that are about somebody else than who is asked about: an expert's note on a supervisor."""
    if not isinstance(row, ConsultationNote):
        return frozenset()
    subject = row.supervisor.public_id if row.supervisor else None
    return frozenset() if (within.kind, within.key) == (Scope.PERSON, subject) else frozenset({"development"})


def scope_of(scoped: Scoped) -> Within:
    """What a hold, a request or an opening is about. A request reaches to the moment it was opened."""
    if isinstance(scoped, DisclosureRequest):
        return Within(
            scoped.organisation_id,
            scoped.scope_kind,
            scoped.scope_key,
            since=scoped.since,
            until=scoped.until,
            before=scoped.created_at,
        )
    return Within(scoped.organisation_id, scoped.scope_kind, scoped.scope_key)
