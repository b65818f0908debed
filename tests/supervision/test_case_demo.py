"""The demo's records: every state is there, the same file twice changes nothing, and what is written passes the screen."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.utils import timezone

from audit.services import verify_chain
from learning import demo_progress
from learning.models import Certificate
from learning.services.completion import complete_waiting
from learning.waiting import passed_and_waiting
from people import demo as demo_people
from people.models import Team
from supervision import demo
from supervision.models import (
    Action,
    Addendum,
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
from supervision.monthly import month_of
from supervision.reading import unread
from supervision.screening import screen, texts_in
from supervision.services.reviews import content_hash
from supervision.weeks import treatment_week
from tests.content import make_edition, make_module

FOLDER = Path(settings.BASE_DIR) / "demo" / "supervision"
BESIDE = (
    *(ConsultationNote, CrisisConsultation, CrisisReview, Observation),
    *(SignOff, SelfRating, DevelopmentPlan, MeasureScore),
)
BESIDE_KEYS = ("consultations", "crises", "observations", "sign_offs", "plans")
pytestmark = pytest.mark.django_db


def test_some_weeks_of_two_teams_in_every_state_and_only_once() -> None:
    demo_people.load()
    asked = yaml.safe_load((FOLDER.parent / "modules" / "m6" / "module.yaml").read_text(encoding="utf-8"))["evidence"]
    edition = make_edition(make_module("M6"), evidence=asked)
    demo_progress.finish("therapist", "M6", weeks_ago=2)
    demo_progress.finish("other-therapist", "M6", weeks_ago=8)
    demo.load()
    complete_waiting()
    held = Certificate.objects.filter(completion__edition=edition)
    assert held.get().completion.user.name == "Dewi Prydderch", "seen setting up an enactment, as Amara is not yet"
    assert passed_and_waiting().get().enrolment.user.name == "Amara Oyelaran"
    assert set(CaseReview.objects.values_list("state", flat=True)) == set(CaseReview.State.values)
    assert set(CaseReference.objects.values_list("status", flat=True)) == set(CaseReference.Status.values)
    assert {"planned", "shared", "cancelled"} == set(SupervisionSession.objects.values_list("state", flat=True))
    assert {"open", "done"} == set(Action.objects.values_list("state", flat=True))
    fern = CaseReview.objects.filter(case__code="FERN-204").select_related("case__team")
    assert fern.count() == 8
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
    with unread():
        the_weeks_of_fern_say_what_happened()
        the_fourth_week_is_told_in_full()
        a_practice_of_another_team_is_told()
    scores_are_as_told()
    other_cases_are_as_different_as_they_should_be()
    a_summary_of_the_wrong_case_stands_withdrawn_and_copied()
    both_months_name_what_was_used()
    demo.load()
    assert {model: model._default_manager.count() for model in beside} == beside
    assert verify_chain().broken_at is None


def week_of(code: str, number: int) -> CaseReview:
    """The summary of a case's week of treatment."""
    found = CaseReview.objects.standing().filter(case__code=code).select_related("case")
    return next(one for one in found if treatment_week(one.case.opened_week, one.week) == number)


def the_weeks_of_fern_say_what_happened() -> None:
    told = [
        # week, outcomes, systems of the drivers found then, principles, resource's place, words of the expert
        (3, ["met", "met"], ["family", "family", "individual", "school", "family"], [5], "each on their own"),
        (4, ["partly"], ["family", "individual"], [1, 8], "coalition"),
        (5, ["met", "met"], ["family", "family"], [7, 9], "plan for a lapse"),
    ]
    before = week_of("FERN-204", 2).sections
    for number, outcomes, systems, principles, expert in told:
        review = week_of("FERN-204", number)
        known = {driver.key for driver in before.fit}
        before = review.sections
        assert [goal.outcome for goal in before.last_goals] == outcomes, number
        assert [driver.system for driver in before.fit if driver.key not in known] == systems, number
        assert all(driver.evidence for driver in before.fit)
        assert (review.guidance_principles, expert in review.expert_guidance) == (principles, True), number
        assert (review.safety_plan, review.safety_escalated, review.state) == (True, False, "final")
        assert before.question
        assert len(before.next_goals) == (2 if number == 4 else 1)
    first, second = before.start.goals
    assert [behaviour.frequency for behaviour in before.start.behaviours] == ["3 times a week", "11 of 20 days"]
    assert ("six weeks in a row" in first.standard, "90 %" in second.standard) == (True, True)
    assert {outcome.who for outcome in before.start.outcomes} == {"Caregiver A", "Young person", "Head of year"}
    rehearsed = week_of("FERN-204", 4)
    assert ("rehearsal" in rehearsed.guidance_methods, "seven minutes" in rehearsed.guidance) == (True, True)


def the_fourth_week_is_told_in_full() -> None:
    week = week_of("FERN-204", 4).week
    session = SupervisionSession.objects.get(
        team__key="northmoor-east", starts_at__date__range=(week, week + datetime.timedelta(days=6))
    )
    began, ended = (timezone.localtime(one) for one in (session.starts_at, session.ended_at) if one)
    assert f"{began:%a %H:%M} {ended:%H:%M} {session.mode}" == "Tue 10:00 11:50 video"
    assert session.attendance.filter(status="present", minutes=110).count() == 4
    assert not session.attendance.filter(status="absent").exists()
    minutes = session.cases.filter(is_discussed=True).values_list("minutes", flat=True)
    assert sorted(minutes) == [12, 14, 15, 16, 18, 22]
    assert session.cases.filter(is_discussed=False).count() == 8
    assert (session.principles, session.methods) == ([1, 2, 5, 8], ["discussion", "rehearsal"])
    assert sum("rehearsal" in row.methods for row in session.cases.all()) == 2
    agreed = {row.owner.name: row.text for row in Action.objects.filter(source_id=session.pk).select_related("owner")}
    assert "field visit" in agreed["Tom Ashdown"]
    assert "Unbalancing with care" in agreed["Amara Oyelaran"]
    note = ConsultationNote.objects.get(mode="phone")
    assert f"{timezone.localtime(note.starts_at):%a %H:%M} {note.minutes}" == "Thu 14:00 60"
    assert (note.starts_at - session.starts_at).days == 2
    assert ("Three cases" in note.themes, "school liaison" in note.barriers) == (True, True)
    assert (note.booster_topic, "programme manager" in note.follow_ups[0]["text"]) == ("Building a second adult", True)
    assert Action.objects.get(source_id=note.pk).state == "done"
    crisis = CrisisConsultation.objects.select_related("case", "review").get()
    times = [crisis.called_at, crisis.route_at, crisis.final_at, crisis.review.created_at]
    assert [f"{timezone.localtime(one):%a %H:%M}" for one in times if one] == [
        *("Sat 22:40", "Sat 23:10", "Sun 09:20", "Mon 09:00")
    ]
    assert (crisis.case.code, crisis.route_followed) == ("FERN-204", True)


def a_practice_of_another_team_is_told() -> None:
    seen = Observation.objects.get(therapist__name="Dewi Prydderch")
    assert (seen.method, seen.skill, seen.state) == ("field", "enactment", "final")
    assert ("ninety seconds" in seen.strengths, "one of them observed" in seen.practice) == (True, True)
    plan = DevelopmentPlan.objects.get(therapist__name="Dewi Prydderch")
    assert [need["skill"] for need in plan.needs] == ["closing"]
    assert "Two of three" in plan.needs[0]["evidence"]
    assert "two of them observed" in plan.goals[0]["text"]
    assert plan.review_on is not None
    assert str(plan.review_on) > plan.goals[0]["due"]


def scores_are_as_told() -> None:
    scores = MeasureScore.objects.filter(measure__code="tam-r")
    of_case = scores.exclude(case=None).order_by("case__code", "month")
    assert list(of_case.values_list("case__code", "state", "value", "method")) == [
        ("FERN-204", "scored", Decimal("0.64"), "phone_independent"),
        ("FERN-204", "scored", Decimal("0.71"), "phone_independent"),
        ("HOLT-118", "no_interview", None, "phone_independent"),
    ]
    last = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    team = list(scores.filter(month=last, case=None).values_list("value", "n"))
    answers = sum(n for _value, n in team)
    assert answers == 9
    assert round(sum((value or 0) * n for value, n in team) / answers, 2) == Decimal("0.66")
    cam = MeasureScore.objects.get(measure__code="cam", month=last)
    assert (cam.n, cam.scales) == (5, {"Competence": "4.9", "Procedures": "4.4", "Alliance": "5.2"})


def other_cases_are_as_different_as_they_should_be() -> None:
    cases = {case.code: case for case in CaseReference.objects.select_related("adaptation")}
    kinds = {code: (cases[code].adaptation.code, cases[code].age_band, cases[code].status) for code in cases}
    assert kinds["HOLT-118"] == ("MST-SA", "15_17", "open")
    assert kinds["GWYN-031"] == ("MST-FIT", "11_12", "open")
    assert kinds["LARK-377"] == ("MST-CAN", "under_11", "archived")
    assert kinds["WREN-092"] == ("MST", "13_14", "closed")
    assert set(CaseReview.objects.filter(case__code="GWYN-031").values_list("language", flat=True)) == {"cy"}
    lark = CaseReview.objects.filter(case__code="LARK-377")
    assert lark.filter(copied__isnull=False).count() == lark.count() == 2
    handed = CaseReference.objects.filter(
        therapist__email="teammate@hearth.example", code__in=["ALDER-713", "THRUSH-264"]
    )
    assert handed.count() == 2, "they went over before their therapist left"
    wren = CaseReview.objects.filter(case__code="WREN-092").values("pk")
    assert Addendum.objects.filter(record_id__in=wren).count() == 1


def a_summary_of_the_wrong_case_stands_withdrawn_and_copied() -> None:
    withdrawing = Addendum.objects.get(withdraws=True)
    wrong, copy = (CaseReview.objects.get(pk=key) for key in (withdrawing.record_id, withdrawing.copy_id))
    assert [wrong.case.code, copy.case.code] == ["SEDGE-260", "MOSS-538"]
    assert (wrong.state, copy.state, wrong.week) == ("final", "final", copy.week)
    assert Addendum.objects.filter(record_id=copy.pk).count() == 1
    assert wrong.pk not in CaseReview.objects.standing().values_list("pk", flat=True)
    with unread():
        assert wrong.sections == copy.sections
        assert week_of("MOSS-538", 7).sections.last_goals[0].outcome == "partly", "it goes on from the copy"
        assert week_of("SEDGE-260", 3).sections.last_goals == ()


def both_months_name_what_was_used() -> None:
    """On any day: a month in which a session was held says which principles and methods were used in it."""
    this = timezone.localdate().replace(day=1)
    for team in Team.objects.filter(key__in=["northmoor-east", "glannau-gwynt"]):
        months = [month_of(team, first) for first in (this, (this - datetime.timedelta(days=1)).replace(day=1))]
        assert sum(month.held for month in months) >= 2
        for month in months:
            assert (
                bool(month.held) == (len(month.principles_unused) < 9) == any(times for _name, times in month.methods)
            )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_nobody_is_identified_in_what_is_told(path: Path) -> None:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    records = [told["cases"], *(told[name] for name in BESIDE_KEYS if name in told)]
    texts = [text for part in records for place, text in texts_in(part) if not place.endswith(".therapist")]
    hard = [hit.kind for text in texts for hit in screen(text) if hit.hard]
    assert hard == []


def test_the_guides_refused_draft_is_refused_for_what_it_says() -> None:
    guide = (Path(settings.BASE_DIR) / "docs" / "guides" / "therapist.md").read_text(encoding="utf-8")
    draft = next(line for line in guide.splitlines() if line.startswith("> ")).removeprefix("> ")
    found = [(hit.kind, hit.hard, draft[hit.start : hit.end]) for hit in screen(draft)]
    assert found == [
        ("place", False, "Larchfield Street"),
        ("school", False, "Larchfield High School"),
        ("birth_date", True, "3 May 2012"),
    ]
    better = guide.split('What does save: "')[1].split('"')[0]
    assert screen(better) == []
