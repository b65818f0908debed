"""Development plans: drafted together, signed by both, reviewed, closed. A signature stands for these very words."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import Team, User
from people.roles import Role
from people.team_rights import holds_in_team
from supervision.carried_learning import keys_of
from supervision.models import Addendum, DevelopmentPlan
from supervision.permissions import role_in_team
from supervision.plan_parts import opened
from supervision.practice_permissions import guides, is_own, side_of, supervises_record
from supervision.reading import unread
from supervision.screening import refuse_hard
from supervision.services import actions
from supervision.services.additions import added_to
from supervision.services.errors import IncompleteError, NotAllowedError, WrongStateError
from supervision.services.hashes import keyed_hash
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked

State = DevelopmentPlan.State
TOGETHER = ("starts_on", "ends_on", "review_on", "strengths", "needs", "goals", "arranged")
HASHED = (*TOGETHER, "comment", "review", "therapist_id", "supervisor_id", "signed_by_therapist_at",
          "signed_by_supervisor_at")  # fmt: skip


@transaction.atomic
def begin(
    *, actor: User, team: Team, therapist: User, starts_on: datetime.date, ends_on: datetime.date
) -> DevelopmentPlan:
    """A draft for the period, by the therapist or a supervisor; asked for twice, it is the same plan."""
    must_be_ready(team.organisation_id)
    own = actor == therapist and holds_in_team(actor, team.pk, Role.THERAPIST)
    if not own and not guides(actor, therapist, team.pk):
        raise NotAllowedError
    plan, created = DevelopmentPlan.objects.get_or_create(
        therapist=therapist,
        team=team,
        starts_on=starts_on,
        defaults={"organisation_id": team.organisation_id, "ends_on": ends_on},
    )
    if created:
        _record(actor, "supervision.plan_begun", plan)
    return plan


@transaction.atomic
def save(*, actor: User, plan: DevelopmentPlan, version: int, **values: Any) -> DevelopmentPlan:
    """Change the draft; what was signed before is signed no more. The comment is the therapist's alone."""
    side = side_of(actor, plan)
    _must(bool(side), plan, State.DRAFT)
    refuse_hard(values)
    known = {name: values[name] for name in TOGETHER if name in values}
    if side == "therapist" and "comment" in values:
        known["comment"] = values["comment"]
    save_checked(plan, version, **known, signed_by_therapist_at=None, signed_by_supervisor_at=None, supervisor=None)
    _record(actor, "supervision.plan_saved", plan)
    return plan


@transaction.atomic
def sign(*, actor: User, plan: DevelopmentPlan, version: int) -> DevelopmentPlan:
    """Say yes to the words as they stand; with the other side's it is agreed. Raises IncompleteError without a goal.

    What it arranges to learn is on the therapist's Today from then on.
    """
    side = side_of(actor, plan)
    _must(bool(side), plan, State.DRAFT)
    with unread():
        missing = _missing(plan)
    if missing:
        raise IncompleteError(missing)
    moved: dict[str, Any] = {f"signed_by_{side}_at": timezone.now()}
    if side == "supervisor":
        moved["supervisor"] = actor
    other = plan.signed_by_therapist_at if side == "supervisor" else plan.signed_by_supervisor_at
    if other:
        moved |= {"state": State.AGREED, "agreed_at": timezone.now()}
    save_checked(plan, version, **moved)
    _record(actor, "supervision.plan_signed", plan)
    if other:
        _arrange_learning(plan)
    return plan


def _arrange_learning(plan: DevelopmentPlan) -> None:
    """Modules and resources of a plan that both signed are actions of the therapist, with their day."""
    with unread():
        lines = opened("arranged", plan.arranged)
    for line in lines:
        carried = keys_of(line.kind) if line.kind.startswith(("module:", "resource:")) else {}
        if carried and plan.supervisor:
            actions.follow_from(
                plan,
                made_by=plan.supervisor,
                team=plan.team,
                owner=plan.therapist,
                text=line.text,
                due_on=datetime.date.fromisoformat(line.due) if line.due else None,
                module_key=carried.get("module_key"),
                resource_key=carried.get("resource_key"),
            )


def _missing(plan: DevelopmentPlan) -> list[str]:
    """A need with its evidence and fit, and a goal with its day, are the least that can be agreed on."""
    needs, goals = opened("needs", plan.needs), opened("goals", plan.goals)
    lacking = {
        "strengths": not plan.strengths.strip(),
        "needs": not needs or any(not (need.skill and need.evidence and need.fit) for need in needs),
        "goals": not goals or any(not (goal.text and goal.due) for goal in goals),
    }
    return [name for name, lacks in lacking.items() if lacks]


@transaction.atomic
def review(*, actor: User, plan: DevelopmentPlan, version: int, statuses: dict[str, str], text: str) -> DevelopmentPlan:
    """What became of each goal, and what both make of it; by either, as often as needed before it is closed."""
    if not side_of(actor, plan):
        raise NotAllowedError
    if plan.state not in {State.AGREED, State.REVIEW}:
        raise WrongStateError(plan.state)
    refuse_hard(text)
    with unread():
        goals = [{**goal, "status": statuses.get(goal["key"], goal["status"])} for goal in plan.goals]
    save_checked(plan, version, goals=goals, review=text, state=State.REVIEW)
    _record(actor, "supervision.plan_reviewed", plan)
    return plan


@transaction.atomic
def close(*, actor: User, plan: DevelopmentPlan, version: int) -> DevelopmentPlan:
    """Lock it for good after its review, by a supervisor. Both may still comment."""
    _must(supervises_record(actor, plan), plan, State.REVIEW)
    with unread():
        digest = keyed_hash(plan, HASHED)
    save_checked(plan, version, state=State.CLOSED, closed_at=timezone.now(), closed_by=actor, content_hash=digest)
    _record(actor, "supervision.plan_closed", plan)
    return plan


@transaction.atomic
def comment(*, actor: User, plan: DevelopmentPlan, version: int, text: str) -> DevelopmentPlan:
    """The therapist's own comment, also on a plan that is agreed, until it is closed. It takes no signature away."""
    if not is_own(actor, plan):
        raise NotAllowedError
    if plan.state == State.CLOSED:
        raise WrongStateError(plan.state)
    refuse_hard(text)
    save_checked(plan, version, comment=text)
    _record(actor, "supervision.plan_commented", plan)
    return plan


@transaction.atomic
def add(*, actor: User, plan: DevelopmentPlan, text: str) -> Addendum:
    """A dated, attributed comment on a closed plan, by either side."""
    _must(bool(side_of(actor, plan)), plan, State.CLOSED)
    return added_to(plan, actor=actor, team_id=plan.team_id, text=text)


def _must(allowed: bool, plan: DevelopmentPlan, state: str) -> None:
    if not allowed:
        raise NotAllowedError
    if plan.state != state:
        raise WrongStateError(plan.state)


def _record(actor: User, action: str, plan: DevelopmentPlan) -> None:
    record(
        actor=actor,
        action=action,
        records=[plan],
        role=role_in_team(actor, plan.team_id),
        organisation_id=plan.organisation_id,
    )
