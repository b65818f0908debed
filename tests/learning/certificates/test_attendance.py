"""A live event ends in a certificate like a module: same register, same counter, once for each attested attendance."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from learning import certificate_changes
from learning.certificate_changes import Change
from learning.models import Certificate
from learning.services.certificate_files import document_of
from learning.services.certificates import CertificateError, issue, issue_for_attendance
from tests.learning.certificates.conftest import make_completion

pytestmark = pytest.mark.django_db


def attended(holder, **changes):
    asked = {
        "actor": None,
        "holder": holder,
        "source_key": uuid.uuid4(),
        "code": "BOOSTER",
        "title_en": "Quarterly booster: safety planning",
        "title_cy": "",
        "minutes": 390,
        "outcomes": ["Rehearse a safety plan with a family"],
        "completed_on": datetime.date(2026, 9, 17),
        "expires_on": None,
        "organisation": None,
    }
    return issue_for_attendance(**{**asked, **changes})


def test_attendance_stands_in_the_same_register_with_the_next_number(holder, completion):
    first = issue(actor=None, completion=completion)
    second = attended(holder)
    assert (second.year, second.number) == (first.year, first.number + 1)
    assert (second.completion, second.edition_number, second.score, second.pass_mark) == (None, None, None, None)
    assert (second.organisation, second.role) == (first.organisation, "Therapist, Northmoor East")


def test_asking_again_for_the_same_attendance_gives_the_same_certificate(holder):
    key = uuid.uuid4()
    assert attended(holder, source_key=key) == attended(holder, source_key=key)
    assert Certificate.objects.count() == 1


def test_it_says_that_somebody_attended_and_claims_no_completion(holder):
    document = document_of(attended(holder, title_cy="Sesiwn atgyfnerthu"))
    assert document.said["kind"] == "Certificate of attendance"
    assert document.said["disclaimer"].startswith("This records attendance at a live event.")
    assert document.said_in("cy")["disclaimer"].startswith("Mae hon yn cofnodi presenoldeb")
    assert document.what == "BOOSTER"
    assert [label for label, _value in document.facts] == ["Attended", "Time attended"]


def test_a_title_is_needed_in_some_language_and_no_number_is_taken_without(holder):
    with pytest.raises(CertificateError), transaction.atomic():
        attended(holder, title_en="")
    assert attended(holder, title_en="", title_cy="Sesiwn atgyfnerthu").number == 1


def test_the_database_refuses_a_certificate_of_two_sources_or_none(holder, completion):
    certificate = attended(holder)
    fields = {
        field.attname: getattr(certificate, field.attname)
        for field in Certificate._meta.concrete_fields
        if field.attname not in {"id", "public_id", "code", "number", "completion_id", "attendance_key"}
    }
    for number, source in enumerate(({}, {"attendance_key": uuid.uuid4(), "completion": completion}), 100):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.create(**fields, **source, number=number, code=uuid.uuid4().hex[:26])


def test_the_database_keeps_where_it_came_from(holder):
    certificate = attended(holder)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(attendance_key=uuid.uuid4())


def test_other_rooms_are_told_in_the_same_transaction(holder, completion, monkeypatch):
    told = []
    monkeypatch.setattr(certificate_changes, "_listeners", [lambda *what: told.append(what)])
    certificate = issue(actor=None, completion=completion)
    issue(actor=None, completion=completion)
    assert told == [(Change.ISSUED, certificate)]

    def refuse(*what):
        raise RuntimeError

    certificate_changes.register(refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        issue(actor=None, completion=make_completion(holder))
    assert Certificate.objects.count() == 1
