"""A module may ask to be discussed in a final session, or for practice to be observed: it is finished after that."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home import due_work
from learning.folder.modules import read_module
from learning.folder.problems import Problems
from learning.models import Attempt, Certificate, Completion, Edition, Enrolment
from learning.services import attempts, enrolments, exporting, importing, moving
from learning.services.completion import EvidenceMissing, complete, complete_if_whole, complete_waiting
from supervision.models import Action, CaseReference, SupervisionSession
from supervision.services import actions, observations, sessions
from tests.content import make_edition, make_module
from tests.personas import World
from tests.supervision.furnished.practice import make_observation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eyes_shut")]


def asking(*codes: str) -> Edition:
    return make_edition(make_module("M7", title="Finding the fit together"), evidence=list(codes))


def passed(world: World, edition: Edition) -> Attempt:
    """The therapist has passed the module's check, as the last step of it."""
    enrolment = enrolments.start(actor=world.therapist, module_key=edition.module_key)
    attempt = Attempt.objects.create(
        enrolment=enrolment, number=1, language="en", seed=1, questions=[], pass_mark=80, score=88, passed=True,
        submitted_at=timezone.now(),
    )  # fmt: skip
    complete_if_whole(actor=world.therapist, attempt=attempt)
    return attempt


def held(world: World, **changed: Any) -> SupervisionSession:
    soon = timezone.now() + datetime.timedelta(minutes=1)
    return sessions.plan(actor=world.supervisor, team=world.east, starts_at=soon, mode="video", **changed)


def made_final(session: SupervisionSession) -> None:
    """As shared forty minutes ago, and locked since by the work of the day, which also finishes what waited for it."""
    then = timezone.now() - datetime.timedelta(minutes=40)
    SupervisionSession.objects.filter(pk=session.pk).update(state="shared", began_at=then, shared_at=then)
    assert {"sessions final": 1}.items() <= {outcome.name: outcome.done for outcome in due_work.run()}.items()


def agreed(world: World, source: Any, edition: Edition, **changed: Any) -> Action:
    return actions.agree(
        actor=world.supervisor, team=world.east, owner=world.therapist, source=source, text="Read it",
        module_key=edition.module_key, **changed,
    )  # fmt: skip


def test_a_module_to_be_discussed_is_finished_when_the_session_that_took_it_is_final(kept: World) -> None:
    edition, session = asking("discussed"), held(kept)
    attempt = passed(kept, edition)
    assert not Completion.objects.exists()
    assert not Certificate.objects.exists()
    action = agreed(kept, session, edition)
    assert complete_waiting() == 0  # agreed, and not final yet
    made_final(session)
    assert Certificate.objects.get().completion.attempt == attempt
    action.refresh_from_db(fields=["state", "score"])
    assert (action.state, action.score) == ("done", 88)
    assert complete_waiting() == 0


def test_an_action_agreed_elsewhere_counts_once_its_case_or_its_owner_was_discussed_in_a_later_session(
    kept: World, case: CaseReference
) -> None:
    edition = asking("discussed")
    passed(kept, edition)
    agreed(kept, case, edition)
    made_final(held(kept, person=kept.teammate))
    assert not Completion.objects.exists()
    made_final(held(kept, person=kept.therapist))
    assert Completion.objects.exists()


def test_practice_is_observed_once_a_final_observation_has_the_named_skill(
    kept: World, django_capture_on_commit_callbacks: Any
) -> None:
    seen = make_observation(kept)
    edition = asking(f"observed-{seen.skill}")
    passed(kept, edition)
    shared = observations.share(actor=kept.supervisor, observation=seen, version=seen.version)
    assert complete_waiting() == 0
    begun = timezone.now() - datetime.timedelta(days=9)
    Enrolment.objects.update(created_at=begun, started_at=begun)
    with django_capture_on_commit_callbacks(execute=True):
        observations.finalise(actor=kept.supervisor, observation=shared, version=shared.version)
    assert Completion.objects.exists()


def test_what_was_observed_before_one_came_on_to_the_module_does_not_count(kept: World) -> None:
    seen = make_observation(kept)
    shared = observations.share(actor=kept.supervisor, observation=seen, version=seen.version)
    observations.finalise(actor=kept.supervisor, observation=shared, version=shared.version)
    edition = asking(f"observed-{seen.skill}")
    passed(kept, edition)
    later = timezone.now() + datetime.timedelta(days=2)
    Enrolment.objects.update(created_at=later, started_at=later)
    assert complete_waiting() == 0


def test_nothing_finishes_a_module_before_its_evidence_and_no_second_try_is_given(kept: World) -> None:
    edition = asking("discussed", "observed-fit")
    attempt = passed(kept, edition)
    with pytest.raises(EvidenceMissing):
        complete(actor=kept.therapist, attempt=attempt)
    with pytest.raises(attempts.Finished):
        attempts.begin(actor=kept.therapist, enrolment=attempt.enrolment, language="en")
    assert moving.is_in_check(attempt.enrolment)


def test_the_learner_is_told_what_is_needed_and_from_whom_in_at_most_six_statements(
    kept: World, case: CaseReference
) -> None:
    edition = asking("discussed", "observed-fit")
    attempt = passed(kept, edition)
    agreed(kept, case, edition)
    client = kept.client("therapist")
    slug = edition.modules.get().slug
    for address in (f"/learn/{slug}/", f"/learn/{slug}/check/", f"/learn/{slug}/check/{attempt.public_id}/"):
        page = client.get(address).content.decode()
        assert "ask your supervisor to agree on this module" in page, address
        assert page.count("Still needed") == 2, address
        assert "Go to the final check" not in page
        assert "your certificate is ready" not in page
        assert case.code not in page
        assert "Read it" not in page.split("<main")[1].split("Still needed")[0]
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/learn/{slug}/")
    assert len([row for row in captured if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 6
    assert 'id="continue"' not in client.get("/today/").content.decode()


def test_a_folder_keeps_what_is_asked_for_and_refuses_what_nobody_can_see(kept: World, tmp_path: Path) -> None:
    make_module("M7").get_parent()
    folder = tmp_path / "m7"
    exporting.export_module(code="M7", folder=folder)
    facts = folder / "module.yaml"
    facts.write_text(facts.read_text() + "evidence:\n- observed-fit\n- discussed\n")
    importing.import_module(actor=None, folder=folder)
    exporting.export_module(code="M7", folder=tmp_path / "again")
    assert "evidence:\n- discussed\n- observed-fit\n" in (tmp_path / "again" / "module.yaml").read_text()
    assert not importing.import_module(actor=None, folder=tmp_path / "again").changed
    facts.write_text(facts.read_text().replace("observed-fit", "telepathy"))
    problems = Problems()
    read_module(folder, problems)
    assert "telepathy" in str(problems.found)
