"""Notices and what comes of them by mail: one's own, also for people who have left."""

from people.models import Notification
from tests.contracts.permissions import Row
from tests.personas import World

OWN = {"get": "all:200 strangers:login", "post": "all:302 strangers:login"}
HOURS = {"digest_at": "08:00", "quiet_from": "19:00", "quiet_until": "07:00"}


def of_the_therapist(world: World) -> dict[str, object]:
    return {"pk": Notification.objects.get_or_create(user=world.therapist, kind="gone", key="1")[0].pk}


ROWS: list[Row] = [
    Row("notifications", **OWN),
    Row("notification_choices", **OWN, data=HOURS),
    Row(
        "notification_follow",
        get="all:405",
        post="all:404 therapist:302 strangers:login",
        kwargs=of_the_therapist,
    ),
]
