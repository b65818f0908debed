"""Every unit of every module somebody has open, with how far they are: one statement for all the panels of Today."""

from __future__ import annotations

from typing import Any

from django.db.models import BigAutoField, CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from learning.models import Edition, EditionUnit, Enrolment, UnitProgress
from people.models import User
from people.prepared import Prepared, Slot

NAMES = (
    "enrolment",
    "language",
    "unit_key",
    "slug",
    "title",
    "summary",
    "minutes",
    "approach",
    "completed_at",
    "reached",
)


def open_units(user: User, language: str) -> list[dict[str, Any]]:
    """Units of the user's open enrolments in the language and in English, each module's in their order."""
    return [
        dict(zip(NAMES, row, strict=True))
        for row in _OPEN_UNITS.rows(user=user.pk, language=language, now=timezone.now())
    ]


def _open_units() -> QuerySet[Any, Any]:
    mine = UnitProgress.objects.filter(enrolment_id=OuterRef("enrolment"), unit_key=OuterRef("unit_key"))
    here = Q(language=Slot("language", CharField())) | Q(language="en")
    newer = Edition.objects.live(Slot("now", DateTimeField())).filter(
        module_key=OuterRef("module_key"), number__gt=OuterRef("edition__number")
    )
    begins_elsewhere = Q(state=Enrolment.State.ASSIGNED) & Exists(newer)
    open_now = Enrolment.objects.open().filter(~begins_elsewhere, user=Slot("user", BigAutoField()))
    return (
        EditionUnit.objects.filter(here, edition__enrolments__in=open_now)
        .annotate(
            enrolment=F("edition__enrolments__pk"),
            approach=F("edition__approach"),
            completed_at=Subquery(mine.values("completed_at")[:1]),
            reached=Subquery(mine.values("position")[:1]),
        )
        .order_by("enrolment", "language", "position")
        .values_list(*NAMES)
    )


_OPEN_UNITS = Prepared(_open_units)
