"""The weekly case summary: carried forward, judged, submitted, guided, final. Each author writes only their own."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.db import DatabaseError, transaction

from people.models import Membership, User
from supervision.models import Addendum, CaseReference, CaseReview, RecordKeeping
from supervision.services import reviews
from supervision.services.cases import open_case
from supervision.services.errors import (
    ConflictError,
    IncompleteError,
    NotAllowedError,
    NotReadyError,
    WrongStateError,
)
from supervision.services.hand_overs import hand_over
from supervision.summary import LastGoal, NextGoal, Sections, carried_forward, faults_of
from supervision.weeks import due_at, monday_of, treatment_week
from tests.factories import AdaptationFactory, today
from tests.personas import World
from tests.supervision.conftest import full_sections

pytestmark = pytest.mark.usefixtures("eyes_shut")


@pytest.fixture
def draft(kept: World, case: CaseReference, this_week: datetime.date) -> CaseReview:
    return reviews.begin(actor=kept.therapist, case=case, week=this_week)


@pytest.fixture
def submitted(kept: World, draft: CaseReview) -> CaseReview:
    saved = reviews.save_sections(actor=kept.therapist, review=draft, version=draft.version, sections=full_sections())
    return reviews.submit(actor=kept.therapist, review=saved, version=saved.version)


def discuss(world: World, review: CaseReview) -> CaseReview:
    return reviews.guide(
        actor=world.supervisor,
        review=review,
        version=review.version,
        text="Rehearse the hand-over.",
        principles=[5],
        methods=["rehearsal"],
        resource=None,
    )


def test_no_record_is_made_before_the_schedule_is_set(world: World) -> None:
    with pytest.raises(NotReadyError):
        open_case(
            actor=world.therapist,
            team=world.east,
            adaptation=AdaptationFactory(),
            age_band="13_14",
            therapist=world.therapist,
            opened_week=today(),
        )
    assert not RecordKeeping.objects.exists()


def test_asking_twice_for_a_week_gives_the_same_summary(kept: World, case: CaseReference, draft: CaseReview) -> None:
    again = reviews.begin(actor=kept.therapist, case=case, week=draft.week + datetime.timedelta(days=3))
    assert again == draft


@pytest.mark.parametrize("persona", ["teammate", "supervisor", "expert", "superuser", "other_therapist", "leaver"])
def test_nobody_writes_a_therapists_sections_for_them(kept: World, draft: CaseReview, persona: str) -> None:
    with pytest.raises(NotAllowedError):
        reviews.save_sections(actor=kept.people[persona], review=draft, version=draft.version, sections=full_sections())


def test_a_draft_is_its_therapists_alone(kept: World, draft: CaseReview) -> None:
    readers = [name for name, person in kept.people.items() if CaseReview.objects.visible_to(person).exists()]
    assert readers == ["therapist"]


def test_a_submitted_summary_is_read_by_the_team_of_today_and_by_nobody_else(
    kept: World, submitted: CaseReview
) -> None:
    readers = {name for name, person in kept.people.items() if CaseReview.objects.visible_to(person).exists()}
    assert readers == {"therapist", "teammate", "supervisor", "backup", "expert"}


def test_a_therapist_who_leaves_reads_no_summary_not_even_their_own(kept: World, submitted: CaseReview) -> None:
    Membership.objects.filter(user=kept.therapist).update(ends_on=today(-1))
    assert not CaseReview.objects.visible_to(User.objects.get(pk=kept.therapist.pk)).exists()


def test_what_is_missing_refuses_the_submission_and_loses_nothing(kept: World, draft: CaseReview) -> None:
    saved = reviews.save_sections(
        actor=kept.therapist, review=draft, version=draft.version, sections=full_sections(question=" ")
    )
    with pytest.raises(IncompleteError) as refused:
        reviews.submit(actor=kept.therapist, review=saved, version=saved.version)
    assert [fault.section for fault in refused.value.faults] == ["question"]
    stored = CaseReview.objects.get(pk=saved.pk)
    assert stored.state == "draft"
    assert stored.sections.fit[0].text == "A is alone on weekdays"


def test_a_stale_form_overwrites_nothing(kept: World, draft: CaseReview) -> None:
    first = CaseReview.objects.get(pk=draft.pk)
    reviews.save_sections(actor=kept.therapist, review=draft, version=1, sections=full_sections(question="First?"))
    with pytest.raises(ConflictError) as refused:
        reviews.save_sections(actor=kept.therapist, review=first, version=1, sections=full_sections(question="Second?"))
    assert refused.value.version == 2
    assert CaseReview.objects.get(pk=draft.pk).question == "First?"


def test_last_weeks_goals_and_open_drivers_are_there_next_week(
    kept: World, case: CaseReference, submitted: CaseReview
) -> None:
    discuss(kept, submitted)
    following = reviews.begin(actor=kept.therapist, case=case, week=submitted.week + datetime.timedelta(days=7))
    before, after = submitted.sections, following.sections
    assert [goal.text for goal in after.last_goals] == [goal.text for goal in before.next_goals]
    assert after.fit == before.fit
    assert after.start == before.start
    assert after.next_goals == ()
    assert following.goals_open == 1


def test_an_undiscussed_summary_is_not_carried_forward(kept: World, case: CaseReference, submitted: CaseReview) -> None:
    following = reviews.begin(actor=kept.therapist, case=case, week=submitted.week + datetime.timedelta(days=7))
    assert following.sections == Sections()


def test_a_goal_carried_twice_asks_for_the_fit_of_the_barrier() -> None:
    whole = full_sections()
    (planned,) = whole.next_goals
    week = whole
    for expected in (0, 1, 2):
        week = carried_forward(week)
        (last,) = week.last_goals
        assert last.weeks == expected
        judged = dataclasses.replace(last, outcome="partly", barrier="B was late")
        goes_on = dataclasses.replace(planned, key=NextGoal().key, carries=last.key)
        week = dataclasses.replace(week, last_goals=(judged,), next_goals=(goes_on,), question="What now?")
        asked = [fault.field for fault in faults_of(week)]
        assert asked == (["fit_of_barrier"] if expected else [])


def test_a_goal_without_driver_or_overarching_goal_is_refused() -> None:
    whole = full_sections(next_goals=(NextGoal(text="Phone school", measure="Register"),))
    assert [(fault.section, fault.field) for fault in faults_of(whole)] == [
        ("next_goals", "driver"),
        ("next_goals", "overarching"),
    ]


def test_an_outcome_is_asked_for_each_goal_of_last_week() -> None:
    whole = full_sections(last_goals=(LastGoal(text="A leaves"), LastGoal(text="B calls", outcome="not_met")))
    assert [fault.field for fault in faults_of(whole)] == ["outcome", "barrier"]


def test_vague_words_are_advice_and_stop_nothing() -> None:
    whole = full_sections()
    goal = dataclasses.replace(whole.start.goals[0], text="Better behaviour")
    whole = dataclasses.replace(whole, start=dataclasses.replace(whole.start, goals=(goal,)))
    assert [fault.hard for fault in faults_of(whole)] == [False]


def test_supervisor_and_expert_write_their_own_sections_in_turn(kept: World, submitted: CaseReview) -> None:
    with pytest.raises(WrongStateError):
        reviews.advise(actor=kept.expert, review=submitted, version=submitted.version, text="Too early")
    with pytest.raises(NotAllowedError):
        reviews.guide(
            actor=kept.expert,
            review=submitted,
            version=submitted.version,
            text="Not mine",
            principles=[],
            methods=[],
            resource=None,
        )
    discussed = discuss(kept, submitted)
    consulted = reviews.advise(actor=kept.expert, review=discussed, version=discussed.version, text="Watch for it.")
    assert consulted.state == "consulted"
    with pytest.raises(NotAllowedError):
        reviews.finalise(actor=kept.expert, review=consulted, version=consulted.version)
    final = reviews.finalise(actor=kept.backup, review=consulted, version=consulted.version)
    assert final.content_hash == reviews.content_hash(CaseReview.objects.get(pk=final.pk))


def test_withdrawn_before_discussion_and_never_after(kept: World, case: CaseReference, submitted: CaseReview) -> None:
    reviews.withdraw(actor=kept.therapist, review=submitted, version=submitted.version)
    anew = reviews.begin(actor=kept.therapist, case=case, week=submitted.week)
    assert anew != submitted
    saved = reviews.save_sections(actor=kept.therapist, review=anew, version=anew.version, sections=full_sections())
    sent = reviews.submit(actor=kept.therapist, review=saved, version=saved.version)
    discussed = discuss(kept, sent)
    with pytest.raises(WrongStateError):
        reviews.withdraw(actor=kept.therapist, review=discussed, version=discussed.version)


def test_a_final_summary_never_changes_not_even_by_sql(kept: World, submitted: CaseReview) -> None:
    discussed = discuss(kept, submitted)
    final = reviews.finalise(actor=kept.supervisor, review=discussed, version=discussed.version)
    with pytest.raises(WrongStateError):
        discuss(kept, final)
    for change in (
        lambda: CaseReview.objects.filter(pk=final.pk).update(question=""),
        lambda: CaseReview.objects.filter(pk=final.pk).update(state="draft"),
        lambda: CaseReview.objects.filter(pk=final.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    added = reviews.add(actor=kept.therapist, review=final, text="The call was on Monday.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Addendum.objects.filter(pk=added.pk).delete()


def test_late_is_calculated_from_the_teams_own_hour() -> None:
    monday = datetime.date(2026, 11, 23)
    due = due_at(monday, 3, datetime.time(10), datetime.UTC)
    assert due == datetime.datetime(2026, 11, 25, 10, tzinfo=datetime.UTC)
    assert due_at(monday, None, None, datetime.UTC) is None


def test_the_first_week_of_treatment_is_week_one() -> None:
    opened = monday_of(datetime.date(2026, 11, 25))
    assert treatment_week(opened, opened) == 1
    assert treatment_week(opened, opened + datetime.timedelta(weeks=4)) == 5


def test_a_draft_begun_before_a_hand_over_does_not_block_the_week(
    kept: World, case: CaseReference, draft: CaseReview
) -> None:
    handed = hand_over(actor=kept.supervisor, case=case, therapist=kept.teammate)
    begun = reviews.begin(actor=kept.teammate, case=handed, week=draft.week)
    assert (begun.therapist, begun.state) == (kept.teammate, "draft")
    draft.refresh_from_db()
    assert draft.state == "withdrawn"
