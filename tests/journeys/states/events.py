"""Live events: empty lists, many people, one's place in each state, forms sent wrong, Today on the day."""

import datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import LiveEvent
from events.services import attesting, planning, register
from events.services.register import Mark
from tests.events.factories import BookingFactory, LiveEventFactory
from tests.factories import MembershipFactory, UserFactory
from tests.journeys.pairs import Place
from tests.journeys.states import person, send
from tests.personas import World

LONG = "Hyfforddiant atgyfnerthu ar gyfer goruchwylwyr a therapyddion sy'n gweithio gydag ysgolion: ail oedolyn"


def places(world: World) -> list[Place]:
    """All of them."""
    learner = person(world, "therapist:at events", role="therapist")
    coordinator = person(world, "coordinator:of events", role="coordinator")
    person(world, "supervisor:at events", role="supervisor")
    today, coming, full, cancelled, done = (_event(world, name, learner) for name in EVENTS)
    _corrected(world, done, coordinator)
    team = [f"/team/events/{event.public_id}/" for event in (today, coming, full, cancelled, done)]
    own = [f"/events/{event.public_id}/" for event in (today, coming, full, cancelled, done)]
    outcome = done.outcomes_attested.get(superseded_by=None, user=world[learner])
    register_page = f"{team[0]}register/"
    return [
        *(Place(path, (learner,)) for path in ("/events/", "/today/", *own)),
        *(Place(path, (coordinator,)) for path in ("/team/events/", "/team/events/?when=past", "/today/", *team)),
        *(Place(path, ("supervisor:at events", "manager")) for path in team[:2]),
        Place("/events/", (person(world, "expert:nothing yet", role="expert"),)),
        Place(register_page, (coordinator,)),
        Place(f"{team[0]}register/room/", (coordinator,)),
        Place(f"{team[4]}register/room/", (coordinator,)),
        Place(f"{team[2]}book/", (coordinator,)),
        Place(f"{team[4]}attested/{outcome.public_id}/", (coordinator,)),
        Place(f"{own[0]}sign-in/", (learner,), act=send()),
        Place("/team/events/add/", (coordinator,), act=send()),
        Place(f"{team[1]}edit/", (coordinator,), act=send(place="", capacity="0")),
        Place(f"{team[1]}cancel/", (coordinator,), act=send()),
        Place(f"{team[1]}book/", (coordinator,), act=send(shows=".wrongs", addresses="nobody@elsewhere.example")),
        Place(f"{team[4]}attested/{outcome.public_id}/", (coordinator,), act=send()),
        Place(register_page, (coordinator,), act=_in_part_without_minutes),
    ]


EVENTS = {"today": [0, 1], "coming": [9, 10, 11], "full": [12], "cancelled": [13], "done": [-6]}


def _event(world: World, name: str, learner: str) -> LiveEvent:
    event = LiveEventFactory(
        title_en=f"Booster, {name}",
        title_cy=LONG,
        organisation=world.northmoor,
        days=EVENTS[name],
        capacity=1 if name == "full" else 40,
        place="Northmoor House",
        joining="By video: https://meet.hearth.example/a-long-address-that-has-no-space-in-it-to-break-a-line-at",
        topic="Working through caregivers with schools.",
        outcomes=["Prepare a caregiver for a meeting."],
        prerequisites=["licensed_team", "pre_approved"],
        planned_by=world.coordinator,
    )
    for number in range(14 if name == "today" else 2):
        MembershipFactory(
            team=world.east, user=UserFactory(name=f"Rhiannon Llewelyn-Featherstonehaugh {number} {name}")
        )
    if name == "full":
        BookingFactory(event=event, user=world.teammate)
    BookingFactory(event=event, user=world[learner], waiting=name == "full")
    if name == "today":
        for row in world.east.memberships.filter(user__name__endswith=name).select_related("user"):
            BookingFactory(event=event, user=row.user)
        event.days.get(on=timezone.localdate()).attendance.create(user=world[learner], signed_in_at=timezone.now())
    if name == "cancelled":
        planning.cancel(actor=world.coordinator, event=event, reason="The trainer is ill.")
    return event


def _corrected(world: World, event: LiveEvent, coordinator: str) -> None:
    """Attested, and put right once."""
    day = event.days.get()
    people = [row.user for row in event.bookings.select_related("user")]
    register.take(actor=world[coordinator], event=event, day=day, marks={p.pk: Mark("attended") for p in people})
    made = attesting.attest(actor=world[coordinator], event=event)
    half = Mark("partial", int(datetime.timedelta(hours=2).total_seconds() // 60))
    attesting.correct(actor=world[coordinator], outcome=made[0], marks={day.pk: half}, reason="Left at noon.")


def _in_part_without_minutes(page: Page) -> None:
    """Somebody was there in part, and nobody says for how long."""
    page.locator(".marks input[value=partial]").first.check()
    with page.expect_navigation():
        page.locator(".stickyfoot button").click()
    expect(page.locator(".errors")).to_be_visible()
