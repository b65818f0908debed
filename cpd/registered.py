"""Where the log shows: on My record, and one click from Today."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from cpd import own_parts, parts
from cpd.counter import counter_of
from cpd.models import CPDEntry
from cpd.words import Kind
from home.today import Panel
from home.today import register as register_panel
from learning.record_sections import register
from people.models import User
from people.permissions import has_role
from people.roles import TEAM_ROLES

TAKE, COUNTER, YEARS, REST = 10, 20, 60, 70
NEWEST = 4
TODAY_ORDER = 55


@register_panel
def today(request: HttpRequest) -> list[Panel]:
    """One's record and a place to reflect, for people of a team; asks the database nothing."""
    if not has_role(request.user, *TEAM_ROLES):
        return []
    return [Panel(TODAY_ORDER, "cpd/panels/record.html", {}, column="side")]


@register
def sections(request: HttpRequest) -> list[Panel]:
    """Take it along; the log in brief; hours by year; what was signed off, and what one held before."""
    user = cast(User, request.user)
    entries = list(CPDEntry.objects.visible_to(user).kept().exclude(kind=Kind.BREAK).order_by("-on", "-pk")[:NEWEST])
    log = {"entries": entries, "counter": counter_of(user, timezone.localdate())}
    found = [Panel(TAKE, "cpd/record/take.html"), Panel(COUNTER, "cpd/record/log.html", log)]
    years = own_parts.hours_by_year(user)
    if years:
        most = max(line.minutes or 0 for line in years) or 1
        rows = [(line, round(100 * (line.minutes or 0) / most)) for line in reversed(years)]
        found.append(Panel(YEARS, "cpd/record/years.html", {"rows": rows}))
    for part in parts.parts():
        lines = part.lines(user) if part.code in SHOWN else []
        if lines or part.code == "prior":
            found.append(Panel(REST, "cpd/record/part.html", {"part": part, "lines": lines}))
    return found


# Parts that My record does not show in another way already.
SHOWN = frozenset({"sign_offs", "prior"})
