"""Pathways as the coordinator's list says them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pathways.gathering import audience_of
from pathways.models import Pathway, PathwayStep, PathwayVersion
from pathways.permissions import may_set_rules
from pathways.places import counted_by, names_of, place_name
from pathways.sentences import Names, who
from people.models import User

Day = datetime.date


@dataclass(frozen=True)
class Row:
    """A pathway in words, with the steps as components/path takes them."""

    pathway: Pathway
    place: str
    who: str
    steps: list[dict[str, Any]]
    coming_on: Day | None
    ended_on: Day | None
    may_change: bool


def rows_for(user: User) -> list[Row]:
    """The pathways of the organisations whose numbers one may see, those that have ended last."""
    found = Pathway.objects.for_places([one.pk for one in counted_by(user)]).select_related("organisation")
    versions = versions_of([one.pk for one in found])
    names = names_of([])
    rows = [_row(user, one, versions[one.pk], names) for one in found if versions.get(one.pk)]
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.place, row.pathway.name))


def versions_of(pathways: list[int]) -> dict[int, list[PathwayVersion]]:
    """Every version of each with its steps, in the order in which they hold."""
    found: dict[int, list[PathwayVersion]] = {}
    rows = PathwayVersion.objects.filter(pathway__in=pathways).order_by("from_on", "number")
    for version in rows.prefetch_related("steps__requirement"):
        found.setdefault(version.pathway_id, []).append(version)
    return found


def now_or_next(versions: list[PathwayVersion]) -> PathwayVersion:
    """The version in force, or the first to come."""
    today = timezone.localdate()
    return next((one for one in reversed(versions) if one.from_on <= today), versions[0])


def _row(user: User, pathway: Pathway, versions: list[PathwayVersion], names: Names) -> Row:
    version, today = now_or_next(versions), timezone.localdate()
    place = pathway.organisation.local_name if pathway.organisation else ""
    return Row(
        pathway,
        place_name(pathway.organisation),
        said_for(version, Names(names.targets, names.teams, place)),
        steps_of(version.steps.all()),
        next((one.from_on for one in versions if one.from_on > today), None),
        version.from_on if version.ended else None,
        may_set_rules(user, pathway.organisation_id),
    )


def said_for(version: PathwayVersion, names: Names) -> str:
    """Whom it is for, as a sentence."""
    words = who(audience_of(version), names)
    return _("For %(who)s.") % {"who": words}


def steps_of(steps: Any) -> list[dict[str, Any]]:
    """As components/path takes them."""
    return [step_words(step.requirement.name, step.offset_days) for step in steps if isinstance(step, PathwayStep)]


def step_words(name: str, days: int) -> dict[str, Any]:
    """One step: what, and when."""
    note = _("on the first day") if days == 0 else _("by day %(days)d") % {"days": days}
    return {"title": name, "note": note}
