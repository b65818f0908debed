"""Nothing is overwritten: a corrected certificate stands in for the old one, which stays and points on to it."""

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from audit.models import Entry
from learning import certificate_changes
from learning.certificate_changes import Change
from learning.models import Certificate
from learning.services.certificates import (
    NotAllowedError,
    NotCurrentError,
    NothingToCorrectError,
    ReasonMissingError,
    issue,
    reissue,
    revoke,
    supersede,
)
from people.roles import Role
from tests.learning.certificates.conftest import join, make_completion, make_person, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(team):
    user = make_person("Rhian Coordinator")
    join(user, organisation=team.organisation, role=Role.COORDINATOR)
    return user


@pytest.fixture
def certificate(holder, completion):
    return issue(actor=holder, completion=completion)


def correct(actor, certificate, reason="Her name was misspelt.", **changes):
    return supersede(actor=actor, certificate=certificate, changes=changes, reason=reason)


def test_a_corrected_name_supersedes_and_the_old_one_points_on(coordinator, certificate):
    new = correct(coordinator, certificate, name="  Amara   Oyelaran-Price ")
    certificate.refresh_from_db()
    assert (new.name, new.title_en, new.state) == ("Amara Oyelaran-Price", certificate.title_en, "issued")
    assert (certificate.name, certificate.state, certificate.superseded_by) == ("Amara Oyelaran", "superseded", new)
    assert new.completion == certificate.completion
    assert new.number == certificate.number + 1
    assert new.code != certificate.code
    assert new.because == "Her name was misspelt."


def test_issuing_after_a_correction_gives_the_corrected_one(coordinator, certificate, completion):
    new = correct(coordinator, certificate, title_en="Finding the fit")
    assert issue(actor=None, completion=completion) == new


@pytest.mark.parametrize("changes", [{}, {"name": "Amara Oyelaran"}, {"name": " "}, {"title_en": ""}])
def test_a_correction_that_changes_nothing_or_leaves_nothing_is_refused(coordinator, certificate, changes):
    with pytest.raises(NothingToCorrectError):
        correct(coordinator, certificate, **changes)
    assert Certificate.objects.get().state == "issued"


def test_a_correction_says_why_and_an_old_one_is_not_corrected_again(coordinator, certificate):
    with pytest.raises(ReasonMissingError):
        correct(coordinator, certificate, reason="  ", name="Other")
    correct(coordinator, certificate, name="Other")
    with pytest.raises(NotCurrentError):
        correct(coordinator, certificate, name="Another")
    assert Certificate.objects.count() == 2


def test_nobody_corrects_or_reissues_their_own_nor_another_organisations(coordinator, holder, certificate):
    join(holder, organisation=certificate.organisation, role=Role.COORDINATOR)
    stranger = make_person()
    join(stranger, organisation=make_team().organisation, role=Role.COORDINATOR)
    for actor in (holder, stranger):
        with pytest.raises(NotAllowedError):
            correct(actor, certificate, name="Other")
    revoke(actor=coordinator, certificate=certificate, reason="By mistake")
    for actor in (holder, stranger):
        with pytest.raises(NotAllowedError):
            reissue(actor=actor, certificate=certificate, reason="Was right after all.")


def test_a_revocation_by_mistake_gives_a_new_certificate_and_the_old_one_stays_revoked(coordinator, certificate):
    with pytest.raises(NotCurrentError):
        reissue(actor=coordinator, certificate=certificate, reason="Not revoked")
    revoke(actor=coordinator, certificate=certificate, reason="Wrong person.")
    new = reissue(actor=coordinator, certificate=certificate, reason="It was the right person.")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.revoked_reason) == ("revoked", "Wrong person.")
    assert (new.state, new.supersedes, new.name) == ("issued", certificate, certificate.name)
    with pytest.raises(NotCurrentError):
        reissue(actor=coordinator, certificate=certificate, reason="And again.")


def test_each_retake_has_its_own_certificate_and_a_correction_touches_one(coordinator, holder, certificate):
    retake = issue(actor=holder, completion=make_completion(holder, certificate.completion.edition))
    correct(coordinator, certificate, name="Other")
    retake.refresh_from_db()
    assert (retake.state, retake.name) == ("issued", "Amara Oyelaran")


def test_other_rooms_hear_of_both_and_the_log_says_who(coordinator, certificate, monkeypatch):
    told = []
    monkeypatch.setattr(certificate_changes, "_listeners", [lambda *what: told.append(what)])
    new = correct(coordinator, certificate, name="Other")
    assert told == [(Change.SUPERSEDED, certificate), (Change.ISSUED, new)]
    assert Entry.objects.get(action="learning.certificate_superseded").actor_id == str(coordinator.pk)


def test_the_holder_is_told_and_nothing_of_it_stands_in_the_letter(
    coordinator, certificate, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        correct(coordinator, certificate, name="Other")
    (letter,) = mail.outbox
    assert letter.to == [certificate.holder.email]
    assert "Other" not in letter.subject + letter.body.replace("Hello", "")
    assert "misspelt" not in letter.body


def test_the_database_refuses_to_bring_a_superseded_one_back(coordinator, certificate):
    correct(coordinator, certificate, name="Other")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(state="issued")


def test_whoever_checks_the_old_code_is_led_to_the_new_one(coordinator, certificate, client):
    old = f"/v/{certificate.code}/"
    assert "Check the newer certificate" not in client.get(old).content.decode()
    new = correct(coordinator, certificate, name="Amara Price")
    page = client.get(old).content.decode()
    assert "SUPERSEDED" in page
    assert f'<a href="/v/{new.code}/">Check the newer certificate</a>' in page
    assert "VALID" in client.get(f"/v/{new.code}/").content.decode()
    revoke(actor=coordinator, certificate=new, reason="Wrong.")
    reissue(actor=coordinator, certificate=new, reason="Right.")
    assert "Check the newer" not in client.get(f"/v/{new.code}/").content.decode()
