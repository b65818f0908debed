"""What the demo tells beside the weeks: calls with the expert, a crisis call, practice seen, a plan, scores.

Each is optional in demo/supervision/*.yaml. Who writes it, is who writes it in life.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from people.models import Team, User
from supervision.demo_clock import at
from supervision.demo_story import NAMESPACE, key_of
from supervision.models import CaseReference, Measure, Observation
from supervision.plan_parts import Arranged, Need, PlanGoal, stored
from supervision.services import confirming, consultation, crises, measures, observations, plans, sign_offs

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Records:
    """A team's other records, told after its weeks. `meets` says when it met so many weeks ago."""

    team: Team
    told: Mapping[str, Any]
    cases: Mapping[str, CaseReference]
    person: Callable[[str], User]
    meets: Callable[[int], datetime.datetime]
    now: datetime.datetime

    @property
    def supervisor(self) -> User:
        """Who leads the team."""
        return self.person(self.told["supervisor"])

    @property
    def expert(self) -> User:
        """Who advises it."""
        return self.person(self.told["expert"])

    def tell(self) -> None:
        """Every kind there is in the file."""
        for row in self.told.get("consultations", ()):
            self._consult(row)
        for number, row in enumerate(self.told.get("crises", ())):
            self._call(number, row)
        seen = {row["skill"]: self._observe(row) for row in self.told.get("observations", ())}
        for row in self.told.get("sign_offs", ()):
            self._sign_off(row, seen)
        for row in self.told.get("plans", ()):
            self._plan(row)
        for row in self.told.get("scores", ()):
            self._score(row)

    def _at(self, ago: int, hours: int) -> datetime.datetime:
        """So many hours after the team met that week, and never in time to come."""
        return min(self.meets(ago) + hours * HOUR, self.now - HOUR)

    def _consult(self, row: dict[str, Any]) -> None:
        starts = self._at(row["ago"], 52)
        with at(starts):
            note = consultation.begin(actor=self.expert, team=self.team, starts_at=starts, mode="video")
            follow_ups = [
                {"owner": str(self.person(who).public_id), "text": text, "due": f"{(starts + days * DAY).date()}"}
                for who, text, days in row.get("follow_ups", ())
            ]
            written = consultation.Written(
                starts_at=starts,
                ended_at=None if row.get("draft") else starts + 50 * HOUR / 60,
                mode="video",
                present=tuple(note.present),
                follow_ups=follow_ups,
                lines=tuple(
                    consultation.Line(case=self.cases[code].pk, recommendation=text, for_summary=False)
                    for code, text in row["cases"].items()
                ),
                **row["texts"],
            )
            consultation.save(actor=self.expert, note=note, version=note.version, written=written)
        if not row.get("draft"):
            with at(starts + HOUR):
                confirming.finalise(actor=self.expert, note=note, version=note.version)

    def _call(self, number: int, row: dict[str, Any]) -> None:
        called = self._at(row["ago"], 58)
        call = crises.Call(
            case=self.cases[row["case"]],
            called_at=called,
            question=row["question"],
            advice=row["advice"],
            route_followed=True,
            route_at=called + HOUR / 3,
            follow_up=row["follow_up"],
            follow_up_by=self.person(row["by"]),
            follow_up_on=(called + DAY).date(),
        )
        with at(min(called + HOUR, self.now)):
            key = uuid.uuid5(NAMESPACE, f"{self.team.key}:call:{number}")
            crisis = crises.log(actor=self.supervisor, key=key, call=call)
            crises.finalise(actor=self.supervisor, crisis=crisis, version=crisis.version)
            crisis.refresh_from_db(fields=["state"])
            crises.look_at(actor=self.supervisor, crisis=crisis, text=row["review"])

    def _observe(self, row: dict[str, Any]) -> Observation:
        moment, therapist = self._at(row["ago"], 30), self.person(row["therapist"])
        with at(moment):
            seen = observations.note(
                actor=self.supervisor,
                team=self.team,
                therapist=therapist,
                on=timezone.localdate(),
                method=row["method"],
                skill=row["skill"],
                practice_by=timezone.localdate() + 10 * DAY,
                consent=row["method"] != "rehearsal",
                consent_on=timezone.localdate() if row["method"] != "rehearsal" else None,
                **row["texts"],
            )
            observations.share(actor=self.supervisor, observation=seen, version=seen.version)
        if "response" in row:
            with at(min(moment + 20 * HOUR, self.now)):
                observations.respond(actor=therapist, observation=seen, version=seen.version, text=row["response"])
                observations.finalise(actor=self.supervisor, observation=seen, version=seen.version)
        return seen

    def _sign_off(self, row: dict[str, Any], seen: Mapping[str, Observation]) -> None:
        """`[skill, rating, next step]`; on the observation of the skill, where there is one, else on a clip."""
        therapist = self.person(row["therapist"])
        with at(self._at(row["ago"], 60)):
            rated = [
                sign_offs.Rated(
                    skill=skill,
                    rating=rating,
                    method=seen[skill].method if skill in seen else "recording",
                    evidence="observation" if skill in seen else "clip",
                    evidence_on=timezone.localdate(),
                    observation=seen.get(skill),
                    next_step=step,
                )
                for skill, rating, step in row["rated"]
            ]
            sign_offs.sign_off(actor=self.supervisor, team=self.team, therapist=therapist, rated=rated)
            sign_offs.rate_oneself(actor=therapist, team=self.team, ratings=row["own"])

    def _plan(self, row: dict[str, Any]) -> None:
        moment, therapist = self._at(row["ago"], 4), self.person(row["therapist"])
        with at(moment):
            start = timezone.localdate()
            due = f"{start + 40 * DAY}"
            plan = plans.begin(
                actor=self.supervisor, team=self.team, therapist=therapist, starts_on=start, ends_on=start + 90 * DAY
            )
            plans.save(
                actor=self.supervisor,
                plan=plan,
                version=plan.version,
                review_on=start + 45 * DAY,
                strengths=row["strengths"],
                needs=stored(
                    Need(key=key_of("need", skill), skill=skill, evidence=evidence, fit=fit)
                    for skill, evidence, fit in row["needs"]
                ),
                goals=stored(
                    PlanGoal(key=key_of("goal", text), text=text, method=how, due=due) for text, how in row["goals"]
                ),
                arranged=stored(
                    Arranged(key=key_of("arranged", text), kind=kind, text=text, due=due)
                    for kind, text in row["arranged"]
                ),
            )
            for side in (therapist, self.supervisor):
                plans.sign(actor=side, plan=plan, version=plan.version)

    def _score(self, row: dict[str, Any]) -> None:
        """`months` from the last whole one back: a score with its count, or the name of a state."""
        measure, month = Measure.objects.get(code=row["measure"]), timezone.localdate(self.now).replace(day=1)
        entries = []
        for said in row["months"]:
            month = (month - DAY).replace(day=1)
            scored = isinstance(said, list)
            entries.append(
                measures.Entry(
                    subject=self.person(row["about"]).pk,
                    month=month,
                    state="scored" if scored else said,
                    value=Decimal(said[0]) if scored else None,
                    n=said[1] if scored else 0,
                    method=row["method"],
                )
            )
        measures.enter(actor=self.expert, measure=measure, team=self.team, entries=entries)
