"""What makes entries: modules, live events, supervision; once each, also for what was before the log."""

import datetime

import pytest
from django.utils import timezone

from cpd import sources
from cpd.models import CPDEntry
from events import finished as attested
from events.models import EventOutcome, LiveEvent
from learning import finished
from learning.models import Completion, EditionModule
from supervision.models import Attendance, SupervisionSession
from supervision.services.session_records import finalise_due
from tests.factories import CompletionFactory, EnrolmentFactory, make_edition, make_module
from tests.personas import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def a_session(world: World, kind: str = "group", **facts) -> SupervisionSession:
    now = timezone.now()
    given = {
        "organisation": world.northmoor,
        "team": world.east,
        "kind": kind,
        "leader": world.supervisor,
        "starts_at": now - datetime.timedelta(hours=3),
        "began_at": now - datetime.timedelta(hours=3),
        "ended_at": now - datetime.timedelta(hours=1, minutes=30),
        "shared_at": now - datetime.timedelta(hours=1),
        "state": "shared",
        "methods": ["rehearsal", "field"],
        "notes": "FERN-204 was late",
    }
    session = SupervisionSession.objects.create(**{**given, **facts})
    for person, status, minutes in (
        (world.therapist, "present", 80),
        (world.teammate, "present", 0),
        (world.expert, "apologies", 0),
        (world.supervisor, "present", 90),
    ):
        if kind == "group" or person in (world.therapist, world.supervisor):
            Attendance.objects.create(session=session, user=person, status=status, minutes=minutes)
    return session


def test_a_final_session_enters_everybody_who_was_there_with_facts_only(world):
    a_session(world)
    finalise_due()
    mine = CPDEntry.objects.get(user=world.therapist)
    assert (mine.minutes, mine.activity, mine.format, mine.group_size) == (80, "supervision", "group", 2)
    assert (mine.methods, mine.title, mine.title_cy) == (
        ["live", "rehearsal"],
        "Group supervision",
        "Goruchwyliaeth grŵp",
    )
    assert CPDEntry.objects.get(user=world.teammate).minutes == 90, "from beginning to end"
    assert CPDEntry.objects.get(user=world.supervisor).activity == "given"
    assert not CPDEntry.objects.filter(user=world.expert).exists()
    for row in CPDEntry.objects.values():
        assert "FERN" not in str(row)


def test_an_individual_session_is_one_to_one(world):
    a_session(world, "individual", person=world.therapist)
    finalise_due()
    mine = CPDEntry.objects.get(user=world.therapist)
    assert (mine.format, mine.group_size, mine.title) == ("individual", 1, "Individual supervision")


def test_a_session_left_open_gives_no_time_it_did_not_have(world):
    a_session(world, began_at=timezone.now() - datetime.timedelta(days=2), ended_at=timezone.now())
    finalise_due()
    assert CPDEntry.objects.get(user=world.teammate).minutes == 0


def test_a_session_that_is_not_final_enters_nothing(world):
    a_session(world, shared_at=timezone.now())
    finalise_due()
    sources.add_missing()
    assert not CPDEntry.objects.exists()


def test_a_finished_module_is_entered_in_both_languages(world):
    edition = make_edition(make_module("M1"))
    enrolment = EnrolmentFactory(user=world.therapist, edition=edition, done=True)

    finished.tell(CompletionFactory(enrolment=enrolment, minutes=40))
    mine = CPDEntry.objects.get(user=world.therapist)
    title = EditionModule.objects.get(edition=edition, language="en").title
    assert (mine.title, mine.minutes, mine.activity) == (f"M1 · {title}", 40, "module")


def an_outcome(world: World, **facts) -> EventOutcome:
    event = LiveEvent.objects.first() or LiveEvent.objects.create(
        kind="booster", code="B1", title_en="Booster", title_cy="Atgyfnerthu", provider="MST-UK", capacity=9,
        planned_by=world.coordinator,
    )  # fmt: skip
    given = {"result": "attended", "minutes": 300, "on": timezone.localdate(), "attested_at": timezone.now()}
    row = EventOutcome.objects.create(
        event=event, user=world.therapist, attested_by=world.coordinator, **{**given, **facts}
    )
    attested.tell(row)
    return row


def test_attested_attendance_is_entered_corrected_and_taken_back(world):
    first = an_outcome(world)
    mine = CPDEntry.objects.get(user=world.therapist)
    assert (mine.minutes, mine.activity, mine.title_cy, mine.provider) == (300, "workshop", "Atgyfnerthu", "MST-UK")
    CPDEntry.objects.update(learnt="Say less.")
    second = an_outcome(world, minutes=120, result="partial", supersedes=first, reason="Left early")
    mine.refresh_from_db()
    assert (mine.minutes, mine.learnt) == (120, "Say less.")
    an_outcome(world, result="absent", minutes=0, supersedes=second, reason="Not there")
    assert not CPDEntry.objects.kept().exists()
    assert CPDEntry.objects.get().learnt == "Say less."


def test_what_was_before_the_log_is_entered_once_by_the_days_work(world):
    edition = make_edition(make_module("M1"))
    CompletionFactory(enrolment=EnrolmentFactory(user=world.therapist, edition=edition, done=True))
    an_outcome(world)
    session = a_session(world)
    SupervisionSession.objects.filter(pk=session.pk).update(content_hash="0" * 64)
    CPDEntry.objects.all().delete()
    assert sources.add_missing() == 5
    assert sources.add_missing() == 0
    assert CPDEntry.objects.filter(user=world.therapist).count() == 3
    assert Completion.objects.count() == 1
