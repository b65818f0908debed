"""What is due for disposal: by the organisation's own schedule, never by a default, and never what is held."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Max, When
from django.utils import timezone

from people.models import Membership, User
from supervision.models import CaseReference, DisclosureRequest, LegalHold, RecordKeeping, Scope
from supervision.retention import Clock, Kept, registered, value_of
from supervision.scopes import Found, add_beside, rows_in, scope_of

LOOK_AHEAD = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Due:
    """Something to dispose of as a whole: a case, a leaver's staff records, or one session.

    `held` says what stands in the way: `hold`, `request` or `waits` (for another record), empty for nothing.
    """

    kind: str
    key: uuid.UUID
    label: str
    since: datetime.date
    due_on: datetime.date
    years: int
    held: str = ""

    @property
    def is_due(self) -> bool:
        """Its years are over."""
        return self.due_on <= timezone.localdate()

    @property
    def value(self) -> str:
        """What a form sends to name it."""
        return f"{self.kind}:{self.key}"


def plus_years(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years on; 29 February becomes 1 March, never a day sooner."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def due_by(keeping: RecordKeeping, until: datetime.date) -> list[Due]:
    """Everything of the organisation whose years are over by the day, oldest first, and what stands in its way."""
    found = [*_cases(keeping, until), *_sessions(keeping, until), *_leavers(keeping, until)]
    held = {**_waiting(found), **_held_roots(keeping.organisation_id)} if found else {}
    return sorted(
        (replace(due, held=held.get((due.kind, str(due.key)), "")) for due in found), key=lambda due: due.due_on
    )


def _cases(keeping: RecordKeeping, until: datetime.date) -> Iterable[Due]:
    rows = CaseReference.objects.filter(organisation=keeping.organisation_id, closed_on__isnull=False)
    for case in rows.filter(closed_on__lte=_latest(until, keeping.case_years)):
        day = case.closed_on or until
        yield from _if_due(Due(Scope.CASE, case.pk, case.code, day, day, keeping.case_years), until)


def _sessions(keeping: RecordKeeping, until: datetime.date) -> Iterable[Due]:
    for kept in registered():
        if kept.clock == Clock.SESSION:
            rows = kept.rows.filter(organisation=keeping.organisation_id)
            for row in rows.filter(**{f"{kept.day}__lt": _before(kept, _latest(until, keeping.session_years))}):
                day = _as_day(getattr(row, kept.day))
                label = row._meta.label_lower
                yield from _if_due(Due(label, row.pk, str(row), day, day, keeping.session_years), until)


_DAY = datetime.timedelta(days=1)
_FAR = datetime.date(9999, 1, 1)


def _leavers(keeping: RecordKeeping, until: datetime.date) -> Iterable[Due]:
    """Those whose last membership has ended and of whom the organisation keeps staff records."""
    end = Case(When(ends_on__isnull=True, then=_FAR), default=F("ends_on"), output_field=models.DateField())
    last = Membership.objects.filter(organisation=keeping.organisation_id).values_list("user").annotate(left=Max(end))
    left = {user: day for user, day in last if plus_years_or_far(day, keeping.staff_years) <= until}
    spoken_of: set[int] = set()
    for kept in registered():
        for lookup in kept.about if kept.clock == Clock.STAFF else ():
            rows = kept.rows.filter(organisation=keeping.organisation_id, **{f"{lookup}__in": left})
            spoken_of |= set(rows.values_list(lookup, flat=True).distinct())
    for person in User.objects.filter(pk__in=spoken_of):
        day = left[person.pk]
        yield from _if_due(Due(Scope.PERSON, person.public_id, person.name, day, day, keeping.staff_years), until)


def plus_years_or_far(day: datetime.date, years: int) -> datetime.date:
    """As plus_years; who has not left has no day."""
    return _FAR if day == _FAR else plus_years(day, years)


def _if_due(due: Due, until: datetime.date) -> Iterable[Due]:
    on = plus_years(due.since, due.years)
    if on <= until:
        yield replace(due, due_on=on)


def _latest(until: datetime.date, years: int) -> datetime.date:
    """Nothing that began after this day can be due by then."""
    return plus_years(until, -years) + _DAY


def _before(kept: Kept, day: datetime.date) -> datetime.date:
    """The end of the day, as the kind's own field counts."""
    if isinstance(kept.model._meta.get_field(kept.day), models.DateTimeField):
        return timezone.make_aware(datetime.datetime.combine(day + _DAY, datetime.time()))
    return day + _DAY


def _as_day(value: Any) -> datetime.date:
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value


def members_of(due: Due, organisation_id: int) -> Found:
    """All rows that go with it: of its own clock, and what stands beside them."""
    found: Found = {}
    for kept in registered():
        if kept.clock not in {Clock.FOLLOWS, Clock.ACCOUNT}:
            chosen = _chosen(kept, due, kept.rows.filter(organisation=organisation_id))
            if chosen:
                found[kept] = chosen
    add_beside(found)
    return found


def _chosen(kept: Kept, due: Due, rows: models.QuerySet[models.Model]) -> list[models.Model]:
    if due.kind == Scope.CASE and kept.clock == Clock.CASE and kept.case:
        return list(rows.filter(**{kept.case: due.key}))
    if due.kind == Scope.PERSON and kept.clock == Clock.STAFF:
        about = models.Q()
        for lookup in kept.about:
            about |= models.Q(**{f"{lookup}__public_id": due.key})
        return list(rows.filter(about).distinct())
    if due.kind == kept.model._meta.label_lower and kept.clock == Clock.SESSION:
        return list(rows.filter(pk=due.key))
    return []


def children_of(found: Found) -> dict[type[models.Model], set[Any]]:
    """Every row to delete by model: the records, and the lines that only make sense as part of one."""
    rows: dict[type[models.Model], set[Any]] = {}
    for kept, records in found.items():
        rows.setdefault(kept.model, set()).update(row.pk for row in records)
    known = {kept.model for kept in registered()}
    for model in apps.get_app_config("supervision").get_models():
        if model not in known:
            for name, keys in _pointing(model, rows):
                rows.setdefault(model, set()).update(
                    model._default_manager.filter(**{f"{name}__in": keys}).values_list("pk", flat=True)
                )
    return {model: keys for model, keys in rows.items() if keys}


def outside(rows: dict[type[models.Model], set[Any]]) -> models.Model | None:
    """A record that still stands on one of these rows and is not among them: then all of them wait for it."""
    for model in apps.get_app_config("supervision").get_models():
        for name, keys in _pointing(model, rows):
            left = model._default_manager.filter(**{f"{name}__in": keys}).exclude(pk__in=rows.get(model, set()))
            found = left.first()
            if found:
                return found
    return None


def _pointing(model: type[models.Model], rows: dict[type[models.Model], set[Any]]) -> list[tuple[str, set[Any]]]:
    """The model's foreign keys that lead to models among these rows, and stand on them."""
    return [
        (field.name, rows[field.related_model])
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in rows and (model, field.name) not in let_go()
    ]


def let_go() -> set[tuple[type[models.Model], str]]:
    """Pointers that are emptied when what they point at goes."""
    return {(kept.model, name) for kept in registered() for name in kept.lets_go}


def held_rows(organisation_id: int) -> dict[tuple[str, str], str]:
    """Every record that a hold or an open disclosure request keeps, by type and id, with which of the two it is."""
    return {(row._meta.label_lower, str(row.pk)): why for _kept, row, why in _held(organisation_id)}


def _waiting(found: list[Due]) -> dict[tuple[str, str], str]:
    """Those on which a record of another clock stands still: a session waits for the cases discussed in it."""
    waiting: dict[tuple[str, str], str] = {}
    for kind in {due.kind for due in found} - {Scope.PERSON}:
        keys = {due.key for due in found if due.kind == kind}
        model = CaseReference if kind == Scope.CASE else apps.get_model(kind)
        goes_along = {Clock.FOLLOWS, Clock.CASE} if kind == Scope.CASE else {Clock.FOLLOWS}
        for kept in registered():
            if kept.clock not in goes_along:
                for name, _keys in _pointing(kept.model, {model: keys}):
                    stands_on = kept.rows.filter(**{f"{name}__in": keys}).values_list(name, flat=True).distinct()
                    waiting.update({(kind, str(key)): "waits" for key in stands_on})
    return waiting


def _held_roots(organisation_id: int) -> dict[tuple[str, str], str]:
    """The cases, people and sessions that are held as far as anything of theirs is."""
    people: dict[Any, str] = {}
    roots: dict[tuple[str, str], str] = {}
    for kept, row, why in _held(organisation_id):
        if kept.clock == Clock.CASE and kept.case:
            roots[Scope.CASE, str(value_of(row, kept.case))] = why
        elif kept.clock == Clock.SESSION:
            roots[row._meta.label_lower, str(row.pk)] = why
        elif kept.clock == Clock.STAFF:
            people.update({value_of(row, lookup): why for lookup in kept.about})
    for pk, public_id in User.objects.filter(pk__in=people).values_list("pk", "public_id"):
        roots[Scope.PERSON, str(public_id)] = people[pk]
    return roots


def _held(organisation_id: int) -> Iterable[tuple[Kept, models.Model, str]]:
    holds = LegalHold.objects.filter(organisation=organisation_id, lifted_at__isnull=True)
    requests = DisclosureRequest.objects.open().filter(organisation=organisation_id)
    for scoped, why in [*((hold, "hold") for hold in holds), *((request, "request") for request in requests)]:
        for kept, rows in rows_in(scope_of(scoped)).items():
            for row in rows:
                yield kept, row, why
