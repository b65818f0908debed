"""The parts of a training record that come from learning and from the log itself."""

from __future__ import annotations

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cpd.models import CPDEntry
from cpd.parts import Line, Part, register
from cpd.querysets import EntryQuerySet
from cpd.telling import day, duration
from cpd.words import Activity, Kind
from learning.certificates.codes import grouped
from learning.certificates.verify import status_of
from learning.models import Certificate
from learning.verdicts import verdict
from people.models import User


def modules(user: User) -> list[Line]:
    """Every module finished, as the log has it."""
    return [_line(entry) for entry in _kept(user).filter(source="module")]


def certificates(user: User) -> list[Line]:
    """Every certificate with its state and the code to check it by; also those that are no longer current."""
    today, welsh = timezone.localdate(), get_language() == "cy"
    return [
        Line(
            f"{row.module_code} · {row.title_cy if welsh and row.title_cy else row.title_en}",
            row.completed_on,
            row.minutes,
            ", ".join(_about(row, str(verdict(status_of(row.state, row.expires_on, today)).word))),
            grouped(row.code),
        )
        for row in Certificate.objects.of(user).order_by("completed_on", "pk")
    ]


def _about(row: Certificate, state: str) -> list[str]:
    said = [row.serial, state]
    return [*said, _("refresh by %(day)s") % {"day": day(row.expires_on)}] if row.expires_on else said


def events(user: User) -> list[Line]:
    """Every live event attended, as attested."""
    return [_line(entry, entry.provider) for entry in _kept(user).filter(source="event")]


def own_activities(user: User) -> list[Line]:
    """What the owner noted themselves, by title: their reflections stay in their log."""
    rows = _kept(user).own_words().filter(kind=Kind.ACTIVITY)
    noted = _("noted by the holder")
    return [_line(entry, f"{entry.get_activity_display()}, {noted}") for entry in rows]


def prior(user: User) -> list[Line]:
    """What they held before, as they say themselves."""
    rows = _kept(user).filter(kind=Kind.PRIOR).select_related("file").defer("file__body")
    return [_line(entry, _of_prior(entry)) for entry in rows]


def _of_prior(entry: CPDEntry) -> str:
    said = [entry.provider, _("stated by the holder")]
    if entry.until:
        said.append(_("valid until %(day)s") % {"day": day(entry.until)})
    return ", ".join(part for part in said if part)


def hours_by_year(user: User) -> list[Line]:
    """All time that counts, by year, with what it was spent on."""
    years: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for on, activity, minutes in _kept(user).filter(kind=Kind.ACTIVITY).values_list("on", "activity", "minutes"):
        years[on.year][activity] += minutes
    return [
        Line(
            str(year),
            minutes=sum(spent.values()),
            detail=", ".join(f"{Activity(code).label}: {duration(spent[code])}" for code in sorted(spent)),
        )
        for year, spent in sorted(years.items())
    ]


def _kept(user: User) -> EntryQuerySet:
    return CPDEntry.objects.visible_to(user).kept().order_by("on", "pk")


def _line(entry: CPDEntry, detail: str = "") -> Line:
    return Line(entry.shown_title, entry.on, entry.minutes or None, detail)


register(Part("modules", 10, gettext_lazy("Modules completed"), modules))
register(Part("certificates", 20, gettext_lazy("Certificates"), certificates))
register(Part("events", 30, gettext_lazy("Live events attended"), events))
register(Part("years", 50, gettext_lazy("Hours by year"), hours_by_year))
register(Part("own", 60, gettext_lazy("Other professional development"), own_activities))
register(Part("prior", 70, gettext_lazy("Prior learning"), prior))
