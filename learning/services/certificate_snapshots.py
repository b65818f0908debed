"""The words of a certificate as they are on the day of its issue: person, place, what was learnt, result and dates."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, Subquery, When
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from learning.models import Completion, DesignUse, DesignVersion, EditionModule
from learning.practised import practice_stated
from people.models import Membership, Organisation, User
from people.querysets import in_force

ISSUER = "Hearth"


class NoTextError(Exception):
    """There is nothing to print: no title in any language."""


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Somebody was at a live event; `source_key` is the attested outcome's, and no two share one."""

    holder: User
    source_key: UUID
    code: str
    title_en: str
    title_cy: str
    minutes: int
    outcomes: Iterable[str]
    completed_on: datetime.date
    expires_on: datetime.date | None
    organisation: Organisation | None


def of_completion(completion: Completion) -> dict[str, Any]:
    """What a module's certificate prints, with where it comes from."""
    holder, edition = completion.user, completion.edition
    texts = {text.language: text for text in EditionModule.objects.filter(edition=edition)}
    text = _text_for(holder, texts)
    completed_on = timezone.localtime(completion.completed_at).date()
    membership = _membership_on(holder, completed_on)
    return {
        "completion": completion,
        "holder": holder,
        "language": text.language,
        "name": holder.name,
        "role": _role(membership, text.language),
        **_issuer(membership.organisation if membership else None),
        "module_code": edition.code,
        **_titles(texts),
        "outcomes": list(text.outcomes),
        "edition_number": edition.number,
        "minutes": completion.minutes,
        "score": completion.score,
        "pass_mark": completion.attempt.pass_mark if completion.attempt else edition.pass_mark,
        "completed_on": completed_on,
        "expires_on": add_months(completed_on, edition.repeat_months) if edition.repeat_months else None,
        **_design(membership.organisation_id if membership else None, edition.code, holder, text.language),
    }


def of_attendance(attendance: Attendance) -> dict[str, Any]:
    """What an event's certificate prints, with where it comes from: no edition, no score."""
    titles = {"en": attendance.title_en, "cy": attendance.title_cy}
    holder = attendance.holder
    language = next((known for known in (holder.language, "en", "cy") if titles.get(known)), "")
    if not language:
        raise NoTextError
    membership = _membership_on(holder, attendance.completed_on)
    organisation = attendance.organisation or (membership.organisation if membership else None)
    return {
        "attendance_key": attendance.source_key,
        "holder": holder,
        "language": language,
        "name": holder.name,
        "role": _role(membership, language),
        **_issuer(organisation),
        "module_code": attendance.code,
        "title_en": attendance.title_en or attendance.title_cy,
        "title_cy": attendance.title_cy,
        "outcomes": list(attendance.outcomes),
        "minutes": attendance.minutes,
        "completed_on": attendance.completed_on,
        "expires_on": attendance.expires_on,
        "design": design_for(organisation.pk if organisation else None, DesignUse.Kind.EVENTS, attendance.code),
    }


def design_for(organisation_id: int | None, kind: str, code: str) -> DesignVersion | None:
    """The newest version of the closest design: the code's own, then all modules' or events', then everything's."""
    if organisation_id is None:
        return None
    by_code = Q(kind=DesignUse.Kind.CODE, code=code)
    uses = DesignUse.objects.filter(
        by_code | Q(kind__in=[kind, DesignUse.Kind.EVERYTHING]), organisation_id=organisation_id
    )
    nearest = Case(When(by_code, then=0), When(kind=kind, then=1), default=2)
    chosen = uses.order_by(nearest).values("design")[:1]
    return DesignVersion.objects.filter(design=Subquery(chosen)).order_by("-number").first()


def _design(organisation_id: int | None, code: str, holder: User, language: str) -> dict[str, Any]:
    """What a module's certificate is printed with, and what was practised where its design states that."""
    design = design_for(organisation_id, DesignUse.Kind.MODULES, code)
    states = design is not None and design.values.get("states_practice")
    return {"design": design, "practised": practice_stated(holder, language) if states else []}


def _text_for(holder: User, texts: dict[str, EditionModule]) -> EditionModule:
    """In the holder's language if the module has it; else in English, else in what there is."""
    for language in (holder.language, "en", *texts):
        if language in texts:
            return texts[language]
    raise NoTextError


def _titles(texts: dict[str, EditionModule]) -> dict[str, str]:
    english, welsh = texts.get("en"), texts.get("cy")
    return {
        "title_en": english.title if english else next(iter(texts.values())).title,
        "title_cy": welsh.title if welsh else "",
    }


def _membership_on(holder: User, day: datetime.date) -> Membership | None:
    """The membership in force on the day: a team's before an organisation's, the longest held first."""
    found = Membership.objects.filter(in_force(day), user=holder).select_related("organisation", "team")
    return min(found, key=lambda item: (item.team_id is None, item.starts_on, item.pk), default=None)


def _role(membership: Membership | None, language: str) -> str:
    if membership is None:
        return ""
    with translation.override(language):
        role = str(membership.get_role_display())
        place = membership.team.name if membership.team else membership.organisation.local_name
        return _("%(role)s, %(place)s") % {"role": role, "place": place[: 97 - len(role)]}


def _issuer(organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        return {"organisation": None, "issuer": ISSUER, "issuer_cy": ""}
    return {"organisation": organisation, "issuer": organisation.name, "issuer_cy": organisation.name_cy}


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day that many months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
