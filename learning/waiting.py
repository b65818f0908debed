"""What a module still waits for once its check is passed, and from which day such evidence counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, ExpressionWrapper, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from learning import evidence
from learning.models import Attempt, Edition, Enrolment
from people.models import User


@dataclass(frozen=True)
class Asked:
    """A kind of evidence in words for the learner, and whether it has been given."""

    needed: str
    given: bool


def asked(edition: Edition, enrolment_id: int | None) -> list[Asked]:
    """Everything the edition asks for besides its check, in one statement; nothing is given before one is on it."""
    kinds = evidence.kinds_of(edition.evidence)
    given = {f"given_{place}": kind.given() for place, kind in enumerate(kinds)}
    mine = Enrolment.objects.filter(pk=enrolment_id or 0).annotate(since=_counts_from()).annotate(**given)
    found = mine.values(*given).first() if kinds and enrolment_id else None
    return [Asked(str(kind.needed), bool(found and found[name])) for kind, name in zip(kinds, given, strict=True)]


def is_whole(enrolment: Enrolment) -> bool:
    """Nothing is asked for that has not been given."""
    return all(item.given for item in asked(enrolment.edition, enrolment.pk))


def _counts_from() -> TruncDate:
    """The day one came on to the module. Moving to a newer edition, or taking its check again, asks nothing anew."""
    again = ExpressionWrapper(OuterRef("retake_of_id"), BigIntegerField())
    run = (
        Enrolment.objects.filter(user=OuterRef("user"), module_key=OuterRef("module_key"))
        .annotate(again=again)
        .filter(Q(pk=OuterRef("pk")) | Q(started_at=OuterRef("started_at")) | Q(again__isnull=False))
    )
    return TruncDate(Subquery(run.order_by().values("user").annotate(at=Min("created_at")).values("at")))


def passed_and_waiting(users: Iterable[User | int] | None = None) -> QuerySet[Attempt]:
    """Passed checks of modules that are not finished; of these people, or of everybody."""
    rows = Attempt.objects.filter(passed=True, enrolment__in=Enrolment.objects.open(), enrolment__completion=None)
    rows = rows.select_related("enrolment__user", "enrolment__edition").order_by("pk")
    return rows if users is None else rows.filter(enrolment__user__in=users)
