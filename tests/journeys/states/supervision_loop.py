"""Actions, notices and the monthly report: nothing there, something of each kind, forms sent wrong; both front panels."""

from __future__ import annotations

from supervision.services import actions, notices
from tests.factories import today
from tests.journeys.pairs import Place
from tests.journeys.states import person, send
from tests.personas import World

THERAPIST, LEADER = ("therapist",), ("supervisor",)


def places(world: World) -> list[Place]:
    """All of them."""
    _agree(world)
    notices.tell([world.teammate], notices.Kind.AGREED)
    report = f"/supervision/report/{world.east.public_id}/"
    new = person(world, "therapist:first week", role="therapist")
    return [
        Place("/today/", THERAPIST),
        Place("/supervision/actions/", THERAPIST),
        Place("/supervision/actions/", LEADER),
        Place("/supervision/actions/", (new,)),
        Place(f"/supervision/actions/new/{world.east.public_id}/", LEADER, act=send()),
        Place("/me/notifications/", ("teammate",)),
        Place("/me/notifications/", (new,)),
        Place(report, LEADER),
        Place(f"{report}?month={today(-40):%Y-%m}", LEADER),
    ]


def _agree(world: World) -> None:
    """Late, still to come, done, and dropped; one of them of the supervisor."""
    given = {"actor": world.supervisor, "team": world.east, "source": world.records["case"]}
    actions.agree(**given, owner=world.therapist, text="Read the log with caregiver A", due_on=today(-3))
    actions.agree(**given, owner=world.supervisor, text="Ask the school for a meeting", due_on=today(5))
    for state in ("done", "dropped"):
        action = actions.agree(**given, owner=world.therapist, text="Bring a recording", case=world.records["case"])
        actions.finish(actor=world.therapist, action=action, state=state)
