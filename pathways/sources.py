"""Evidence that pathways finds for itself: modules, live events, readings; and requirements that ask for others."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from events import kinds as event_kinds
from events.models import EventOutcome
from learning.addresses import learn_address
from learning.models import Certificate, Completion, Edition, EditionModule, Enrolment, ResourceText
from pathways.evidence import Choice, Done, Keys, Source, UnderWay, Users, register
from pathways.kinds import Kind
from pathways.models import Pathway, ReadAcknowledgement, Requirement


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)


def modules_done(users: Users, keys: Keys) -> Iterator[Done]:
    """Completions. One whose certificate is revoked does not count until another is issued for it.

    A completion brought over later is known from the day on which its first certificate was issued.
    """
    rows = Completion.objects.filter(user_id__in=users, module_key__in=keys)
    issued: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    certificates = Certificate.objects.filter(completion__in=rows).order_by("pk")
    for completion, *life in certificates.values_list("completion_id", "issued_at", "revoked_at"):
        issued[completion].append(tuple(life))
    for pk, user, key, at in rows.values_list("pk", "user_id", "module_key", "completed_at"):
        for known_on, withdrawn_on in _lives(_day(at), issued[pk]):
            yield Done(user, str(key), _day(at), known_on, withdrawn_on)


def _lives(
    done_on: datetime.date, certificates: list[tuple[Any, ...]]
) -> Iterator[tuple[datetime.date, datetime.date | None]]:
    """From when to when a completion counted, by the life of its certificates in order."""
    known_on = max(done_on, _day(certificates[0][0])) if certificates else done_on
    for (_issued, revoked_at), following in zip(certificates, [*certificates[1:], None], strict=True):
        if revoked_at is None:
            continue
        yield known_on, _day(revoked_at)
        if following is None:
            return
        known_on = _day(following[0])
    yield known_on, None


def modules_under_way(users: Users, keys: Keys) -> Iterator[UnderWay]:
    """Enrolments that were begun, until they were completed."""
    rows = Enrolment.objects.filter(user_id__in=users, module_key__in=keys, started_at__isnull=False)
    rows = rows.exclude(state=Enrolment.State.WITHDRAWN).order_by("-started_at")
    for user, key, began, ended in rows.values_list("user_id", "module_key", "started_at", "completion__completed_at"):
        if began:
            yield UnderWay(user, str(key), _day(began), _day(ended) if ended else None)


def _chosen(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Of rows of key, language, and anything else, one for each key: in the reader's language where there is one."""
    language = get_language() or "en"
    ordered = sorted(rows, key=lambda row: (row[1] == language, row[1] == "en"))
    return {str(row[0]): row for row in ordered}


def module_choices() -> list[Choice]:
    """Modules with an edition, by code."""
    current = EditionModule.objects.filter(edition__in=Edition.objects.current())
    rows = _chosen(current.values_list("edition__module_key", "language", "edition__code", "title"))
    named = sorted(rows.items(), key=lambda item: (len(item[1][2]), item[1][2]))
    return [(key, f"{row[2]} · {row[3]}") for key, row in named]


def module_titles(keys: Keys) -> dict[str, str]:
    """The titles of modules, as the newest edition has them."""
    newest = EditionModule.objects.filter(edition__module_key__in=keys).order_by("edition__number")
    rows = _chosen(newest.values_list("edition__module_key", "language", "edition__code", "title"))
    return {key: f"{row[2]} · {row[3]}" for key, row in rows.items()}


def module_hrefs(keys: Keys) -> dict[str, str]:
    """Where modules are read."""
    newest = EditionModule.objects.filter(edition__module_key__in=keys).order_by("edition__number")
    rows = _chosen(newest.values_list("edition__module_key", "language", "slug"))
    return {key: learn_address(row[1], row[2]) for key, row in rows.items()}


def events_done(users: Users, keys: Keys) -> Iterator[Done]:
    """Whole events attended, attested; known from the day of attesting, until corrected to less."""
    rows = EventOutcome.objects.filter(result=event_kinds.Result.ATTENDED, user_id__in=users, event__kind__in=keys)
    fields = ("user_id", "event__kind", "on", "attested_at", "superseded_by__attested_at")
    for user, kind, on, attested_at, corrected_at in rows.values_list(*fields):
        yield Done(user, kind, on, _day(attested_at), _day(corrected_at) if corrected_at else None)


def readings_done(users: Users, keys: Keys) -> Iterator[Done]:
    """Readings that people say they have read."""
    rows = ReadAcknowledgement.objects.filter(user_id__in=users, key__in=keys)
    for user, key, on, at in rows.values_list("user_id", "key", "on", "at"):
        yield Done(user, str(key), on, _day(at))


def reading_choices() -> list[Choice]:
    """Published resources by title."""
    rows = _chosen(ResourceText.objects.values_list("resource_key", "language", "page__title"))
    return sorted(((key, row[2]) for key, row in rows.items()), key=lambda choice: choice[1].casefold())


def reading_titles(keys: Keys) -> dict[str, str]:
    """The titles of resources."""
    rows = ResourceText.objects.filter(resource_key__in=keys)
    return {key: row[2] for key, row in _chosen(rows.values_list("resource_key", "language", "page__title")).items()}


def reading_hrefs(keys: Keys) -> dict[str, str]:
    """Where resources are read."""
    rows = ResourceText.objects.filter(resource_key__in=keys).values_list("resource_key", "language", "slug")
    return {key: reverse("resource", args=[row[2]]) for key, row in _chosen(rows).items()}


def _nothing(_users: Users, _keys: Keys) -> Iterable[Done]:
    return ()


def _names(rows: Any) -> list[Choice]:
    return [(str(row.public_id), row.name) for row in rows]


register(Source(Kind.MODULE, module_choices, modules_done, modules_under_way, titles=module_titles, hrefs=module_hrefs))
register(
    Source(
        Kind.EVENT,
        lambda: [(value, str(label)) for value, label in event_kinds.Kind.choices],
        events_done,
    )
)
register(Source(Kind.READING, reading_choices, readings_done, titles=reading_titles, hrefs=reading_hrefs))
# What follows from other requirements is found by the engine itself; here are its names only.
register(
    Source(
        Kind.CERTIFICATE,
        lambda: _names(Requirement.objects.all()),
        _nothing,
        titles=lambda keys: dict(_names(Requirement.objects.filter(public_id__in=keys))),
    )
)
register(
    Source(
        Kind.PATHWAY,
        lambda: _names(Pathway.objects.all()),
        _nothing,
        titles=lambda keys: dict(_names(Pathway.objects.filter(public_id__in=keys))),
    )
)
