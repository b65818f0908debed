"""Individual supervision is private to the two, to whoever supervises, and to the expert once both have agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from supervision.models import Action, OpenedToExpert, SupervisionSession
from supervision.services import actions, individual, sessions
from supervision.services.errors import ConflictError, NotAllowedError, WrongStateError
from supervision.services.individual import Talk
from supervision.services.session_records import content_hash
from tests.personas import World

pytestmark = pytest.mark.usefixtures("eyes_shut")
TALK = Talk(
    notes="Closes enactments abruptly", rehearsal="A closing line, twice", principles=(5, 1), methods=("rehearsal",)
)


@pytest.fixture
def session(kept: World) -> SupervisionSession:
    """The supervisor's with the therapist, under way."""
    planned = sessions.plan(
        actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="in_person", person=kept.therapist
    )
    return sessions.begin(actor=kept.supervisor, session=planned)


@pytest.fixture
def shared(kept: World, session: SupervisionSession) -> SupervisionSession:
    saved = individual.save(actor=kept.supervisor, session=session, version=session.version, talk=TALK)
    return sessions.share(actor=kept.supervisor, session=saved, version=saved.version)


def readers(world: World) -> set[str]:
    return {name for name, person in world.people.items() if SupervisionSession.objects.visible_to(person).exists()}


def test_it_is_written_by_whoever_supervises_and_by_nobody_else(kept: World, session: SupervisionSession) -> None:
    for persona in ("therapist", "teammate", "expert", "superuser", "other_supervisor"):
        with pytest.raises(NotAllowedError):
            individual.save(actor=kept.people[persona], session=session, version=session.version, talk=TALK)
    saved = individual.save(actor=kept.backup, session=session, version=session.version, talk=TALK)
    stored = SupervisionSession.objects.get(pk=saved.pk)
    assert (stored.rehearsal, stored.principles, stored.methods) == ("A closing line, twice", [1, 5], ["rehearsal"])


def test_it_is_private_until_both_open_it_to_the_expert(kept: World, shared: SupervisionSession) -> None:
    assert readers(kept) == {"therapist", "supervisor", "backup"}
    individual.open_to_expert(actor=kept.therapist, session=shared)
    assert "expert" not in readers(kept)
    individual.open_to_expert(actor=kept.supervisor, session=shared)
    assert readers(kept) == {"therapist", "supervisor", "backup", "expert"}


def test_the_hash_covers_every_word_of_it(shared: SupervisionSession) -> None:
    before = content_hash(shared)
    for name in ("notes", "rehearsal"):
        setattr(shared, name, "changed")
        assert content_hash(shared) != before
        before = content_hash(shared)


def test_opening_twice_is_opening_once_and_only_the_two_can(kept: World, shared: SupervisionSession) -> None:
    for _time in range(2):
        individual.open_to_expert(actor=kept.therapist, session=shared)
    assert OpenedToExpert.objects.count() == 1
    for persona in ("backup", "teammate", "expert"):
        with pytest.raises(NotAllowedError):
            individual.open_to_expert(actor=kept.people[persona], session=shared)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        OpenedToExpert.objects.all().delete()


def test_what_is_agreed_in_private_is_seen_by_its_owner_and_the_supervisors(
    kept: World, session: SupervisionSession
) -> None:
    actions.agree(actor=kept.supervisor, team=kept.east, owner=kept.therapist, source=session, text="Use the line")
    seen = {name for name, person in kept.people.items() if Action.objects.visible_to(person).exists()}
    assert seen == {"therapist", "supervisor", "backup"}


def test_a_stale_form_is_told_and_a_shared_session_changes_no_more(kept: World, session: SupervisionSession) -> None:
    version = session.version
    individual.save(actor=kept.supervisor, session=session, version=version, talk=TALK)
    stale = SupervisionSession.objects.get(pk=session.pk)
    with pytest.raises(ConflictError):
        individual.save(actor=kept.backup, session=stale, version=version, talk=replace(TALK, notes="Other"))
    sessions.share(actor=kept.supervisor, session=session, version=session.version)
    with pytest.raises(WrongStateError):
        individual.save(
            actor=kept.supervisor, session=SupervisionSession.objects.get(pk=session.pk), version=version, talk=TALK
        )


def test_both_may_add_once_it_is_shared(kept: World, shared: SupervisionSession) -> None:
    individual.add(actor=kept.therapist, session=shared, text="I see it otherwise")
    individual.add(actor=kept.supervisor, session=shared, text="Let us look at it again")
    with pytest.raises(NotAllowedError):
        individual.add(actor=kept.teammate, session=shared, text="Me too")
