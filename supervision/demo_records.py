"""What the demo tells beside the weeks: calls with the expert, a crisis call, practice seen, a plan, scores.

Each is optional in demo/supervision/*.yaml. Who writes it, is who writes it in life.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from learning.models import Edition, ResourcePage
from people.demo_clock import at
from people.models import Team, User
from supervision.demo_story import NAMESPACE, key_of
from supervision.models import Action, CaseReference, Measure, Observation
from supervision.plan_parts import Arranged, Need, PlanGoal, stored
from supervision.services import actions, confirming, consultation, crises, measures, observations, plans, sign_offs
from supervision.weeks import monday_of

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
# A call late on Saturday: taken, the route gone, made final the next morning, looked at again on Monday.
CALL = ((5, "22:40"), (5, "23:10"), (6, "09:20"), (7, "09:00"))


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
            mode = row.get("mode", "video")
            note = consultation.begin(actor=self.expert, team=self.team, starts_at=starts, mode=mode)
            follow_ups = [
                {"owner": str(self.person(who).public_id), "text": text, "due": f"{(starts + days * DAY).date()}"}
                for who, text, days in row.get("follow_ups", ())
            ]
            written = consultation.Written(
                starts_at=starts,
                ended_at=None if row.get("draft") else starts + row["minutes"] * HOUR / 60,
                mode=mode,
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
        if row.get("followed_up"):
            for action in Action.objects.filter(source_id=note.pk).select_related("owner"):
                with at(min(starts + 5 * DAY, self.now)):
                    actions.finish(actor=action.owner, action=action)

    def _call(self, number: int, row: dict[str, Any]) -> None:
        called, route, said, looked = (self._on(row["ago"], *moment) for moment in CALL)
        call = crises.Call(
            case=self.cases[row["case"]],
            called_at=called,
            question=row["question"],
            advice=row["advice"],
            route_followed=True,
            route_at=route,
            follow_up=row["follow_up"],
            follow_up_by=self.person(row["by"]),
            follow_up_on=(called + DAY).date(),
        )
        with at(route + HOUR / 12):
            key = uuid.uuid5(NAMESPACE, f"{self.team.key}:call:{number}")
            crisis = crises.log(actor=self.supervisor, key=key, call=call)
        with at(said):
            crises.finalise(actor=self.supervisor, crisis=crisis, version=crisis.version)
            crisis.refresh_from_db(fields=["state"])
        with at(looked):
            crises.look_at(actor=self.supervisor, crisis=crisis, text=row["review"])

    def _on(self, ago: int, days: int, clock: str) -> datetime.datetime:
        """So many days after that week's Monday, by the clock."""
        day = monday_of(self.meets(ago).date()) + days * DAY
        return datetime.datetime.combine(
            day, datetime.time.fromisoformat(clock), tzinfo=timezone.get_current_timezone()
        )

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
                practice_by=timezone.localdate() + row.get("practice_days", 10) * DAY,
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
            due = f"{start + row['due_days'] * DAY}"
            plan = plans.begin(
                actor=self.supervisor, team=self.team, therapist=therapist, starts_on=start, ends_on=start + 90 * DAY
            )
            plans.save(
                actor=self.supervisor,
                plan=plan,
                version=plan.version,
                review_on=start + row["review_days"] * DAY,
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
                    for kind, text in ((_kind_of(named), text) for named, text in row["arranged"])
                    if kind
                ),
            )
            for side in (therapist, self.supervisor):
                plans.sign(actor=side, plan=plan, version=plan.version)

    def _score(self, row: dict[str, Any]) -> None:
        """`months` from the last whole one back; `weeks` of treatment of one case, each with its day, from 0 on."""
        measure, month = Measure.objects.get(code=row["measure"]), timezone.localdate(self.now).replace(day=1)
        case = self.cases[row["case"]] if "case" in row else None
        told: list[tuple[datetime.date, Any]] = []
        for said in row.get("months", ()):
            month = (month - DAY).replace(day=1)
            told.append((month, said))
        if case:
            days = [(7 * (number - 1) + day, said) for number, day, said in row["weeks"]]
            told += [((case.opened_week + after * DAY).replace(day=1), said) for after, said in days]
        of = {"subject": self.person(row["about"]).pk, "method": row["method"], "case": case.pk if case else None}
        entries = [replace(_score_of(said), month=month, **of) for month, said in told]
        measures.enter(actor=self.expert, measure=measure, team=self.team, entries=entries)


def _score_of(said: Any) -> measures.Entry:
    """A score with its count and sub-scales, or the name of a state; whose and when is for others to say."""
    entry = measures.Entry(subject=0, month=datetime.date.min, state="scored")
    if not isinstance(said, list):
        return replace(entry, state=said)
    value, n, *scales = said
    return replace(entry, value=Decimal(value), n=n, scales=scales[0] if scales else {})


def learning_of(code: str) -> dict[str, Any]:
    """What an action carries: a module by its code, a resource by its own."""
    if not code:
        return {}
    if code.startswith("M"):
        edition = Edition.objects.current().filter(code=code).first()
        return {"module_key": edition.module_key if edition else None}
    resource = ResourcePage.objects.filter(code__iexact=code, locale__language_code="en").first()
    return {"resource_key": resource.translation_key if resource else None}


def _kind_of(named: str) -> str:
    """A kind by its name; a module or a resource by its code, and nothing where it is not there."""
    if not any(letter.isdigit() for letter in named):
        return named
    ((kind, key),) = learning_of(named).items()
    return f"{kind.removesuffix('_key')}:{key}" if key else ""
