"""Group sessions of Northmoor East: one planned, one under way, one shared an hour ago; another team's, under way."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from supervision.models import SupervisionSession
from supervision.services import actions, session_records, sessions
from supervision.services.cases import open_case
from supervision.weeks import monday_of
from tests.factories import AdaptationFactory, today

if TYPE_CHECKING:
    from tests.personas import World


def furnish(world: World) -> None:
    """`session_planned`, `session` (under way, with `case` in it), `session_shared`, and `session_away`."""
    now = timezone.now()
    open_case(
        actor=world.teammate,
        team=world.east,
        adaptation=AdaptationFactory(),
        age_band="15_17",
        therapist=world.teammate,
        opened_week=monday_of(today(-42)),
    )
    given = {"actor": world.supervisor, "team": world.east, "mode": "video"}
    world.records["session_planned"] = sessions.plan(**given, starts_at=now + datetime.timedelta(days=7))
    world.records["session_shared"] = _shared(world, sessions.plan(**given, starts_at=now - datetime.timedelta(days=7)))
    live = sessions.begin(actor=world.supervisor, session=sessions.plan(**given, starts_at=now))
    world.records["session"] = live
    actions.agree(actor=world.supervisor, team=world.east, owner=world.therapist, source=live, text="Phone school")
    away = sessions.plan(actor=world.other_supervisor, team=world.away, starts_at=now, mode="phone")
    world.records["session_away"] = sessions.begin(actor=world.other_supervisor, session=away)


def _shared(world: World, planned: SupervisionSession) -> SupervisionSession:
    begun = sessions.begin(actor=world.supervisor, session=planned)
    row = begun.cases.get(case__therapist=world.teammate)
    sessions.save_case(
        actor=world.supervisor, row=row, version=row.version, advances="Two calm evenings", guidance="Go on", minutes=9
    )
    shared = sessions.share(actor=world.supervisor, session=begun, version=begun.version)
    shared.shared_at = timezone.now() - datetime.timedelta(hours=1)
    shared.save(update_fields=["shared_at"])
    session_records.add(actor=world.supervisor, session=shared, text="The call was on Tuesday")
    return shared
