"""Forms about people and teams, sent empty; lists in which something waits; reading settings."""

from people.models import Membership, RosterImport
from people.services import second_factor_resets
from tests.factories import TeamFactory
from tests.journeys.pairs import Place
from tests.journeys.states import press, send
from tests.personas import World


def places(world: World) -> list[Place]:
    """All of them."""
    member = Membership.objects.get(user=world.therapist).public_id
    second_factor_resets.ask(actor=world.supervisor, person=world.teammate, reason="Met him at the office.")
    empty = TeamFactory(organisation=world.northmoor, name="Nobody yet")
    forms = {
        "manager": [
            "/team/invitations/new/",
            f"/team/organisations/{world.northmoor.public_id}/teams/add/",
            f"/team/{world.east.public_id}/edit/",
            f"/team/memberships/{member}/move/",
            f"/team/memberships/{member}/end/",
            f"/team/people/{world.therapist.public_id}/second-step/",
        ],
        "supervisor": [f"/team/{world.east.public_id}/cover/"],
        "admin": ["/team/organisations/add/", f"/team/organisations/{world.northmoor.public_id}/"],
    }
    lists = {
        state: RosterImport.objects.create(
            actor=world.manager, total=3, done=1, state=state, counts={"invite": 2}, row=3
        )
        for state in RosterImport.State.values
    }
    rows = "Nell,new@x.org,therapist,Northmoor East\nMai,mai@x.org,supervisor,Northmoor East"
    wrong = "Nell,new@x,doctor,Nowhere,12/31/2026\nSiân Llanfairpwllgwyngyll,m@x.org,therapist,Northmoor East,1/1/27"
    head = "Name,Email,Role,Team,First day\n"
    table = "main table"
    return [
        Place("/team/people/import/", ("manager",), act=send()),
        Place(
            "/team/people/import/",
            ("manager",),
            act=send(shows=table, text=head + rows),
            template="people/_import_plan.html",
        ),
        Place("/team/people/import/", ("manager",), act=send(shows=table, text=head + wrong)),
        *(Place(f"/team/people/import/{row.pk}/", ("manager",)) for row in lists.values()),
        *(Place(path, (who,), act=send()) for who, paths in forms.items() for path in paths),
        Place("/team/teams/", ("manager",)),
        Place(f"/team/{empty.public_id}/", ("manager",)),
        Place("/team/invitations/", ("manager", "coordinator")),
        Place("/team/people/?q=person&page=2", ("manager",)),
        Place(
            "/me/",
            ("teammate",),
            ("en",),
            act=press("main form .btn", ".messages, .message, [role=status]"),
            template="components/messages.html",
        ),
        Place("/me/reading/", ("nobody", "therapist")),
    ]
