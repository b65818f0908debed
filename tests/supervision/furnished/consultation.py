"""A call's note in each state, a crisis call being written and a final one, and two private sessions."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING

from django.utils import timezone

from supervision.services import actions, consultation, crises, individual, sessions
from supervision.services.confirming import finalise
from supervision.services.consultation import Line, Written
from supervision.services.crises import Call
from supervision.services.individual import Talk

if TYPE_CHECKING:
    from supervision.models import CaseReference
    from tests.personas import World


def furnish(world: World) -> None:
    """`consultation` (final), `consultation_draft`, `crisis` (draft), `crisis_final`, `individual`, `talk` (live)."""
    case = world.records["case"]
    final = write(world, the_call(world, case, days_ago=7))
    world.records["consultation"] = finalise(actor=world.expert, note=final, version=final.version)
    world.records["consultation_draft"] = write(world, the_call(world, case, days_ago=0), by="supervisor")
    world.records["crisis"] = crises.log(actor=world.supervisor, key=uuid.uuid4(), call=the_crisis(world, case))
    old = crises.log(actor=world.supervisor, key=uuid.uuid4(), call=the_crisis(world, case))
    world.records["crisis_final"] = crises.finalise(actor=world.supervisor, crisis=old, version=old.version)
    shared = talk(world, hours_ago=50)
    world.records["individual"] = sessions.share(actor=world.supervisor, session=shared, version=shared.version)
    world.records["talk"] = talk(world, hours_ago=1)
    cancelled = sessions.plan(
        actor=world.supervisor, team=world.east, starts_at=timezone.now() - datetime.timedelta(days=14), mode="video"
    )
    sessions.cancel(actor=world.supervisor, session=cancelled, because="sickness")


def the_call(world: World, case: CaseReference, *, days_ago: int) -> Written:
    """An hour on the phone, written whole."""
    started = timezone.now() - datetime.timedelta(days=days_ago, hours=2)
    owner = str(world.supervisor.public_id)
    return Written(
        starts_at=started,
        ended_at=started + datetime.timedelta(hours=1),
        present=(world.expert.pk, world.supervisor.pk, world.therapist.pk),
        advances="Two families hold their evening plan",
        barriers="The link post at school is vacant",
        themes="Three cases carry goals twice because plans depend on one adult",
        follow_ups=[{"key": "a" * 32, "text": "Raise the vacancy with the manager", "owner": owner, "due": ""}],
        booster_topic="Building a second adult",
        development="Asks good questions; may wait longer for the answer",
        lines=(Line(case.pk, "Ask caregivers A and B apart"),),
    )


def write(world: World, written: Written, *, by: str = "expert") -> consultation.ConsultationNote:
    """A note by the expert or somebody for them, saved once."""
    actor = world.people[by]
    note = consultation.begin(actor=actor, team=world.east, starts_at=written.starts_at)
    return consultation.save(actor=actor, note=note, version=note.version, written=written)


def the_crisis(world: World, case: CaseReference) -> Call:
    """An hour ago, written whole."""
    now = timezone.now()
    return Call(
        case=case,
        called_at=now - datetime.timedelta(hours=1),
        question="YP out, not answering; caregiver wants to search alone",
        advice="Follow step 3 of the safety plan. Caregiver B phones the agreed contacts",
        route_followed=True,
        route_at=now,
        follow_up="Visit tomorrow morning",
        follow_up_by=world.therapist,
    )


def talk(world: World, *, hours_ago: int) -> sessions.SupervisionSession:
    """The supervisor's session with the therapist, written and under way."""
    planned = sessions.plan(
        actor=world.supervisor,
        team=world.east,
        starts_at=timezone.now() - datetime.timedelta(hours=hours_ago),
        mode="in_person",
        person=world.therapist,
    )
    begun = sessions.begin(actor=world.supervisor, session=planned)
    said = Talk(notes="Closes enactments abruptly", rehearsal="A closing line, twice", methods=("rehearsal",))
    kept = individual.save(actor=world.supervisor, session=begun, version=begun.version, talk=said)
    actions.agree(actor=world.supervisor, team=world.east, owner=world.therapist, source=kept, text="Use the line")
    return kept
