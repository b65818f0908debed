"""Reminders sixty days ahead: that something will be due for disposal, and never what."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Entry
from audit.services import record, take_turn
from people.models import Membership, User
from people.roles import Role
from supervision.due import LOOK_AHEAD, due_by
from supervision.guarding_mail import tell
from supervision.models import RecordKeeping

REMINDED = "supervision.disposal_reminded"
APART = datetime.timedelta(days=30)


def remind() -> int:
    """Tell the information leads of every organisation that has something due; how many were told."""
    return sum(_one(keeping) for keeping in RecordKeeping.objects.order_by("pk"))


@transaction.atomic
def _one(keeping: RecordKeeping) -> int:
    take_turn()
    sent = Entry.objects.filter(action=REMINDED, organisation_id=str(keeping.organisation_id))
    if sent.filter(at__gt=timezone.now() - APART).exists():
        return 0
    if not due_by(keeping, timezone.localdate() + LOOK_AHEAD):
        return 0
    leads = Membership.objects.current().in_role(Role.IG_LEAD).filter(organisation=keeping.organisation_id)
    people = User.objects.filter(pk__in=leads.values("user"), is_active=True)
    for person in people:
        tell(person)
    record(actor=None, action=REMINDED, records=[keeping], organisation_id=keeping.organisation_id)
    return len(people)
