"""What tests of supervision stand on: a schedule that is set, a case, and someone who says that they read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from supervision.models import CaseReference, SupervisionSession
from supervision.reading import unread
from supervision.services import reviews, sessions
from supervision.summary import Sections
from supervision.weeks import monday_of
from tests.factories import today
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records, make_case, written


@pytest.fixture
def kept(world: World) -> World:
    """The world with a schedule in both organisations, so that records may be made."""
    keep_records(world)
    return world


@pytest.fixture
def case(kept: World) -> CaseReference:
    """The therapist's case in its third week."""
    return make_case(kept)


@pytest.fixture
def this_week() -> datetime.date:
    """Today's Monday."""
    return monday_of(today())


@pytest.fixture
def eyes_shut() -> Iterator[None]:
    """For tests that look at texts without being anybody."""
    with unread():
        yield


def full_sections(**changed: Any) -> Sections:
    """A summary with nothing missing; `changed` replaces sections."""
    return replace(written(), **changed)


@pytest.fixture
def supervisor(kept: World) -> Client:
    return kept.client("supervisor")


@pytest.fixture
def live(kept: World, case: Any, this_week: datetime.date) -> SupervisionSession:
    """Under way, with the therapist's case and its summary."""
    begun = reviews.begin(actor=kept.therapist, case=case, week=this_week)
    with unread():
        saved = reviews.save_sections(actor=kept.therapist, review=begun, version=1, sections=full_sections())
        reviews.submit(actor=kept.therapist, review=saved, version=saved.version)
        planned = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="video")
        return sessions.begin(actor=kept.supervisor, session=planned)
