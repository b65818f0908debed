"""The coordinator's morning: people to chase and nobody to chase, many and long words, reminded, assigning, reports."""

from pathways.models import PersonStatus
from pathways.services.requirements import create_requirement
from people.models import User
from tests.factories import MembershipFactory, TeamFactory, UserFactory, today
from tests.journeys.pairs import Place
from tests.journeys.states import person, press
from tests.pathways.standing import asked, stands
from tests.personas import World

LONG = "Gwerthuso a chynllunio diogelwch teuluoedd Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def places(world: World) -> list[Place]:
    """All of them."""
    quiet, busy = "coordinator:quiet", "coordinator:many"
    person(world, quiet)
    person(world, busy)
    _place(world, quiet, 0)
    _place(world, busy, 200)
    safety = asked(world.northmoor, "morning-safety", "Safety planning", LONG)
    stands(world.therapist, safety, "overdue", due=-4)
    stands(world.teammate, safety, "due", due=3)
    booster = create_requirement(
        actor=None, organisation=world.northmoor, code="morning-booster", name_en="Quarterly booster", name_cy=LONG,
        kind="event", target_key="booster", by_audience=False,
    )  # fmt: skip
    check = f"/team/assign/?requirement={booster.public_id}&due=today&days=30&check=1"
    return [
        Place("/team/", ("coordinator", "supervisor"), template="pathways/parts/chase.html"),
        Place("/team/", ("manager", quiet, busy)),
        Place(
            "/team/",
            ("coordinator",),
            act=press("#chase-form button", "form.undo"),
            template="pathways/parts/undo.html",
        ),
        Place("/team/?team=northmoor-east&role=therapist", ("coordinator",)),
        Place("/team/matrix/", ("coordinator", busy, "supervisor")),
        Place("/team/matrix/?role=ig_lead&team=northmoor-east", ("coordinator",)),
        Place("/team/assign/", ("coordinator",), act=press("main form .btn", ".errors")),
        Place(check, ("coordinator", busy)),
        Place(check + "&starters_since=2099-01-01", ("coordinator",)),
        Place("/team/reports/commissioner/", ("coordinator", "manager", busy)),
        Place("/today/", ("coordinator", "manager", quiet)),
    ]


def _place(world: World, who: str, people: int) -> None:
    """A coordinator of an organisation of their own, with so many people in teams of five."""
    team = TeamFactory()
    MembershipFactory(user=world.people[who], team=None, organisation=team.organisation, role="coordinator")
    rules = [asked(team.organisation, f"r{number}", f"Requirement {number}", LONG) for number in range(3)]
    teams = [team]
    users = User.objects.bulk_create(
        UserFactory.build(email=f"many{number}@hearth.example", name=f"Person {number} {LONG[-20:]}")
        for number in range(people)
    )
    statuses = []
    for number, user in enumerate(users):
        if number % 25 == 0:
            teams.append(TeamFactory(organisation=team.organisation, name=f"{LONG[:60]} {number}"))
        MembershipFactory(user=user, team=teams[-1])
        for place, rule in enumerate(rules):
            state = ("overdue", "in_date", "due")[(number + place) % 3]
            statuses.append(
                PersonStatus(
                    user=user,
                    requirement=rule,
                    organisation=team.organisation,
                    team=teams[-1],
                    state=state,
                    due_on=today(number % 30 - 20),
                )
            )
    PersonStatus.objects.bulk_create(statuses)
