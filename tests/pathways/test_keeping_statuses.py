"""What is stored follows what happens: learning, attendance, people, rules, exemptions, time."""

import datetime
import json
import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import finished as events_finished
from events.kinds import Result
from events.models import EventOutcome, LiveEvent
from home import due_work
from learning import finished
from learning.models import Certificate, Enrolment
from learning.services import certificates
from pathways import evidence
from pathways.explaining import explain, explain_all, preview
from pathways.kinds import Away, Kind, State, Validity
from pathways.models import PersonStatus, Reminder, Requirement, RequirementVersion, StatusRefresh
from pathways.services import about_people, statuses
from pathways.services.errors import (
    CodeTaken,
    DatesDontFit,
    NotAllowed,
    ReasonMissing,
    RequiresItself,
    RulesIncomplete,
    TooEarly,
    TooLate,
    UnknownTarget,
)  # fmt: skip
from pathways.services.pathways import Step, create_pathway
from pathways.services.requirements import change_requirement, create_requirement, end_requirement
from people import changes
from people.models import Membership, Notification
from people.services.memberships import end, move
from tests.factories import (
    CompletionFactory,
    EnrolmentFactory,
    MembershipFactory,
    TeamFactory,
    UserFactory,
    make_edition,
    make_module,
    today,
)
from tests.pathways.factories import make_requirement, on

pytestmark = pytest.mark.django_db


def status(user, requirement):
    return PersonStatus.objects.filter(user=user, requirement=requirement).first()


@pytest.fixture
def edition():
    return make_edition(make_module("M10"))


@pytest.fixture
def yearly(world, edition):
    rules = {"validity": Validity.COMPLETION, "valid_months": 12, "due_days": 14, "roles": ["therapist"]}
    return make_requirement(world, "yearly", kind=Kind.MODULE, target_key=str(edition.module_key), **rules)


def complete(user, edition, days=0):
    with on(today(days)):
        enrolment = EnrolmentFactory(user=user, edition=edition, done=True)
        completion = CompletionFactory(enrolment=enrolment, completed_at=timezone.now())
        certificates.issue(actor=None, completion=completion)
        finished.tell(completion)
    return completion


def test_finishing_a_module_shows_at_once_and_revoking_its_certificate_too(world, edition, yearly):
    statuses.refresh([world.therapist])
    assert status(world.therapist, yearly).state == State.OVERDUE
    completion = complete(world.therapist, edition)
    assert status(world.therapist, yearly).state == State.IN_DATE
    certificate = Certificate.objects.get(completion=completion)
    certificates.revoke(actor=world.coordinator, certificate=certificate, reason="Somebody else took the check.")
    assert status(world.therapist, yearly).state == State.OVERDUE
    assert explain(world.therapist, yearly, today(-1)).state == State.OVERDUE
    certificates.reissue(actor=world.coordinator, certificate=certificate, reason="It was them after all.")
    assert status(world.therapist, yearly).state == State.IN_DATE


def test_a_new_starter_has_dates_at_once_and_a_leaver_has_none(world, edition, yearly):
    starter = UserFactory()
    membership = Membership.objects.create(
        user=starter, organisation=world.northmoor, team=world.east, role="therapist"
    )
    changes.tell(starter.pk)
    assert status(starter, yearly).due_on >= today(14)
    assert Enrolment.objects.open().get(user=starter).due_on == status(starter, yearly).due_on
    end(actor=world.coordinator, membership=membership, on=None)
    assert status(starter, yearly) is None
    assert not Enrolment.objects.open().filter(user=starter).exists()


def test_who_moves_keeps_the_deadline_and_is_counted_in_the_new_team(world, yearly):
    second = TeamFactory(organisation=world.northmoor)
    statuses.refresh([world.therapist])
    before = status(world.therapist, yearly)
    membership = world.therapist.memberships.get(team=world.east)
    move(actor=world.coordinator, membership=membership, to_team=second, on=today())
    after = status(world.therapist, yearly)
    assert (after.due_on, after.team_id) == (before.due_on, second.pk)


def test_attendance_counts_from_attesting_until_it_is_corrected(world):
    booster = make_requirement(world, "booster", due_days=20)
    event = LiveEvent.objects.create(
        kind="booster",
        code="B1",
        title_en="Booster",
        organisation=world.northmoor,
        capacity=12,
        planned_by=world.coordinator,
    )

    common = {"event": event, "user": world.therapist, "minutes": 300, "attested_at": timezone.now(), "attested_by": world.coordinator}  # fmt: skip
    outcome = EventOutcome.objects.create(result=Result.ATTENDED, on=today(-3), **common)
    events_finished.tell(outcome)
    assert status(world.therapist, booster).state == State.IN_DATE
    assert explain(world.therapist, booster, today(-2)).state != State.IN_DATE
    wrong = EventOutcome.objects.create(result=Result.PARTIAL, on=today(-3), supersedes=outcome, reason="Left early", **common)  # fmt: skip
    events_finished.tell(wrong)
    assert status(world.therapist, booster).state == State.OVERDUE


def test_a_reading_is_acknowledged_by_whoever_read_it(world):
    key = uuid.uuid4()
    source = evidence.source_of(Kind.READING)
    evidence.register(evidence.Source(Kind.READING, lambda: [(str(key), "Safety")], source.done))
    try:
        reading = make_requirement(world, "reading", kind=Kind.READING, target_key=str(key))
        about_people.acknowledge_reading(actor=world.therapist, key=key)
        about_people.acknowledge_reading(actor=world.therapist, key=key)
        assert status(world.therapist, reading).state == State.IN_DATE
    finally:
        evidence.register(source)


def test_expiry_starts_the_refresher_and_reminds_once_at_each_time(world, edition, yearly):
    complete(world.therapist, edition, days=-340)
    with on(today()):
        statuses.refresh([world.therapist])
    row = status(world.therapist, yearly)
    assert row.state == State.LAPSING
    assert Enrolment.objects.open().get(user=world.therapist).due_on == row.due_on
    for _twice in range(2):
        due_work.run()
    told = Notification.objects.filter(user=world.therapist, kind="requirement-expires")
    assert told.count() == 1
    assert Reminder.objects.get(user=world.therapist).days == 30
    with on(row.expires_on - datetime.timedelta(days=5)):
        due_work.run()
        assert told.count() == 2
    with on(row.due_on + datetime.timedelta(days=3)):
        due_work.run()
        due_work.run()
    assert Notification.objects.filter(user=world.therapist, kind="requirement-overdue").count() == 1
    assert set(Notification.objects.filter(kind="requirement-overdue-of", params__person=world.therapist.name).values_list("user__name", flat=True)) >= {world.supervisor.name}  # fmt: skip
    complete(world.therapist, edition)
    assert not Notification.objects.filter(kind__startswith="requirement-", done_at=None, params__person=world.therapist.name).exists()  # fmt: skip


def test_time_alone_moves_statuses_on_in_the_days_work(world, yearly):
    statuses.refresh()
    starter = MembershipFactory(team=world.east, starts_on=today(3)).user
    statuses.turn_due()
    assert status(starter, yearly) is None
    for days, expected in [(3, State.DUE), (60, State.OVERDUE)]:
        with on(today(days)):
            statuses.turn_due()
        assert status(starter, yearly).state == expected


def test_rebuilding_a_healthy_installation_changes_nothing_and_a_broken_one_is_put_right(world, yearly):
    statuses.refresh()
    out = StringIO()
    call_command("rebuild_statuses", stdout=out)
    assert ", 0 statuses changed" in out.getvalue()
    PersonStatus.objects.filter(user=world.therapist).update(state=State.EXEMPT)
    PersonStatus.objects.filter(user=world.teammate).delete()
    call_command("rebuild_statuses", stdout=out)
    assert ", 2 statuses changed" in out.getvalue()


def test_a_change_of_rules_is_a_new_version_and_the_old_day_stays_as_it_was(world, yearly):
    before = explain(world.therapist, yearly, today(-1)).as_data()
    change_requirement(actor=world.coordinator, requirement=yearly, from_on=today(), due_days=300)
    statuses.refresh()
    assert status(world.therapist, yearly).state == State.NOT_STARTED
    assert explain(world.therapist, yearly, today(-1)).as_data() == before
    end_requirement(actor=world.coordinator, requirement=yearly, from_on=today())
    statuses.refresh()
    assert status(world.therapist, yearly) is None


def test_rules_and_what_is_recorded_of_people_are_never_rewritten(world, yearly):
    for change in (
        lambda: RequirementVersion.objects.update(due_days=1),
        lambda: RequirementVersion.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    row = about_people.assign(actor=world.coordinator, user=world.therapist, requirement=yearly, organisation=world.northmoor, due_on=today(9))  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.update(due_on=today(90))


def test_exemptions_assignments_and_absences_are_for_those_who_look_after_the_person(world, yearly):
    common = {"user": world.therapist, "organisation": world.northmoor}
    spans = {"from_on": today(), "until_on": today(9)}
    for persona in ("therapist", "teammate", "manager", "other_supervisor", "admin", "expert"):
        with pytest.raises(NotAllowed):
            about_people.exempt(actor=world[persona], requirement=yearly, reason="Because", **common, **spans)
        with pytest.raises(NotAllowed):
            about_people.assign(actor=world[persona], requirement=yearly, due_on=today(9), **common)
        with pytest.raises(NotAllowed):
            about_people.add_absence(actor=world[persona], kind=Away.LEAVE, **common, **spans)
    about_people.add_absence(actor=world.supervisor, kind=Away.LEAVE, **common, **spans)
    row = about_people.exempt(actor=world.coordinator, requirement=yearly, reason="Done elsewhere", **common, **spans)
    assert status(world.therapist, yearly).state == State.EXEMPT
    about_people.withdraw(actor=world.coordinator, row=row)
    assert status(world.therapist, yearly).state == State.OVERDUE


def test_dates_that_do_not_fit_are_refused_and_nothing_is_stored(world, yearly):
    common = {"actor": world.coordinator, "user": world.therapist, "organisation": world.northmoor}
    with pytest.raises(DatesDontFit):
        about_people.exempt(requirement=yearly, reason="Why", from_on=today(), until_on=today(-1), **common)
    with pytest.raises(DatesDontFit):
        about_people.add_absence(kind=Away.LEAVE, from_on=today(), until_on=today(-1), **common)
    with pytest.raises(ReasonMissing):
        about_people.exempt(requirement=yearly, reason="  ", from_on=today(), until_on=today(1), **common)
    with pytest.raises(TooLate):
        about_people.assign(requirement=yearly, due_on=today(-1), **common)
    with pytest.raises(TooEarly):
        change_requirement(actor=world.coordinator, requirement=yearly, from_on=today(-1), due_days=3)
    assert yearly.versions.count() == 1


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"due_by": "date"}, "due_date"),
        ({"due_by": "date", "due_date": today(-500)}, "due_date"),
        ({"validity": Validity.EXPIRY}, "valid_months"),
        ({"validity": Validity.DATE, "until_month": 2, "until_day": 30}, "until_day"),
        ({"due_by": "pro_rata", "period_month": 13}, "period_day"),
        ({"due_by": "someday"}, "due_by"),
        ({"due_days": 99999}, "due_days"),
    ],
)
def test_incomplete_rules_are_named_by_field(world, rules, field):
    with pytest.raises(RulesIncomplete) as refused:
        make_requirement(world, "new", **rules)
    assert field in refused.value.faults
    assert not Requirement.objects.filter(code="new").exists()


def test_a_taken_code_and_an_unknown_target_are_named(world, yearly):
    with pytest.raises(CodeTaken):
        make_requirement(world, "yearly")
    with pytest.raises(UnknownTarget):
        make_requirement(world, "new", kind=Kind.MODULE, target_key=str(uuid.uuid4()))
    with pytest.raises(NotAllowed):
        create_requirement(actor=world.supervisor, organisation=world.northmoor, code="new", name_en="New", kind=Kind.EVENT, target_key="booster")  # fmt: skip


def test_what_requires_itself_is_refused_with_the_chain_named(world, yearly):
    second = make_requirement(world, "second", kind=Kind.CERTIFICATE, target_key=str(yearly.public_id))
    path = create_pathway(
        actor=world.coordinator, organisation=world.northmoor, code="path", name_en="First 90 days", steps=[Step(second, 30)]
    )  # fmt: skip
    with pytest.raises(RequiresItself) as refused:
        change_requirement(
            actor=world.coordinator, requirement=yearly, from_on=today(), kind=Kind.PATHWAY, target_key=str(path.public_id)
        )  # fmt: skip
    assert refused.value.chain == ["Yearly", "First 90 days", "Second", "Yearly"]
    with pytest.raises(RequiresItself):
        change_requirement(
            actor=world.coordinator, requirement=second, from_on=today(), kind=Kind.CERTIFICATE,
            target_key=str(second.public_id),
        )  # fmt: skip


def test_who_starts_is_shown_what_will_be_due_before_they_are_added(world, yearly):
    found = preview(world.northmoor.pk, "therapist", world.east.pk, today(10))
    assert [one.name for one in found] == ["Yearly"]
    assert found[0].status.due_on >= today(24)
    assert preview(world.northmoor.pk, "ig_lead", None, today(10)) == []


def test_one_person_costs_the_same_statements_for_few_and_many_requirements(world, yearly):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            explain_all(world.therapist)
        return len(captured)

    few = asked()
    for number in range(12):
        make_requirement(world, f"booster-{number}")
    assert asked() <= few + 1


def test_explain_status_says_why_in_words_and_as_json(world, yearly):
    out = StringIO()
    call_command("explain_status", world.therapist.email, "--on", today().isoformat(), stdout=out)
    assert "yearly · Yearly: Overdue" in out.getvalue()
    assert "Overdue since" in out.getvalue()
    out = StringIO()
    call_command("explain_status", world.therapist.email, "--json", "--requirement", "yearly", stdout=out)
    found = json.loads(out.getvalue())["statuses"]
    assert [one["requirement"] for one in found] == ["yearly"]
    assert found[0]["why"][-1]["code"] == "state_overdue"


def test_a_change_of_rules_is_carried_through_for_everybody_and_shows_how_far_it_is(world, yearly):
    StatusRefresh.objects.all().delete()
    statuses.refresh()
    change_requirement(actor=world.coordinator, requirement=yearly, from_on=today(), due_days=300)
    client = world.client("coordinator")
    assert "Rules have changed" in client.get("/today/", follow=True, secure=True).content.decode()
    assert (
        "Rules have changed" not in world.client("therapist").get("/today/", follow=True, secure=True).content.decode()
    )
    statuses.refresh_everybody(StatusRefresh.objects.get().pk)
    row = StatusRefresh.objects.get()
    assert row.done == row.people > 5
    assert status(world.therapist, yearly).state == State.NOT_STARTED
    assert "Rules have changed" not in client.get("/today/", follow=True, secure=True).content.decode()


def test_a_change_of_rules_that_no_worker_took_up_is_carried_through_by_the_days_work(world, yearly):
    StatusRefresh.objects.all().delete()
    statuses.refresh()
    change_requirement(actor=world.coordinator, requirement=yearly, from_on=today(), due_days=300)
    assert statuses.finish_refreshes() == 0
    with on(today(1)):
        assert statuses.finish_refreshes() > 0
        assert statuses.finish_refreshes() == 0
    assert status(world.therapist, yearly).state == State.NOT_STARTED
