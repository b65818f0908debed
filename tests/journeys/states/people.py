"""Forms about people and teams, sent empty; lists in which something waits; reading settings."""

from people.models import Membership
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
    return [
        *(Place(path, (who,), act=send()) for who, paths in forms.items() for path in paths),
        Place("/team/", ("manager",)),
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
