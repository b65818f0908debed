"""The editor of a case in a session: the form, the rail of cases, and beside it what the therapist prepared."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from people.models import Membership, User
from people.roles import TEAM_ROLES
from supervision.agenda import SESSION_MINUTES
from supervision.conflicts import mark
from supervision.fit_editor import fit_editor, targets_of
from supervision.forms.session_case import judged
from supervision.models import (
    Action,
    CaseReview,
    ConsultationCase,
    Draft,
    RecordKeeping,
    SessionCase,
    SupervisionSession,
)
from supervision.services.actions import can_take_back
from supervision.session_pages import rail_rows
from supervision.summary import LastGoal, NextGoal, Sections
from supervision.words import Method, Outcome, Principle

SHOWN_WEEKS = 6


@dataclass(frozen=True)
class Group:
    """A therapist's cases on the rail."""

    therapist: User
    rows: list[Any]

    @property
    def written(self) -> int:
        """How many of them are written."""
        return sum(row.is_discussed for row in self.rows)


@dataclass(frozen=True)
class Week:
    """One bar of the trend: how many goals were met, of how many, in which week of treatment."""

    number: int
    met: int
    total: int


def editor_page(row: SessionCase, reader: User, values: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Everything but the state of saving; `base` is what the record holds, whose marks the form carries."""
    rail = rail_rows(row.session, reader)
    actions = actions_of(row, reader)
    sections = Sections.read({**values, "start": row.review.start if row.review else {}})
    return {
        "session": row.session,
        "row": row,
        "values": values,
        "marks": {name: mark(value) for name, value in base.items()},
        "rail": grouped(rail),
        "written": sum(item.is_discussed for item in rail),
        "total": len(rail),
        "used": sum(item.minutes for item in rail),
        "planned": SESSION_MINUTES,
        "last_goals": list(enumerate(sections.last_goals)),
        "next_goals": list(enumerate(sections.next_goals)),
        "blank_goal": NextGoal(key=""),
        "drivers": [(driver.key, driver.text) for driver in sections.fit if driver.is_open and driver.text],
        "overarching": [(goal.key, goal.text) for goal in sections.start.goals],
        "to_carry": to_carry(sections),
        "fit": fit_editor("fit", sections.fit, targets_of(sections)),
        "outcomes": Outcome.choices,
        "principles": Principle.choices,
        "methods": Method.choices,
        "actions": actions,
        "undo": [action.pk for action in actions if can_take_back(reader, action)],
        "trend": trend_of(row),
        "advised": last_advised(row, reader),
        "keeping": RecordKeeping.objects.filter(organisation_id=row.organisation_id).first(),
        "open": bool(sections.fit),
    }


def grouped(rail: list[Any]) -> list[Group]:
    """By therapist, in the order of need of each one's first case."""
    found: dict[int, Group] = {}
    for item in rail:
        found.setdefault(item.case.therapist_id, Group(item.case.therapist, [])).rows.append(item)
    return list(found.values())


def to_carry(sections: Sections) -> list[LastGoal]:
    """Goals that were not met and do not go on into this week yet."""
    taken = {goal.carries for goal in sections.next_goals}
    return [goal for goal in sections.last_goals if goal.outcome != Outcome.MET and goal.key not in taken]


def actions_of(row: SessionCase, reader: User) -> list[Action]:
    """What is still to do about the case, and what was agreed today."""
    here = Q(source_id=row.session_id) | Q(state=Action.State.OPEN)
    found = Action.objects.visible_to(reader).filter(here, case_id=row.case_id).exclude(state=Action.State.DROPPED)
    return list(found.select_related("owner"))


def trend_of(row: SessionCase) -> list[Week]:
    """Goals met in the last weeks; counts only, no text is opened."""
    reviews = CaseReview.objects.filter(case_id=row.case_id, state__in=["submitted", "discussed", "consulted", "final"])
    facts = reviews.order_by("-week").values_list("week", "goals_met", "goals_partly", "goals_not_met")[:SHOWN_WEEKS]
    weeks = [Week(_week(row, week), met, met + partly + missed) for week, met, partly, missed in facts]
    return [week for week in reversed(weeks) if week.total]


def last_advised(row: SessionCase, reader: User) -> ConsultationCase | None:
    """What the expert recommended for the case in the last call whose note is final."""
    final = ConsultationCase.objects.visible_to(reader).filter(case_id=row.case_id, note__state="final")
    return final.select_related("note__expert").order_by("-note__starts_at").first()


def _week(row: SessionCase, monday: datetime.date) -> int:
    return (monday - row.case.opened_week).days // 7 + 1


def next_case(session: SupervisionSession, after: SessionCase) -> SessionCase | None:
    """The next case that is not written: after this one, else from the top."""
    rows = (
        SessionCase.objects.filter(session=session, is_discussed=False).exclude(pk=after.pk).only("case_id", "position")
    )
    waiting = list(rows.order_by("position"))
    return next((row for row in waiting if row.position > after.position), waiting[0] if waiting else None)


def team_people(session: SupervisionSession) -> list[User]:
    """Who an action may be for: everyone of the team today."""
    rows = Membership.objects.current().in_role(*TEAM_ROLES).filter(team_id=session.team_id, user__is_active=True)
    return list({row.user_id: row.user for row in rows.select_related("user").order_by("user__name")}.values())


def offered(draft: Draft | None, row: SessionCase, stored: Mapping[str, Any]) -> datetime.datetime | None:
    """When words of the reader's own were kept that the record does not hold; nothing if it holds them all."""
    return draft.saved_at if draft is not None and draft_values(draft, stored) != dict(stored) else None


def draft_values(draft: Draft, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The draft in the shape of a form, with last week's goals as they are stored."""
    kept: dict[str, Any] = draft.content.get("values", {})
    values = {name: kept.get(name, value) for name, value in stored.items()}
    return values | {"last_goals": judged(stored["last_goals"], kept.get("last_goals", []))}
