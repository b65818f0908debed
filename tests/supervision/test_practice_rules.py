"""Observation, sign-off and development plan: who may do what, in which order, and what never changes."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction

from people.models import Membership, User
from supervision.models import Addendum, DevelopmentPlan, Observation, SelfRating, SignOff
from supervision.retention import unregistered
from supervision.screening import IdentifyingDataError
from supervision.services import observations, plans, sharing, sign_offs
from supervision.services.errors import ConflictError, IncompleteError, NotAllowedError, NotReadyError, WrongStateError
from tests.factories import today
from tests.personas import World
from tests.supervision.furnished.practice import make_observation, make_plan, written_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eyes_shut")]


@pytest.fixture
def noted(kept: World) -> Observation:
    return make_observation(kept)


@pytest.fixture
def shared(kept: World, noted: Observation) -> Observation:
    return observations.share(actor=kept.supervisor, observation=noted, version=noted.version)


@pytest.fixture
def plan(kept: World) -> DevelopmentPlan:
    return make_plan(kept)


@pytest.fixture
def agreed(kept: World, plan: DevelopmentPlan) -> DevelopmentPlan:
    signed = plans.sign(actor=kept.therapist, plan=plan, version=plan.version)
    return plans.sign(actor=kept.backup, plan=signed, version=signed.version)


def readers(world: World, model: type[Observation] | type[DevelopmentPlan] | type[SignOff]) -> set[str]:
    return {name for name, person in world.people.items() if model.objects.visible_to(person).exists()}


def rated(**changed: object) -> sign_offs.Rated:
    values = {"skill": "closing", "rating": "demonstrated", "method": "recording", "evidence": "clip"}
    return sign_offs.Rated(**{**values, "evidence_on": today(), **changed})  # type: ignore[arg-type]


def test_nothing_is_observed_before_the_schedule_is_set(world: World) -> None:
    with pytest.raises(NotReadyError):
        make_observation(world)


def test_every_record_of_practice_says_how_long_it_is_kept() -> None:
    assert not {name for name in unregistered() if name.rsplit(".")[-1] in {"Observation", "SignOff", "SelfRating"}}
    assert "supervision.MeasureScore" not in unregistered()


@pytest.mark.parametrize("persona", ["therapist", "teammate", "expert", "other_supervisor", "superuser", "leaver"])
def test_only_a_supervisor_of_the_team_notes_what_they_saw(kept: World, persona: str) -> None:
    with pytest.raises(NotAllowedError):
        observations.note(
            actor=kept.people[persona],
            team=kept.east,
            therapist=kept.therapist,
            on=today(),
            method="field",
            skill="fit",
        )


def test_a_draft_is_its_observers_and_shared_it_is_the_therapists_too(kept: World, noted: Observation) -> None:
    assert readers(kept, Observation) == {"supervisor"}
    observations.share(actor=kept.supervisor, observation=noted, version=noted.version)
    assert readers(kept, Observation) == {"therapist", "supervisor", "backup"}


def test_the_expert_reads_an_observation_once_both_share_it(kept: World, shared: Observation) -> None:
    sharing.share(actor=kept.supervisor, record_shared=shared, shared=True)
    assert "expert" not in readers(kept, Observation)
    sharing.share(actor=kept.therapist, record_shared=shared, shared=True)
    assert "expert" in readers(kept, Observation)
    sharing.share(actor=kept.therapist, record_shared=shared, shared=False)
    assert "expert" not in readers(kept, Observation)
    with pytest.raises(NotAllowedError):
        sharing.share(actor=kept.expert, record_shared=shared, shared=True)


def test_a_family_is_observed_with_consent_or_the_observation_is_not_shared(kept: World) -> None:
    without = make_observation(kept, consent=False, consent_on=None)
    with pytest.raises(IncompleteError) as refused:
        observations.share(actor=kept.supervisor, observation=without, version=without.version)
    assert refused.value.faults == ["consent"]
    rehearsed = make_observation(kept, method="rehearsal", consent=False, consent_on=None)
    assert observations.share(actor=kept.supervisor, observation=rehearsed, version=rehearsed.version)


def test_the_therapist_answers_until_it_is_final_and_then_both_add(kept: World, shared: Observation) -> None:
    with pytest.raises(NotAllowedError):
        observations.respond(actor=kept.supervisor, observation=shared, version=shared.version, text="Not mine")
    answered = observations.respond(
        actor=kept.therapist, observation=shared, version=shared.version, text="I had two minutes left."
    )
    final = observations.finalise(actor=kept.backup, observation=answered, version=answered.version)
    with pytest.raises(WrongStateError):
        observations.respond(actor=kept.therapist, observation=final, version=final.version, text="Later")
    for change in (
        lambda: Observation.objects.filter(pk=final.pk).update(on=today(-1)),
        lambda: Observation.objects.filter(pk=final.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    observations.add(actor=kept.therapist, observation=final, text="Practised twice since.")
    assert Addendum.objects.filter(record_id=final.pk).count() == 1


def test_what_names_a_family_is_kept_in_no_record_of_practice(kept: World, plan: DevelopmentPlan) -> None:
    with pytest.raises(IdentifyingDataError):
        make_observation(kept, change="Ring caregiver A on 07700 900123 before.")
    with pytest.raises(IdentifyingDataError):
        plans.save(actor=kept.therapist, plan=plan, version=plan.version, strengths="Mail a.b@example.org")
    assert not Observation.objects.exists()


def test_several_skills_are_signed_off_at_once_or_none(kept: World) -> None:
    lacking = rated(skill="fit", rating="developing")
    with pytest.raises(IncompleteError) as refused:
        sign_offs.sign_off(actor=kept.supervisor, team=kept.east, therapist=kept.therapist, rated=[rated(), lacking])
    assert refused.value.faults == ["fit"]
    assert not SignOff.objects.exists()
    named = rated(skill="fit", rating="developing", next_step="Bring one fit circle to individual supervision.")
    sign_offs.sign_off(actor=kept.supervisor, team=kept.east, therapist=kept.therapist, rated=[rated(), named])
    assert SignOff.objects.count() == 2
    assert readers(kept, SignOff) == {"therapist", "supervisor", "backup"}


def test_evidence_is_the_therapists_own_and_seen_by_them(kept: World, noted: Observation) -> None:
    for seen in (
        rated(evidence="observation", observation=noted),
        rated(skill="fit", evidence="observation", observation=noted),
    ):
        with pytest.raises(NotAllowedError):
            sign_offs.sign_off(actor=kept.supervisor, team=kept.east, therapist=kept.therapist, rated=[seen])
    with pytest.raises(IncompleteError):
        sign_offs.sign_off(
            actor=kept.supervisor, team=kept.east, therapist=kept.therapist, rated=[rated(evidence="observation")]
        )


@pytest.mark.parametrize("persona", ["therapist", "teammate", "expert", "other_supervisor", "manager", "superuser"])
def test_nobody_signs_off_but_a_supervisor_of_the_team(kept: World, persona: str) -> None:
    with pytest.raises(NotAllowedError):
        sign_offs.sign_off(actor=kept.people[persona], team=kept.east, therapist=kept.therapist, rated=[rated()])


def test_a_self_rating_changes_no_sign_off_and_no_sign_off_changes_it(kept: World) -> None:
    sign_offs.rate_oneself(actor=kept.therapist, team=kept.east, ratings={"closing": "not_yet"})
    sign_offs.sign_off(actor=kept.supervisor, team=kept.east, therapist=kept.therapist, rated=[rated()])
    assert sign_offs.rate_oneself(actor=kept.therapist, team=kept.east, ratings={"closing": "not_yet"}) == []
    assert [row.rating for row in SignOff.objects.all()] == ["demonstrated"]
    assert [row.rating for row in SelfRating.objects.all()] == ["not_yet"]
    for model in (SignOff, SelfRating):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(rating="developing")


def test_a_plan_is_agreed_once_both_have_signed_the_same_words(kept: World, plan: DevelopmentPlan) -> None:
    signed = plans.sign(actor=kept.therapist, plan=plan, version=plan.version)
    assert signed.state == "draft"
    changed = plans.save(actor=kept.supervisor, plan=signed, version=signed.version, **written_plan())
    assert changed.signed_by_therapist_at is None
    again = plans.sign(actor=kept.supervisor, plan=changed, version=changed.version)
    assert again.state == "draft"
    with pytest.raises(ConflictError):
        plans.sign(actor=kept.therapist, plan=DevelopmentPlan.objects.get(pk=plan.pk), version=1)
    final = plans.sign(actor=kept.therapist, plan=again, version=again.version)
    assert (final.state, final.supervisor) == ("agreed", kept.supervisor)


def test_an_empty_plan_is_not_signed(kept: World) -> None:
    empty = plans.begin(
        actor=kept.supervisor, team=kept.east, therapist=kept.therapist, starts_on=today(), ends_on=today(90)
    )
    with pytest.raises(IncompleteError) as refused:
        plans.sign(actor=kept.supervisor, plan=empty, version=empty.version)
    assert refused.value.faults == ["strengths", "needs", "goals"]


def test_a_plan_is_reviewed_closed_and_then_only_commented(kept: World, agreed: DevelopmentPlan) -> None:
    with pytest.raises(WrongStateError):
        plans.save(actor=kept.therapist, plan=agreed, version=agreed.version, **written_plan())
    key = agreed.goals[0]["key"]
    seen = plans.review(
        actor=kept.therapist, plan=agreed, version=agreed.version, statuses={key: "met"}, text="Two were observed."
    )
    with pytest.raises(NotAllowedError):
        plans.close(actor=kept.therapist, plan=seen, version=seen.version)
    closed = plans.close(actor=kept.supervisor, plan=seen, version=seen.version)
    assert DevelopmentPlan.objects.get(pk=closed.pk).goals[0]["status"] == "met"
    with pytest.raises(DatabaseError), transaction.atomic():
        DevelopmentPlan.objects.filter(pk=closed.pk).update(state="draft")
    plans.add(actor=kept.therapist, plan=closed, text="I keep the line on a card.")
    plans.add(actor=kept.supervisor, plan=closed, text="Seen again in May.")
    with pytest.raises(NotAllowedError):
        plans.add(actor=kept.teammate, plan=closed, text="Not mine")


def test_a_therapist_who_leaves_keeps_reading_their_plans_and_nothing_else(
    kept: World, plan: DevelopmentPlan, shared: Observation
) -> None:
    Membership.objects.filter(user=kept.therapist).update(ends_on=today(-1))
    gone = User.objects.get(pk=kept.therapist.pk)
    assert DevelopmentPlan.objects.visible_to(gone).exists()
    assert not Observation.objects.visible_to(gone).exists()
    with pytest.raises(NotAllowedError):
        plans.save(actor=gone, plan=plan, version=plan.version, **written_plan())


def test_the_expert_reads_a_plan_once_both_share_it(kept: World, plan: DevelopmentPlan) -> None:
    assert readers(kept, DevelopmentPlan) == {"therapist", "supervisor", "backup"}
    sharing.share(actor=kept.therapist, record_shared=plan, shared=True)
    sharing.share(actor=kept.backup, record_shared=plan, shared=True)
    assert readers(kept, DevelopmentPlan) == {"therapist", "supervisor", "backup", "expert"}


def test_asking_twice_for_a_period_gives_the_same_plan(kept: World, plan: DevelopmentPlan) -> None:
    again = plans.begin(
        actor=kept.supervisor,
        team=kept.east,
        therapist=kept.therapist,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on + datetime.timedelta(days=1),
    )
    assert again == plan
