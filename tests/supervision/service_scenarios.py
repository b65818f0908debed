"""One scenario for every service of supervision that writes: what has to be there first, and what is done to it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from supervision.models import CaseReview, PlannedHandOver
from supervision.services import (
    access_reviews,
    actions,
    break_glass,
    cases,
    confirming,
    consultation,
    corrections,
    crises,
    disclosures,
    disposal,
    drafts,
    hand_overs,
    holds,
    individual,
    keeping,
    measures,
    notes,
    notices,
    observations,
    plans,
    printing,
    reminders,
    reminding,
    reviews,
    session_records,
    sessions,
    sharing,
    sign_offs,
    subject_access,
    versions,
)
from tests.factories import AdaptationFactory, today
from tests.personas import World
from tests.supervision import service_states as there
from tests.supervision.conftest import full_sections
from tests.supervision.furnished import consultation as calls
from tests.supervision.furnished import practice, prep
from tests.supervision.furnished.a_cases import make_case

Scenario = tuple[Callable[[World], Any], Callable[[World, Any], Any]]
YEARS = {"ig_contact": "Desk", "safeguarding_route": "Phone.", "case_years": 9, "session_years": 8, "staff_years": 6}


def at_once(service: Callable[..., Any], who: str, name: str, **more: Any) -> Callable[[World, Any], Any]:
    """The service with the row as its argument `name`, and its version where `version` is among `more`."""

    def act(world: World, row: Any) -> Any:
        given = {**more, "version": row.version} if "version" in more else more
        return service(actor=world.people[who], **{name: row}, **given)

    return act


def prepare(world: World, request: Any) -> Any:
    return disclosures.prepare(actor=world.ig, request=request, decision="full", lines=[], words=[])


def sign_two(world: World, _row: Any) -> Any:
    rated = [
        sign_offs.Rated(skill, "developing", "recording", "clip", today(-3), next_step="Rehearse")
        for skill in ("safety", "closing")
    ]
    return sign_offs.sign_off(actor=world.supervisor, team=world.east, therapist=world.therapist, rated=rated)


def enter_two(world: World, measure: Any) -> Any:
    month = today().replace(day=1)
    entries = [
        measures.Entry(person.pk, month, "scored", Decimal("0.7"), 3) for person in (world.therapist, world.teammate)
    ]
    return measures.enter(actor=world.supervisor, measure=measure, team=world.east, entries=entries)


def plan_three_months(world: World, _row: Any) -> Any:
    dates = {"starts_on": today(), "ends_on": today(89)}
    return plans.begin(actor=world.therapist, team=world.east, therapist=world.therapist, **dates)


def planned_in_a_week(world: World) -> Any:
    case = make_case(world)
    hand_overs.plan(actor=world.supervisor, case=case, therapist=world.teammate, from_on=today(7))
    return case


def due_today(world: World) -> None:
    planned_in_a_week(world)
    PlannedHandOver.objects.update(from_on=today(), with_actions=True)


CASES: dict[str, Scenario] = {
    "cases.open_case": (lambda _w: AdaptationFactory(), lambda w, _row: make_case(w)),
    "cases.move_case": (make_case, at_once(cases.move_case, "supervisor", "case", status="closed")),
    "hand_overs.hand_over": (
        lambda w: prep.begun(w).case,
        lambda w, case: hand_overs.hand_over(actor=w.supervisor, case=case, therapist=w.teammate, with_actions=True),
    ),
    "hand_overs.hand_over_all": (
        lambda w: (there.agreed(w), prep.begun(w))[1],
        lambda w, _r: hand_overs.hand_over_all(
            actor=w.supervisor, team=w.east, person=w.therapist, therapist=w.teammate
        ),
    ),
    "hand_overs.plan": (
        make_case,
        lambda w, case: hand_overs.plan(actor=w.supervisor, case=case, therapist=w.teammate, from_on=today(7)),
    ),
    "hand_overs.carry_out_due": (due_today, lambda _w, _row: hand_overs.carry_out_due()),
    "hand_overs.call_off": (
        planned_in_a_week,
        lambda w, case: hand_overs.call_off(actor=w.supervisor, case=case),
    ),
    "reviews.begin": (make_case, at_once(reviews.begin, "therapist", "case", week=today())),
    "reviews.save_sections": (
        prep.begun,
        at_once(reviews.save_sections, "therapist", "review", version=0, sections=full_sections()),
    ),
    "reviews.submit": (prep.begun, at_once(reviews.submit, "therapist", "review", version=0)),
    "reviews.withdraw": (prep.sent, at_once(reviews.withdraw, "therapist", "review", version=0)),
    "reviews.guide": (
        prep.sent,
        at_once(reviews.guide, "supervisor", "review", version=0, text="So", principles=[1], methods=[], resource=None),
    ),
    "reviews.advise": (prep.discussed, at_once(reviews.advise, "expert", "review", version=0, text="Ask both")),
    "reviews.finalise": (prep.discussed, at_once(reviews.finalise, "supervisor", "review", version=0)),
    "reviews.add": (there.final, at_once(reviews.add, "therapist", "review", text="It was Tuesday")),
    "corrections.copy_to_right_case": (
        there.beside(there.final),
        lambda w, r: corrections.copy_to_right_case(actor=w.supervisor, review=r, case=there.other(r.case)),
    ),
    "corrections.note_copied": (there.final, at_once(corrections.note_copied, "therapist", "review")),
    "versions.save_checked": (prep.begun, lambda _w, r: versions.save_checked(r, r.version, question="Why?")),
    "drafts.keep": (
        prep.begun,
        at_once(drafts.keep, "therapist", "record", base_version=1, content={"question": "x"}),
    ),
    "drafts.drop": (
        lambda w: drafts.keep(actor=w.therapist, record=prep.begun(w), base_version=1, content={"a": "x"}),
        lambda w, draft: drafts.drop(actor=w.therapist, record=CaseReview.objects.get(pk=draft.record_id)),
    ),
    "notes.keep": (
        there.beside(there.quick),
        lambda w, note: notes.keep(actor=w.therapist, key=note.pk, text="Later", case=there.other(note.case)),
    ),
    "notes.use": (
        lambda w: (prep.begun(w), there.quick(w))[1],
        lambda w, note: notes.use(actor=w.therapist, review=CaseReview.objects.get(), notes=[note]),
    ),
    "notes.discard": (there.quick, at_once(notes.discard, "therapist", "note")),
}
SESSIONS: dict[str, Scenario] = {
    "sessions.plan": (
        there.nothing,
        lambda w, _r: sessions.plan(actor=w.supervisor, team=w.east, starts_at=timezone.now(), mode="phone"),
    ),
    "sessions.open_now": (make_case, lambda w, _r: sessions.open_now(actor=w.supervisor, team=w.east)),
    "sessions.begin": (there.planned, at_once(sessions.begin, "supervisor", "session")),
    "sessions.save_case": (
        lambda w: there.begun(w).cases.get(),
        at_once(sessions.save_case, "supervisor", "row", version=0, advances="One"),
    ),
    "sessions.note_attendance": (
        there.begun,
        lambda w, s: sessions.note_attendance(
            actor=w.supervisor,
            session=s,
            marks={w.therapist.pk: ("present", 80), w.teammate.pk: ("apologies", 0)},
            mode="video",
        ),
    ),
    "sessions.share": (there.written_up, at_once(sessions.share, "supervisor", "session", version=0)),
    "sessions.unlock": (there.shared, at_once(sessions.unlock, "supervisor", "session", version=0)),
    "sessions.cancel": (there.planned, at_once(sessions.cancel, "supervisor", "session", because="sickness")),
    "session_records.finalise_due": (there.over, lambda _w, _s: session_records.finalise_due()),
    "session_records.add": (there.locked, at_once(session_records.add, "supervisor", "session", text="More")),
    "individual.save": (
        lambda w: calls.talk(w, hours_ago=1),
        at_once(individual.save, "supervisor", "session", version=0, talk=individual.Talk(notes="Goes well")),
    ),
    "individual.open_to_expert": (there.private, at_once(individual.open_to_expert, "therapist", "session")),
    "individual.add": (there.private, at_once(individual.add, "therapist", "session", text="More")),
    "actions.agree": (
        there.begun,
        lambda w, s: actions.agree(actor=w.supervisor, team=w.east, owner=w.therapist, source=s, text="Do"),
    ),
    "actions.follow_from": (
        there.begun,
        lambda w, s: actions.follow_from(s, made_by=w.supervisor, team=w.east, owner=w.therapist, text="Do"),
    ),
    "actions.take_back": (there.agreed, at_once(actions.take_back, "supervisor", "action")),
    "actions.finish": (there.agreed, at_once(actions.finish, "therapist", "action")),
    "actions.reopen": (there.done, at_once(actions.reopen, "therapist", "action")),
    "actions.done_by_learning": (there.learned, lambda _w, completion: actions.done_by_learning(completion)),
    "notices.tell": (
        there.nothing,
        lambda w, _r: notices.tell([w.therapist, w.teammate], notices.Kind.SHARED),
    ),
}
CALLS: dict[str, Scenario] = {
    "consultation.begin": (
        there.nothing,
        lambda w, _r: consultation.begin(actor=w.expert, team=w.east, starts_at=timezone.now()),
    ),
    "consultation.save": (
        there.beside(there.call),
        lambda w, n: consultation.save(
            actor=w.expert,
            note=n,
            version=n.version,
            written=calls.the_call(w, there.other(n.cases.get().case), days_ago=0),
        ),
    ),
    "consultation.send": (there.call, at_once(consultation.send, "supervisor", "note", version=0)),
    "consultation.add": (there.confirmed, at_once(consultation.add, "expert", "note", text="More")),
    "confirming.finalise": (there.call, at_once(confirming.finalise, "expert", "note", version=0)),
    "crises.log": (
        make_case,
        lambda w, case: crises.log(actor=w.supervisor, key=uuid.uuid4(), call=calls.the_crisis(w, case)),
    ),
    "crises.save": (
        there.beside(there.crisis),
        lambda w, c: crises.save(
            actor=w.supervisor, crisis=c, version=c.version, call=calls.the_crisis(w, there.other(c.case))
        ),
    ),
    "crises.finalise": (there.crisis, at_once(crises.finalise, "supervisor", "crisis", version=0)),
    "crises.look_at": (there.settled, at_once(crises.look_at, "supervisor", "crisis", text="Well done")),
    "crises.add": (there.settled, at_once(crises.add, "supervisor", "crisis", text="More")),
}
PRACTICE: dict[str, Scenario] = {
    "observations.note": (there.nothing, lambda w, _r: practice.make_observation(w)),
    "observations.save": (
        practice.make_observation,
        at_once(observations.save, "supervisor", "observation", version=0, change="Slower"),
    ),
    "observations.share": (
        practice.make_observation,
        at_once(observations.share, "supervisor", "observation", version=0),
    ),
    "observations.respond": (
        there.seen_through,
        at_once(observations.respond, "therapist", "observation", version=0, text="I agree"),
    ),
    "observations.finalise": (
        there.seen_through,
        at_once(observations.finalise, "supervisor", "observation", version=0),
    ),
    "observations.add": (
        there.final_observation,
        at_once(observations.add, "therapist", "observation", text="More"),
    ),
    "sharing.share": (there.seen_through, at_once(sharing.share, "therapist", "record_shared", shared=True)),
    "sign_offs.sign_off": (there.nothing, sign_two),
    "sign_offs.rate_oneself": (
        there.nothing,
        lambda w, _r: sign_offs.rate_oneself(
            actor=w.therapist, team=w.east, ratings={"safety": "developing", "closing": "demonstrated"}
        ),
    ),
    "plans.begin": (there.nothing, plan_three_months),
    "plans.save": (practice.make_plan, at_once(plans.save, "therapist", "plan", version=0, comment="Yes")),
    "plans.sign": (practice.make_plan, at_once(plans.sign, "supervisor", "plan", version=0)),
    "plans.review": (
        there.signed,
        at_once(plans.review, "supervisor", "plan", version=0, statuses={}, text="Half of it"),
    ),
    "plans.close": (there.looked_at, at_once(plans.close, "supervisor", "plan", version=0)),
    "plans.comment": (there.signed, at_once(plans.comment, "therapist", "plan", version=0, text="Mine")),
    "plans.add": (there.closed, at_once(plans.add, "therapist", "plan", text="More")),
    "measures.enter": (there.measure, enter_two),
    "measures.set_target": (
        there.measure,
        lambda w, m: measures.set_target(actor=w.manager, organisation=w.northmoor, measure=m, value=Decimal("0.6")),
    ),
    "measures.save_measure": (there.measure, at_once(measures.save_measure, "admin", "measure")),
}
KEEPING: dict[str, Scenario] = {
    "keeping.set_record_keeping": (
        there.nothing,
        lambda w, _r: keeping.set_record_keeping(actor=w.ig, organisation=w.northmoor, **YEARS),
    ),
    "holds.place": (there.nothing, lambda w, _r: there.held(w)),
    "holds.lift": (there.held, at_once(holds.lift, "ig", "hold")),
    "disposal.propose": (
        there.old_case,
        lambda w, c: disposal.propose(actor=w.ig, organisation=w.northmoor, items=[("case", c.pk)]),
    ),
    "disposal.refuse": (there.listed, at_once(disposal.refuse, "manager", "disposal")),
    "disposal.approve": (there.listed, at_once(disposal.approve, "manager", "disposal")),
    "disclosures.open_request": (lambda w: prep.sent(w).case, there.requested),
    "disclosures.prepare": (there.requested, prepare),
    "disclosures.approve": (there.prepared, at_once(disclosures.approve, "manager", "request")),
    "disclosures.note_pack": (there.prepared, at_once(disclosures.note_pack, "ig", "request")),
    "break_glass.ask": (make_case, there.asked),
    "break_glass.approve": (there.asked, at_once(break_glass.approve, "ig", "request")),
    "break_glass.refuse": (there.asked, at_once(break_glass.refuse, "ig", "request")),
    "access_reviews.sign": (
        there.nothing,
        lambda w, _r: access_reviews.sign(actor=w.ig, organisation=w.northmoor),
    ),
    "access_reviews.note_export": (
        there.nothing,
        lambda w, _r: access_reviews.note_export(actor=w.ig, organisation_id=w.northmoor.pk),
    ),
    "printing.note_print": (
        there.final,
        at_once(printing.note_print, "supervisor", "record_row", role="supervisor", reason=there.REASON),
    ),
    "reminders.prep_due_tomorrow": (there.due_tomorrow, lambda _w, _c: reminders.prep_due_tomorrow()),
    "reminders.supervision_gaps": (there.here_for_long, lambda _w, _r: reminders.supervision_gaps()),
    "reminders.plans_out_of_date": (there.here_for_long, lambda _w, _r: reminders.plans_out_of_date()),
    "reminding.remind": (there.due_in_one_place, lambda _w, _c: reminding.remind()),
    "subject_access.package": (prep.sent, lambda w, _r: subject_access.package(actor=w.ig, person=w.therapist)),
}
SCENARIOS: dict[str, Scenario] = {**CASES, **SESSIONS, **CALLS, **PRACTICE, **KEEPING}
