"""Records in the states that a service needs before it can do its work."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from supervision.due import plus_years
from supervision.first_measures import add_first
from supervision.models import Action, CaseReference, DevelopmentPlan, Measure, QuickNote, RecordKeeping
from supervision.services import (
    actions,
    break_glass,
    confirming,
    crises,
    disclosures,
    disposal,
    holds,
    notes,
    observations,
    plans,
    reviews,
    session_records,
    sessions,
)
from tests.factories import CompletionFactory, EnrolmentFactory, make_edition, make_module, today
from tests.personas import World
from tests.supervision.furnished import consultation as calls
from tests.supervision.furnished import practice
from tests.supervision.furnished.a_cases import make_case
from tests.supervision.furnished.prep import discussed, sent
from tests.supervision.test_privacy_rotation import final_summary

REASON = "Both the supervisor and the back-up are away."


def nothing(world: World) -> None:
    """The service needs nothing that was there before."""


def beside(prepare: Callable[[World], Any]) -> Callable[[World], Any]:
    """As it is prepared, and another case beside it."""

    def both(world: World) -> Any:
        make_case(world)
        return prepare(world)

    return both


def other(case: CaseReference) -> CaseReference:
    return CaseReference.objects.exclude(pk=case.pk).get()


def old_case(world: World) -> CaseReference:
    case = make_case(world)
    final_summary(world, case)
    CaseReference.objects.filter(pk=case.pk).update(
        status="closed", closed_on=plus_years(today(), -9), opened_week=plus_years(today(), -10)
    )
    return case


def final(world: World) -> Any:
    review = discussed(world)
    return reviews.finalise(actor=world.supervisor, review=review, version=review.version)


def planned(world: World) -> Any:
    make_case(world)
    return sessions.plan(actor=world.supervisor, team=world.east, starts_at=timezone.now(), mode="phone")


def begun(world: World) -> Any:
    return sessions.begin(actor=world.supervisor, session=planned(world))


def written_up(world: World) -> Any:
    """A group session in which a summary was discussed."""
    sent(world)
    session = begun(world)
    for row in session.cases.all():
        sessions.save_case(actor=world.supervisor, row=row, version=row.version, advances="One", principles=[1])
    return session


def shared(world: World) -> Any:
    session = written_up(world)
    return sessions.share(actor=world.supervisor, session=session, version=session.version)


def over(world: World) -> Any:
    """Shared, and its half hour is over."""
    session = shared(world)
    type(session).objects.filter(pk=session.pk).update(shared_at=timezone.now() - datetime.timedelta(hours=1))
    return session


def locked(world: World) -> Any:
    session = over(world)
    session_records.finalise_due()
    return session


def private(world: World) -> Any:
    talk = calls.talk(world, hours_ago=1)
    return sessions.share(actor=world.supervisor, session=talk, version=talk.version)


def listed(world: World) -> Any:
    case = old_case(world)
    return disposal.propose(actor=world.ig, organisation=world.northmoor, items=[("case", case.pk)])


def due_in_one_place(world: World) -> CaseReference:
    """Reminders go organisation by organisation, each whole; with one there is one whole."""
    RecordKeeping.objects.filter(organisation=world.lisnafallow).delete()
    return old_case(world)


def due_tomorrow(world: World) -> CaseReference:
    """The case of a team that hands in its summaries tomorrow."""
    hour = timezone.localtime() + datetime.timedelta(days=2)
    world.east.supervision_day, world.east.supervision_time = hour.weekday(), datetime.time(10)
    world.east.save()
    return make_case(world)


def here_for_long(world: World) -> None:
    """A therapist who joined long ago, and was in no session."""
    world.therapist.memberships.update(starts_on=today(-200))


def requested(world: World, case: CaseReference | None = None) -> Any:
    return disclosures.open_request(
        actor=world.ig,
        organisation=world.northmoor,
        kind="court",
        scope=("case", case.pk if case else sent(world).case_id),
        received_on=today(),
        due_on=today(30),
    )


def prepared(world: World) -> Any:
    return disclosures.prepare(actor=world.ig, request=requested(world), decision="full", lines=[], words=["x"])


def asked(world: World, case: CaseReference | None = None) -> Any:
    return break_glass.ask(
        actor=world.manager, organisation=world.northmoor, kind="case", key=(case or make_case(world)).pk, reason=REASON
    )


def held(world: World) -> Any:
    return holds.place(
        actor=world.ig, organisation=world.northmoor, kind="team", key=world.east.public_id, reason=REASON
    )


def agreed(world: World) -> Action:
    return actions.agree(actor=world.supervisor, team=world.east, owner=world.therapist, source=begun(world), text="Do")


def done(world: World) -> Action:
    return actions.finish(actor=world.therapist, action=agreed(world))


def learned(world: World) -> Any:
    """An agreed module that was just finished."""
    edition = make_edition(make_module("M1"))
    key = edition.module_key
    session = begun(world)
    given = {"actor": world.supervisor, "team": world.east, "owner": world.therapist, "source": session}
    actions.agree(**given, text="Learn", module_key=key)
    Action.objects.update(state="open", done_at=None, done_by=None, score=None, version=1)
    return CompletionFactory(enrolment=EnrolmentFactory(user=world.therapist, edition=edition, done=True))


def quick(world: World) -> QuickNote:
    return notes.keep(actor=world.therapist, key=uuid.uuid4(), text="A rang early.", case=make_case(world))


def call(world: World) -> Any:
    """A written note with a follow-up, about a case whose summary can take the recommendation."""
    return calls.write(world, calls.the_call(world, discussed(world).case, days_ago=0))


def confirmed(world: World) -> Any:
    note = call(world)
    return confirming.finalise(actor=world.expert, note=note, version=note.version)


def crisis(world: World) -> Any:
    return crises.log(actor=world.supervisor, key=uuid.uuid4(), call=calls.the_crisis(world, make_case(world)))


def settled(world: World) -> Any:
    row = crisis(world)
    return crises.finalise(actor=world.supervisor, crisis=row, version=row.version)


def seen_through(world: World) -> Any:
    row = practice.make_observation(world)
    return observations.share(actor=world.supervisor, observation=row, version=row.version)


def final_observation(world: World) -> Any:
    row = seen_through(world)
    return observations.finalise(actor=world.supervisor, observation=row, version=row.version)


def signed(world: World) -> DevelopmentPlan:
    plan = practice.make_plan(world)
    plan = plans.sign(actor=world.therapist, plan=plan, version=plan.version)
    return plans.sign(actor=world.supervisor, plan=plan, version=plan.version)


def looked_at(world: World) -> DevelopmentPlan:
    plan = signed(world)
    return plans.review(actor=world.therapist, plan=plan, version=plan.version, statuses={}, text="Went well")


def closed(world: World) -> DevelopmentPlan:
    plan = looked_at(world)
    return plans.close(actor=world.supervisor, plan=plan, version=plan.version)


def measure(world: World) -> Measure:
    add_first(Measure)
    return Measure.objects.get(code="tam-r")
