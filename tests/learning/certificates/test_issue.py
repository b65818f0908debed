"""One current certificate for a completion, numbered without a gap, word for word as it was that day."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Entry
from learning.models import Certificate, CertificateFile, SerialCounter
from learning.services.certificate_snapshots import add_months
from learning.services.certificates import CertificateError, issue
from people.models import Organisation
from people.roles import Role
from tests.factories import rewriting
from tests.learning.certificates.conftest import OUTCOMES, join, make_completion, make_edition, make_person, make_team

pytestmark = pytest.mark.django_db


def test_issuing_twice_gives_the_same_certificate(holder, completion):
    first = issue(actor=holder, completion=completion)
    assert issue(actor=holder, completion=completion) == first
    assert Certificate.objects.count() == 1
    assert Entry.objects.filter(action="learning.certificate_issued").count() == 1


def test_numbers_of_a_year_have_no_gap_when_an_issue_fails(holder, completion):
    class StopError(Exception):
        pass

    def fail():
        with transaction.atomic():
            issue(actor=holder, completion=completion)
            raise StopError

    with pytest.raises(StopError):
        fail()
    assert Certificate.objects.count() == 0
    year = timezone.localdate().year
    serials = [issue(actor=None, completion=make_completion(make_person())).serial for _ in range(3)]
    assert serials == [f"HEARTH-{year}-{number:06d}" for number in (1, 2, 3)]
    assert SerialCounter.objects.get(year=year).last == 3


def test_the_row_is_a_snapshot_of_that_day(holder, completion):
    certificate = issue(actor=holder, completion=completion)
    holder.name = "Amara Changed"
    holder.save()
    certificate.refresh_from_db()
    assert (certificate.name, certificate.role) == ("Amara Oyelaran", "Therapist, Northmoor East")
    assert (certificate.issuer, certificate.outcomes) == ("Northmoor Borough Council", OUTCOMES)
    assert (certificate.minutes, certificate.score, certificate.pass_mark) == (110, 92, 80)
    assert (certificate.edition_number, certificate.module_code) == (3, "M2")
    assert len(certificate.code) == 26


def test_it_is_in_the_holders_language_when_the_module_has_it(db):
    both = make_edition({"en": "Recording supervision safely", "cy": "Cofnodi goruchwyliaeth yn ddiogel"})
    english_only = make_edition()
    welsh = make_person("Dewi Prydderch", "cy")
    organisation = Organisation.objects.create(
        key="windshore", name="Windshore Partnership", name_cy="Bwrdd Glannau Gwynt", nation="wales"
    )
    join(welsh, make_team(organisation, "Glannau Gwynt"))
    first = issue(actor=welsh, completion=make_completion(welsh, both))
    assert (first.language, first.title_en, first.title_cy) == (
        "cy",
        "Recording supervision safely",
        "Cofnodi goruchwyliaeth yn ddiogel",
    )
    assert first.issuer_cy == "Bwrdd Glannau Gwynt"
    second = issue(actor=welsh, completion=make_completion(welsh, english_only))
    assert (second.language, second.title_cy) == ("en", "")


def test_issuer_is_the_organisation_of_the_day_of_completion(db):
    mover = make_person()
    old, new = make_team(name="Old team"), make_team(name="New team")
    join(mover, old, ends_on=datetime.date(2026, 3, 31))
    join(mover, new, starts_on=datetime.date(2026, 4, 1))
    at = datetime.datetime(2026, 3, 31, 12, tzinfo=datetime.UTC)
    assert issue(actor=None, completion=make_completion(mover, at=at)).organisation == old.organisation


def test_someone_without_a_membership_gets_one_issued_by_hearth(db):
    certificate = issue(actor=None, completion=make_completion(make_person()))
    assert (certificate.organisation, certificate.issuer, certificate.role) == (None, "Hearth", "")


def test_a_module_that_is_repeated_gives_an_expiry(holder):
    at = datetime.datetime(2024, 2, 29, 23, 30, tzinfo=datetime.UTC)
    completion = make_completion(holder, make_edition(repeat_months=12), at=at)
    assert issue(actor=holder, completion=completion).expires_on == datetime.date(2025, 2, 28)
    assert add_months(datetime.date(2026, 10, 31), 4) == datetime.date(2027, 2, 28)


def test_an_edition_without_text_is_refused_and_takes_no_number(holder, completion):
    with rewriting():
        completion.edition.modules.all().delete()
    with pytest.raises(CertificateError), transaction.atomic():
        issue(actor=holder, completion=completion)
    assert not SerialCounter.objects.filter(last__gt=0).exists()


@pytest.mark.parametrize(
    "change", [{"name": "Someone Else"}, {"score": 100}, {"outcomes": []}, {"completed_on": "2020-01-01"}]
)
def test_the_database_refuses_to_change_what_is_printed(holder, completion, change):
    certificate = issue(actor=holder, completion=completion)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**change)


def test_the_database_refuses_to_delete_certificates_and_files(holder, completion):
    certificate = issue(actor=holder, completion=completion)
    CertificateFile.objects.create(certificate=certificate, pdf=b"%PDF", sha256="0" * 64)
    for table in ("learning_certificatefile", "learning_certificate"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a fixed table name
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CertificateFile.objects.update(pdf=b"other")


def test_a_closed_certificate_never_changes_again(holder, completion):
    certificate = issue(actor=holder, completion=completion)
    rows = Certificate.objects.filter(pk=certificate.pk)
    rows.update(state="superseded")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(state="issued")


def test_the_database_refuses_a_revocation_without_a_reason(holder, completion):
    certificate = issue(actor=holder, completion=completion)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(state="revoked")


def test_a_role_without_a_team_names_the_organisation(db):
    user, team = make_person(), make_team()
    join(user, organisation=team.organisation, role=Role.COORDINATOR)
    certificate = issue(actor=None, completion=make_completion(user))
    assert certificate.role == "Training coordinator, Northmoor Borough Council"
