"""The demo's records: every state is there, the same file twice changes nothing, and what is written passes the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from audit.services import verify_chain
from people import demo as demo_people
from supervision import demo
from supervision.models import (
    Action,
    CaseReference,
    CaseReview,
    ConsultationNote,
    CrisisConsultation,
    CrisisReview,
    DevelopmentPlan,
    MeasureScore,
    Observation,
    SelfRating,
    SignOff,
    SupervisionSession,
)
from supervision.reading import unread
from supervision.screening import screen, texts_in
from supervision.services.reviews import content_hash

FOLDER = Path(settings.BASE_DIR) / "demo" / "supervision"
BESIDE = (
    *(ConsultationNote, CrisisConsultation, CrisisReview, Observation),
    *(SignOff, SelfRating, DevelopmentPlan, MeasureScore),
)
BESIDE_KEYS = ("consultations", "crises", "observations", "sign_offs", "plans")
pytestmark = pytest.mark.django_db


def test_six_weeks_of_two_teams_in_every_state_and_only_once() -> None:
    demo_people.load()
    demo.load()
    assert set(CaseReview.objects.values_list("state", flat=True)) == set(CaseReview.State.values)
    assert set(CaseReference.objects.values_list("status", flat=True)) == set(CaseReference.Status.values)
    assert {"planned", "shared", "cancelled"} == set(SupervisionSession.objects.values_list("state", flat=True))
    assert {"open", "done"} == set(Action.objects.values_list("state", flat=True))
    fern = CaseReview.objects.filter(case__code="FERN-204").select_related("case__team")
    assert fern.count() == 6
    assert [review.is_late for review in fern.order_by("week")][2]
    with unread():
        final = fern.filter(state="final").order_by("week").last()
        assert final is not None
        assert final.content_hash == content_hash(final)
        assert final.sections.last_goals[0].outcome == "met"
    beside = {model: model._default_manager.count() for model in (CaseReview, *BESIDE)}
    assert all(beside.values())
    assert set(ConsultationNote.objects.values_list("state", flat=True)) == {"draft", "final"}
    assert set(Observation.objects.values_list("state", flat=True)) == {"shared", "final"}
    assert CrisisConsultation.objects.get().is_late is False
    assert set(DevelopmentPlan.objects.values_list("state", flat=True)) == {"agreed"}
    assert set(MeasureScore.objects.values_list("state", flat=True)) == set(MeasureScore.State.values)
    demo.load()
    assert {model: model._default_manager.count() for model in beside} == beside
    assert verify_chain().broken_at is None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_nobody_is_identified_in_what_is_told(path: Path) -> None:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    records = [told["cases"], *(told[name] for name in BESIDE_KEYS if name in told)]
    texts = [text for part in records for place, text in texts_in(part) if not place.endswith(".therapist")]
    hard = [hit.kind for text in texts for hit in screen(text) if hit.hard]
    assert hard == []
