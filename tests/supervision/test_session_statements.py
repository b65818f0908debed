"""Pages of a session cost the same however many cases it has, and the editor stays within its budget."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from supervision.models import SupervisionSession
from supervision.services import reviews, sessions
from supervision.services.cases import open_case
from tests.factories import AdaptationFactory, today
from tests.personas import World
from tests.supervision.conftest import full_sections

pytestmark = pytest.mark.usefixtures("eyes_shut")
EDITOR = 12
ITS_OWN = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def begun(kept: World, cases: int) -> SupervisionSession:
    """A session under way with so many cases, half of them prepared."""
    adaptation = AdaptationFactory()
    for number in range(cases):
        therapist = kept.therapist if number % 2 else kept.teammate
        case = open_case(
            actor=therapist,
            team=kept.east,
            adaptation=adaptation,
            age_band="13_14",
            therapist=therapist,
            opened_week=today(-28),
        )
        if number % 2:
            review = reviews.begin(actor=therapist, case=case, week=today())
            saved = reviews.save_sections(actor=therapist, review=review, version=1, sections=full_sections())
            reviews.submit(actor=therapist, review=saved, version=saved.version)
    planned = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="video")
    return sessions.begin(actor=kept.supervisor, session=planned)


def asked(kept: World, path: str) -> list[str]:
    """Every statement of one request of somebody who is signed in, but for those that only mark a transaction."""
    client = kept.client("supervisor")
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in found if not query["sql"].startswith(ITS_OWN)]


@pytest.mark.parametrize("name", ["session_case", "session", "session_finish"])
def test_a_page_costs_the_same_with_four_and_with_seventeen_cases(kept: World, name: str) -> None:
    counts = []
    for more in (4, 13):
        session = begun(kept, more)
        prepared = session.cases.filter(review__isnull=False).first()
        assert prepared is not None
        arguments = [session.pk, prepared.case_id] if name == "session_case" else [session.pk]
        counts.append(len(asked(kept, reverse(name, args=arguments))))
        sessions.share(actor=kept.supervisor, session=session, version=session.version)
    assert session.cases.count() == 17
    assert counts[0] == counts[1]


def test_the_editor_of_seventeen_cases_stays_within_its_budget(kept: World) -> None:
    session = begun(kept, 17)
    row = session.cases.filter(review__isnull=False).first()
    assert row is not None
    statements = asked(kept, reverse("session_case", args=[session.pk, row.case_id]))
    reading = [sql for sql in statements if "audit_" in sql]
    assert len(statements) - len(reading) <= EDITOR, "\n".join(statements)
    assert len(reading) <= 3
