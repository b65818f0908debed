"""Missing certificates: a look first, then each once, whatever is cut off in between and however often it is tried."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from learning.certificates.sign import Signed
from learning.models import BulkItem, Certificate, CertificateFile
from learning.services import bulk_issuing, certificate_files
from learning.services.bulk_issuing import NothingToIssueError, Outcome, dry_run, modules_missing, start
from learning.services.certificates import issue, revoke
from people.roles import Role
from tests.factories import rewriting
from tests.learning.certificates.conftest import join, make_completion, make_edition, make_person, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(team):
    user = make_person("Rhian Coordinator")
    join(user, organisation=team.organisation, role=Role.COORDINATOR)
    return user


@pytest.fixture
def edition():
    return make_edition()


def finished(team, edition, count=3):
    """People of the team with a completion and no certificate."""
    found = []
    for number in range(count):
        person = make_person(f"Person {number}")
        join(person, team)
        found.append(make_completion(person, edition))
    return found


def test_the_look_says_for_each_person_what_would_happen_and_changes_nothing(coordinator, team, edition):
    missing, has_one, revoked = finished(team, edition)
    issue(actor=None, completion=has_one)
    revoke(actor=coordinator, certificate=issue(actor=None, completion=revoked), reason="Wrong.")
    own = make_completion(coordinator, edition)
    elsewhere = make_person()
    join(elsewhere, make_team())
    make_completion(elsewhere, edition)
    before = Certificate.objects.count()
    found = {row.completion: row.outcome for row in dry_run(coordinator, edition.module_key)}
    assert found == {
        missing: Outcome.ISSUE,
        has_one: Outcome.HAS_ONE,
        revoked: Outcome.REVOKED,
        own: Outcome.OWN,
    }
    assert Certificate.objects.count() == before
    assert modules_missing(coordinator) == [(edition.module_key, "M2", 1)]


def test_who_came_or_left_is_issued_by_where_they_were_on_that_day(coordinator, team, edition):
    mover = make_person()
    join(mover, team, ends_on=datetime.date(2026, 3, 31))
    join(mover, make_team(), starts_on=datetime.date(2026, 4, 1))
    for month in (3, 4):
        make_completion(mover, edition, at=datetime.datetime(2026, month, 15, 12, tzinfo=datetime.UTC))
    (row,) = dry_run(coordinator, edition.module_key)
    assert row.completion.completed_at.month == 3


@pytest.mark.django_db(transaction=True)
def test_all_are_issued_once_and_progress_is_shown(coordinator, team, edition, monkeypatch):
    monkeypatch.setattr(certificate_files, "make_signed", lambda document: Signed(b"%PDF-made", "a-key"))
    finished(team, edition, 5)
    client = Client()
    client.force_login(coordinator)
    page = client.get("/team/certificates/missing/", {"module": str(edition.module_key)}).content.decode()
    assert "5 certificates would be issued" in page
    answer = client.post("/team/certificates/missing/", {"module": str(edition.module_key)})
    assert "5 of 5" in client.get(answer["Location"]).content.decode()
    assert Certificate.objects.count() == 5
    again = client.post("/team/certificates/missing/", {"module": str(edition.module_key)})
    assert again["Location"] == "/team/certificates/missing/"
    assert Certificate.objects.count() == 5


def test_a_completion_that_can_not_be_issued_stops_no_other(coordinator, team, edition):
    finished(team, edition)
    bulk = start(actor=coordinator, module_key=edition.module_key)
    bad = make_edition()
    with rewriting():
        bad.modules.all().delete()
        first = BulkItem.objects.filter(bulk=bulk)[0]
        type(first.completion).objects.filter(pk=first.completion_id).update(edition=bad)
    assert bulk_issuing.run(bulk.pk) == 2
    assert [item.state for item in BulkItem.objects.filter(bulk=bulk)] == ["failed", "issued", "issued"]


def test_nothing_to_issue_is_said(coordinator, edition):
    with pytest.raises(NothingToIssueError):
        start(actor=coordinator, module_key=edition.module_key)


def test_statements_do_not_grow_with_the_people(coordinator, team, edition, django_assert_max_num_queries):
    finished(team, edition, 30)
    client = Client()
    client.force_login(coordinator)
    path = f"/team/certificates/missing/?module={edition.module_key}"
    client.get(path)
    with django_assert_max_num_queries(12):
        assert client.get(path).content.decode().count('<th scope="row">') == 30


def killed_at_every_step(coordinator, team, edition, monkeypatch, people: int) -> None:
    """Stop the worker between numbering and rendering, in rendering, and after it; each time it begins again."""
    finished(team, edition, people)
    bulk = start(actor=coordinator, module_key=edition.module_key)
    steps = {"left": people}

    def dies(document):
        if steps["left"]:
            steps["left"] -= 1
            raise SystemExit
        return Signed(b"%PDF-made", "a-key")

    monkeypatch.setattr(certificate_files, "make_signed", dies)
    killed = 0
    for _time in range(people * 3):
        try:
            bulk_issuing.run(bulk.pk)
            for certificate in Certificate.objects.filter(file__isnull=True):
                certificate_files.file_of(certificate)
        except SystemExit:
            killed += 1
    assert killed == people
    assert Certificate.objects.count() == CertificateFile.objects.count() == people
    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert numbers == list(range(1, people + 1))


def test_a_worker_stopped_five_times_makes_one_certificate_and_one_file_each(coordinator, team, edition, monkeypatch):
    killed_at_every_step(coordinator, team, edition, monkeypatch, 5)


@pytest.mark.assurance
def test_a_worker_stopped_a_hundred_times_makes_one_of_each(coordinator, team, edition, monkeypatch):
    killed_at_every_step(coordinator, team, edition, monkeypatch, 100)


def test_the_days_work_goes_on_where_an_issue_was_cut_off(coordinator, team, edition):
    finished(team, edition)
    bulk = start(actor=coordinator, module_key=edition.module_key)
    BulkItem.objects.filter(bulk=bulk).exclude(pk=bulk.items.first().pk).update(state="issued")
    assert bulk_issuing.finish_all() == 1
    assert bulk_issuing.finish_all() == 0
    assert timezone.localdate() == Certificate.objects.get().issued_at.date()
