"""What an expert or a supervisor sees of each of their teams before a call: facts only, no text is opened for it.

Four statements, however many teams and records there are.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils import timezone

from people.models import Team
from supervision.agenda import NOT_DISCUSSED_FOR
from supervision.models import CaseReference, CaseReview, ConsultationNote, SessionCase
from supervision.weeks import due_at, monday_of

CARRIED_FROM = 2
SUBMITTED = ("submitted", "discussed", "consulted", "final")


@dataclass(frozen=True)
class CaseGlance:
    """One open case, and what about it may be worth a call: codes of `why` in order of weight."""

    id: uuid.UUID
    code: str
    therapist: str
    why: tuple[str, ...]
    review: uuid.UUID | None


@dataclass
class TeamGlance:
    """One team: how many cases ask a question, carry goals, wait to be discussed, have no summary in time."""

    team: Team
    cases: list[CaseGlance] = field(default_factory=list)
    last_call: datetime.datetime | None = None

    def count(self, why: str) -> int:
        """How many open cases have this reason."""
        return sum(why in case.why for case in self.cases)

    @property
    def questions(self) -> int:
        """Cases with an open question."""
        return self.count("question")

    @property
    def carried(self) -> int:
        """Cases with a goal carried for two weeks or more."""
        return self.count("carried")

    @property
    def not_discussed(self) -> int:
        """Cases in no final session for two weeks."""
        return self.count("not_discussed")

    @property
    def late(self) -> int:
        """Summaries of this week that are late, sent or not."""
        return self.count("late")

    @property
    def worth_a_word(self) -> list[CaseGlance]:
        """Cases with any reason, the one with most first."""
        return sorted((case for case in self.cases if case.why), key=lambda case: (-len(case.why), case.code))


def at_a_glance(teams: Iterable[Team], now: datetime.datetime | None = None) -> list[TeamGlance]:
    """Each team in the order given, with its open cases."""
    now = now or timezone.now()
    glances = {team.pk: TeamGlance(team) for team in teams}
    cases = list(
        CaseReference.objects.open()
        .filter(team__in=glances)
        .select_related("therapist")
        .only("pk", "code", "team_id", "opened_week", "therapist__name")
    )
    newest = _newest_summaries(cases, monday_of(timezone.localtime(now).date()))
    discussed = _last_discussed(cases)
    for case in cases:
        glance = glances[case.team_id]
        glance.cases.append(_case(case, glance.team, newest.get(case.pk, []), discussed.get(case.pk), now))
    for team_id, last in _last_calls(glances).items():
        glances[team_id].last_call = last
    return list(glances.values())


def _newest_summaries(cases: list[CaseReference], week: datetime.date) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """Of this week and the one before, newest first."""
    found = CaseReview.objects.filter(
        case__in=[case.pk for case in cases],
        week__in=[week, week - datetime.timedelta(days=7)],
        state__in=SUBMITTED,
    )
    rows: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
    names = ("pk", "case_id", "week", "has_question", "longest_carried", "submitted_at", "state")
    for row in found.order_by("-week").values(*names):
        rows[row["case_id"]].append(row)
    return rows


def _last_discussed(cases: list[CaseReference]) -> dict[uuid.UUID, datetime.datetime]:
    """The last shared session in which each was discussed."""
    rows = SessionCase.objects.filter(case__in=[case.pk for case in cases], is_discussed=True, session__state="shared")
    return dict(rows.order_by().values_list("case").annotate(Max("session__starts_at")))


def _last_calls(teams: Iterable[int]) -> dict[int, datetime.datetime]:
    rows = ConsultationNote.objects.filter(team__in=list(teams))
    return dict(rows.order_by().values_list("team").annotate(Max("starts_at")))


def _case(
    case: CaseReference,
    team: Team,
    summaries: list[dict[str, Any]],
    discussed: datetime.datetime | None,
    now: datetime.datetime,
) -> CaseGlance:
    newest = summaries[0] if summaries else None
    last = timezone.localtime(discussed).date() if discussed else case.opened_week
    told = {
        "question": bool(newest and newest["has_question"] and newest["state"] != "final"),
        "carried": bool(newest and newest["longest_carried"] >= CARRIED_FROM),
        "not_discussed": timezone.localtime(now).date() - last >= NOT_DISCUSSED_FOR,
        "late": _is_late(team, summaries, now),
    }
    why = tuple(name for name, holds in told.items() if holds)
    return CaseGlance(case.pk, case.code, case.therapist.name, why, newest["pk"] if newest else None)


def _is_late(team: Team, summaries: list[dict[str, Any]], now: datetime.datetime) -> bool:
    """Of this week's summary: sent after it was due, or not sent by then."""
    week = monday_of(timezone.localtime(now).date())
    due = due_at(week, team.supervision_day, team.supervision_time, timezone.get_current_timezone())
    sent = next((row["submitted_at"] for row in summaries if row["week"] == week), None)
    return due is not None and (sent or now) > due
