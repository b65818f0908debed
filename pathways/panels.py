"""What pathways puts on Today, into the person's menu and on a person's page."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, cast

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.navigation import NavItem, register_account
from home.today import Panel, register
from learning import dated_elsewhere
from pathways import evidence
from pathways.kinds import UNMET, Kind, State
from pathways.models import PersonStatus, RequirementVersion
from pathways.permissions import sees_statuses_of
from pathways.standing import counted
from pathways.status.words import said
from pathways.status_rows import OPEN_NOW, StatusRow, in_words
from people.models import User
from people.permissions import beside, current_memberships, is_member, register_beside
from people.person_sections import PersonSection, register_person_section

FIRST_ORDER, DUE_ORDER, SECTION_ORDER = 11, 13, 10
SHOWN = 5
NEW_FOR = datetime.timedelta(days=90)


@register_account
def own_pathway(request: HttpRequest) -> list[NavItem]:
    """Everything asked of oneself."""
    return [NavItem(12, _("My pathway"), reverse("pathway"), "learn")] if is_member(request.user) else []


register_beside("is_asked", lambda: Exists(PersonStatus.objects.filter(user=OuterRef("user"))))


def own_statuses(request: HttpRequest) -> list[Any]:
    """One's own statuses, soonest first, each with the kind and key of what is asked now; read once for a request."""
    found: list[Any] | None = getattr(request, "_own_statuses", None)
    if not beside(request.user, "is_asked"):
        return []
    if found is None:
        rules = RequirementVersion.objects.filter(
            requirement=OuterRef("requirement"), from_on__lte=timezone.localdate()
        ).order_by("-from_on", "-number")
        rows = PersonStatus.objects.of(cast(User, request.user)).select_related("requirement")
        asked = rows.annotate(kind=Subquery(rules.values("kind")[:1]), target=Subquery(rules.values("target_key")[:1]))
        found = list(asked.order_by("due_on", "requirement__code"))
        request._own_statuses = found  # type: ignore[attr-defined]
    return found


@dated_elsewhere.register
def dated_modules(request: HttpRequest) -> dict[uuid.UUID, datetime.date]:
    """Modules that are asked of one, with their dates."""
    return {
        uuid.UUID(status.target): status.due_on
        for status in own_statuses(request)
        if status.kind == Kind.MODULE and status.due_on and status.state != State.IN_DATE
    }


@register
def panels(request: HttpRequest) -> list[Panel]:
    """A new starter's first step; what is late or due; that nothing is, and what comes next."""
    user, rows = cast(User, request.user), own_statuses(request)
    if not rows:
        return []
    pressing = [row for row in rows if row.state in OPEN_NOW]
    todo = [row for row in rows if row.state in UNMET]
    found = [_first_step(user, todo[0])] if todo and is_new(user) else []
    if pressing:
        context = {"rows": in_words(pressing[:SHOWN]), "more": max(0, len(pressing) - SHOWN)}
        return [*found, Panel(DUE_ORDER, "pathways/panels/due.html", context)]
    if not todo:
        return [Panel(DUE_ORDER, "pathways/panels/quiet.html", {"text": _quiet(rows)}, column="side")]
    return found or [Panel(DUE_ORDER, "pathways/panels/coming.html", {"rows": in_words(todo[:SHOWN])})]


def is_new(user: User) -> bool:
    """Began a post in the last 90 days, and holds no older one."""
    starts = [membership.starts_on for membership in current_memberships(user)]
    return bool(starts) and min(starts) > timezone.localdate() - NEW_FOR


def _first_step(user: User, status: Any) -> Panel:
    """The step that comes first, one click away."""
    href = evidence.hrefs(status.kind, [status.target]).get(status.target) if status.kind else ""
    began = min(membership.starts_on for membership in current_memberships(user))
    context = {
        "row": in_words([status])[0],
        "day": (timezone.localdate() - began).days + 1,
        "href": href or f"{reverse('pathway')}#r-{status.requirement.public_id}",
    }
    return Panel(FIRST_ORDER, "pathways/panels/first.html", context, slot="first")


def _quiet(rows: list[PersonStatus]) -> str:
    coming = min((row.due_on for row in rows if row.due_on and row.state == State.IN_DATE), default=None)
    return _("Nothing due. Next refresher %(day)s.") % {"day": said(coming)} if coming else _("Nothing due.")


@register_person_section
def training_section(reader: User, person: User) -> PersonSection | None:
    """On a person's page, for those who may see how they stand: what presses, and the way to all of it."""
    if not sees_statuses_of(reader, person):
        return None
    statuses = PersonStatus.objects.visible_to(reader).of(person).select_related("requirement")
    rows = list(statuses.order_by("due_on"))
    shown: list[StatusRow] = in_words([row for row in rows if row.state in OPEN_NOW][:SHOWN])
    context = {
        "rows": shown,
        "tags": counted(row.state for row in rows).tags,
        "quiet": _quiet(rows) if rows else _("Nothing is asked of them."),
        "href": reverse("person_training", args=[person.public_id]),
    }
    return PersonSection(SECTION_ORDER, "pathways/person/section.html", context)
