"""One's notices and mail, also for people who have left; one's calendar, and its secret address."""

from people.models import Notification
from people.notifications import Group
from people.services import calendar_addresses
from tests.contracts.permissions import Row
from tests.personas import World

OWN = {"get": "all:200 strangers:login", "post": "all:302 strangers:login"}
HOURS = {"digest_at": "08:00", "quiet_from": "19:00", "quiet_until": "07:00"} | {
    f"way_{group}": "suggested" for group in Group.values
}


def of_the_therapist(world: World) -> dict[str, object]:
    return {"pk": Notification.objects.get_or_create(user=world.therapist, kind="gone", key="1")[0].pk}


def token_of_the_therapist(world: World) -> dict[str, object]:
    """The address opens to whoever has it, signed in or not."""
    if not calendar_addresses.token_of(world.therapist):
        calendar_addresses.make(actor=world.therapist)
    return {"token": calendar_addresses.token_of(world.therapist)}


ROWS: list[Row] = [
    Row("notifications", **OWN),
    Row("notification_choices", **OWN, data=HOURS),
    Row(
        "calendar",
        get="all:200 strangers:login former:403 superuser:403",
        post="all:302 strangers:login former:403 superuser:403",
    ),
    Row("calendar_feed", get="all:404", post="all:405", kwargs={"token": "unknown"}),
    Row("calendar_feed", get="all:200", post="all:405", kwargs=token_of_the_therapist),
    Row(
        "notification_follow",
        get="all:405",
        post="all:404 therapist:302 strangers:login",
        kwargs=of_the_therapist,
    ),
]
