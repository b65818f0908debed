"""What somebody chooses about mail: how each group reaches them, and at what hours."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from audit.services import record
from people.models import MailChoice, MailHours, User
from people.notifications import Group
from people.services.notifying import plan_again


def hours_for(person: User) -> MailHours:
    """Somebody's hours as they stand, saved or the site's."""
    site = {
        "digest_at": settings.HEARTH_DIGEST_AT,
        "quiet_from": settings.HEARTH_QUIET_FROM,
        "quiet_until": settings.HEARTH_QUIET_UNTIL,
        "weekends": settings.HEARTH_MAIL_AT_WEEKENDS,
    }
    return MailHours.objects.filter(user=person).first() or MailHours(user=person, **site)


@transaction.atomic
def choose(*, actor: User, ways: Mapping[str, str], hours: MailHours | None = None) -> None:
    """Set the way of each group named, an empty one back to what Hearth suggests; what waits for a letter follows."""
    for group, way in ways.items():
        if way:
            MailChoice.objects.update_or_create(user=actor, group=Group(group), defaults={"way": way})
        else:
            MailChoice.objects.filter(user=actor, group=group).delete()
    if hours is not None:
        hours.user = actor
        hours.save()
    plan_again(actor=actor)
    record(actor=actor, action="people.mail_chosen", records=[actor])
