"""Some weeks of two invented teams (demo/supervision/*.yaml), through the services, each at its own moment.

Dates count back from today. A team that has any case is left alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from pathways.services import statuses
from people.demo_clock import at
from people.models import Adaptation, Team, User
from supervision.demo_records import Records, learning_of
from supervision.demo_story import sections_of
from supervision.models import CaseReference, CaseReview, SupervisionSession
from supervision.reading import unread
from supervision.services import (
    actions,
    cases,
    corrections,
    hand_overs,
    keeping,
    reviews,
    session_records,
    sessions,
)
from supervision.weeks import monday_of

KEEPING = (
    *("ig_contact", "safeguarding_route", "safeguarding_route_cy"),
    *("case_years", "session_years", "staff_years"),
)
STEPS = ("withdrawn", "draft", "submitted", "discussed", "consulted", "final")
FIRST = 7
HOUR = datetime.timedelta(hours=1)
SAID = ("minutes", "advances", "barriers", "principles", "methods")
LASTS = datetime.timedelta(minutes=110)


def load(report: Callable[[str], None] = lambda line: None) -> None:
    """Every file of the folder, in order of its name."""
    for path in sorted((Path(settings.BASE_DIR) / "demo" / "supervision").glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        team = Team.objects.select_related("organisation").get(key=told["team"])
        if CaseReference.objects.filter(team=team).exists():
            continue
        with unread():
            Telling(team, told).tell()
        report(f"supervision: {len(told['cases'])} cases of {team}")
    session_records.finalise_due()
    statuses.refresh()  # what was told of earlier weeks was also looked at as of those weeks


def _person(email: str) -> User:
    return User.objects.get(email=email if "@" in email else f"{email}@hearth.example")


@dataclass
class Telling:
    """One team's weeks, told in the order in which they happened."""

    team: Team
    told: dict[str, Any]
    now: datetime.datetime = field(default_factory=timezone.now)
    open: dict[str, CaseReference] = field(default_factory=dict)
    week: dict[str, CaseReview] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people: dict[str, User] = {}
        self.supervisor = self.person(self.told["supervisor"])
        self.expert = self.person(self.told["expert"])

    def person(self, email: str) -> User:
        """The same person each time, so that their memberships are read once."""
        return self.people.setdefault(email, _person(email))

    def meets(self, weeks_ago: int) -> datetime.datetime:
        """When the team met that week."""
        day = monday_of(timezone.localtime(self.now).date()) - datetime.timedelta(weeks=weeks_ago)
        day += datetime.timedelta(days=self.team.supervision_day or 0)
        clock = self.team.supervision_time or datetime.time(10)
        return datetime.datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())

    def tell(self) -> None:
        """The schedule, then week by week, then what there is beside."""
        self._keep()
        for ago in range(FIRST, -1, -1):
            self._tell_week(ago)
        Records(self.team, self.told, self.open, self.person, self.meets, self.now).tell()

    def _keep(self) -> None:
        values = {name: self.told["keeping"][name] for name in KEEPING if name in self.told["keeping"]}
        guard = self.person(self.told["keeping"]["by"])
        keeping.set_record_keeping(actor=guard, organisation=self.team.organisation, **values)

    def _open(self, row: dict[str, Any], meets: datetime.datetime) -> None:
        """Its code is drawn as always; the demo's own then takes its place, so that guides can name it."""
        week = self.meets(row["opened"]).date()
        with at(min(meets - 30 * HOUR, self.now)):
            case = cases.open_case(
                actor=self.supervisor,
                team=self.team,
                adaptation=Adaptation.objects.get(code=row["adaptation"]),
                age_band=row["age_band"],
                therapist=self.person(row["therapist"]),
                opened_week=week,
            )
        CaseReference.objects.filter(pk=case.pk).update(code=row["code"])
        case.code = row["code"]
        self.open[row["code"]] = case

    def _tell_week(self, ago: int) -> None:
        meets = self.meets(ago)
        self.week = {}
        weeks = [(row, week) for row in self.told["cases"] for week in row["weeks"] if week["ago"] == ago]
        for row in self.told["cases"]:
            if min(row["opened"], FIRST) == ago:
                self._open(row, meets)
        for row, week in weeks:
            self._write(row, week, meets)
        for session in self.told["sessions"]:
            if session["ago"] == ago:
                self._meet(session, meets)
        for row, week in weeks:
            self._answer(row, week, meets)
        for row in self.told["cases"]:
            self._move(row, ago, meets)

    def _therapist(self, row: dict[str, Any], ago: int) -> User:
        """Whose case it was in that week."""
        handed, successor = row.get("handed", (FIRST, row["therapist"]))
        return self.person(successor if ago < handed else row["therapist"])

    def _write(self, row: dict[str, Any], week: dict[str, Any], meets: datetime.datetime) -> None:
        """By the evening before it is due, or late; in the running week never later than now."""
        therapist, case = self._therapist(row, week["ago"]), self.open[row["code"]]
        moment = meets - (2 * HOUR if week.get("late") else 26 * HOUR)
        with at(min(moment, self.now)):
            review = reviews.begin(actor=therapist, case=case, week=meets.date(), language=row.get("language", "en"))
            reviews.save_sections(
                actor=therapist,
                review=review,
                version=review.version,
                sections=sections_of(self._family(row, week), week, review.sections),
                safety={"safety_plan": True, "safety_reviewed_on": timezone.localdate(), "safety_escalated": False},
            )
            if not _reaches(week, "draft"):
                reviews.withdraw(actor=therapist, review=review, version=review.version)
            if _reaches(week, "submitted"):
                reviews.submit(actor=therapist, review=review, version=review.version)
        self.week[row["code"]] = review

    def _family(self, row: dict[str, Any], week: dict[str, Any]) -> dict[str, Any]:
        """Whose week it tells: another case's, where it was written on the wrong one."""
        return next((other for other in self.told["cases"] if other["code"] == week.get("meant_for")), row)

    def _meet(self, told: dict[str, Any], meets: datetime.datetime) -> None:
        """Planned the week before; then cancelled, held and shared, or still to come."""
        while told.get("planned") and meets < self.now:
            meets += datetime.timedelta(days=1)  # moved within its week, so that the week's prep is for it
        with at(min(meets - datetime.timedelta(days=7), self.now)):
            session = sessions.plan(
                actor=self.supervisor, team=self.team, starts_at=meets, mode=told.get("mode", "in_person")
            )
        if "cancelled" in told:
            with at(meets - 20 * HOUR):
                sessions.cancel(actor=self.supervisor, session=session, because=told["cancelled"])
        elif not told.get("planned"):
            self._hold(session, told, meets)

    def _hold(self, session: SupervisionSession, told: dict[str, Any], meets: datetime.datetime) -> None:
        with at(meets):
            session = sessions.begin(actor=self.supervisor, session=session)
        with at(meets + LASTS):
            for row in session.cases.select_related("session", "case"):
                said = told["cases"].get(row.case.code)
                if said:
                    values = dict(zip(SAID, said, strict=True))
                    sessions.save_case(actor=self.supervisor, row=row, version=row.version, **values)
            for action in told["actions"]:
                self._agree(session, action, meets)
            marks = dict.fromkeys(session.attendance.values_list("user_id", flat=True), ("present", 110))
            marks |= {self.person(name).pk: ("apologies", 0) for name in told.get("apologies", ())}
            sessions.note_attendance(actor=self.supervisor, session=session, marks=marks)
            sessions.share(actor=self.supervisor, session=session, version=session.version)

    def _agree(self, session: SupervisionSession, row: list[Any], meets: datetime.datetime) -> None:
        """`[who, what, days, case, module or resource, done]`."""
        owner, text, days, code, learn, done = row
        action = actions.agree(
            actor=self.supervisor,
            team=self.team,
            owner=self.person(owner),
            source=session,
            text=text,
            due_on=(meets + datetime.timedelta(days=days)).date(),
            case=self.open.get(code),
            **learning_of(learn),
        )
        if done:
            with at(min(meets + datetime.timedelta(days=max(days - 1, 1)), self.now)):
                actions.finish(actor=self.person(owner), action=action)

    def _answer(self, row: dict[str, Any], week: dict[str, Any], meets: datetime.datetime) -> None:
        """Guidance in the session, the expert's two days later, final by the end of the week."""
        review = self.week[row["code"]]
        review.refresh_from_db(fields=["state", "version", "discussed_at"])
        if not _reaches(week, "discussed"):
            return
        *principles, text = week["guidance"]
        with at(meets + HOUR):
            reviews.guide(
                actor=self.supervisor,
                review=review,
                version=review.version,
                text=text,
                principles=[number for number in principles if number],
                methods=["discussion", "rehearsal"] if week.get("rehearsal") else ["discussion"],
                resource=learning_of(week.get("resource", "")).get("resource_key"),
            )
        if _reaches(week, "consulted") and "expert" in week:
            with at(meets + 52 * HOUR):
                reviews.advise(actor=self.expert, review=review, version=review.version, text=week["expert"])
        if not _reaches(week, "final"):
            return
        with at(meets + 76 * HOUR):
            reviews.finalise(actor=self.supervisor, review=review, version=review.version)
            if "addendum" in week:
                reviews.add(actor=self.person(row["therapist"]), review=review, text=week["addendum"])
            if week.get("copied"):
                corrections.note_copied(actor=self.person(row["therapist"]), review=review)
        if "meant_for" in week:
            with at(meets + 78 * HOUR):
                corrections.copy_to_right_case(actor=self.supervisor, review=review, case=self.open[week["meant_for"]])

    def _move(self, row: dict[str, Any], ago: int, meets: datetime.datetime) -> None:
        """Closing, closed and archived in the weeks that say so."""
        steps = [status for status in ("closing", "closed") if row.get(status) == ago]
        if "handed" in row and row["handed"][0] == ago:
            with at(meets + 76 * HOUR):
                case, successor = self.open[row["code"]], self._therapist(row, ago - 1)
                self.open[row["code"]] = hand_overs.hand_over(actor=self.supervisor, case=case, therapist=successor)
        for status in steps:
            with at(meets + 77 * HOUR):
                cases.move_case(actor=self.supervisor, case=self.open[row["code"]], status=status)
        if row.get("archived") and ago == row["closed"] - 1:
            with at(meets + 77 * HOUR):
                cases.move_case(actor=self.supervisor, case=self.open[row["code"]], status="archived")


def _reaches(week: dict[str, Any], step: str) -> bool:
    return STEPS.index(week.get("until", "final")) >= STEPS.index(step)
