"""A new key: everything is sealed anew, whole, also after a kill, and the old key can be taken away."""

from __future__ import annotations

import io
import os
import signal
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit.models import Entry
from people.sealing import unseal as unseal_factor
from supervision.models import Addendum, CaseReference, CaseReview
from supervision.reading import unread
from supervision.sealed_models import sealed_fields, sealed_models
from supervision.sealing import current_key, key_of
from supervision.services import reviews
from supervision.services.reviews import content_hash
from supervision.services.rotation import rotate
from tests.personas import World, build_world
from tests.supervision.conftest import full_sections
from tests.supervision.furnished.a_cases import keep_records, make_case

NEW = ["a newer key", "tests only"]


def final_summary(world: World, case: CaseReference) -> CaseReview:
    review = reviews.begin(actor=world.therapist, case=case, week=case.opened_week)
    reviews.save_sections(actor=world.therapist, review=review, version=1, sections=full_sections(question="Words"))
    reviews.submit(actor=world.therapist, review=review, version=2)
    reviews.guide(
        actor=world.supervisor,
        review=review,
        version=3,
        text="Practise the call first",
        principles=[1],
        methods=[],
        resource=None,
    )
    return reviews.finalise(actor=world.supervisor, review=review, version=4)


def keys_in_use() -> set[str]:
    """The ids of every key that sealed something of the database."""
    return {
        key_of(text)
        for model in sealed_models()
        for row in model._base_manager.values_list(*[field.attname for field in sealed_fields(model)])
        for text in row
        if text
    }


def test_everything_is_sealed_anew_and_the_old_key_may_go(kept: World, case: CaseReference, settings) -> None:
    review = final_summary(kept, case)
    secret = generate_totp_secret()
    TOTP.activate(kept.therapist, secret)
    old = current_key()
    settings.HEARTH_FIELD_KEYS = NEW
    said = io.StringIO()
    call_command("rotate_keys", batch=1, stdout=said)
    assert keys_in_use() == {current_key()} != {old}
    assert "sealed anew" in said.getvalue()
    settings.HEARTH_FIELD_KEYS = NEW[:1]
    found = CaseReview.objects.get(pk=review.pk)
    with unread():
        assert found.question == "Words"
        assert content_hash(found) == found.content_hash
    assert unseal_factor(Authenticator.objects.get(user=kept.therapist).data["secret"]) == secret
    assert Entry.objects.filter(action="supervision.keys_rotated").count() == 1


def test_final_rows_are_guarded_again_afterwards(kept: World, case: CaseReference, settings) -> None:
    review = final_summary(kept, case)
    settings.HEARTH_FIELD_KEYS = NEW
    list(rotate())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CaseReview.objects.filter(pk=review.pk).update(language="cy")


def test_a_dry_run_counts_and_changes_nothing(kept: World, case: CaseReference, settings) -> None:
    final_summary(kept, case)
    old = keys_in_use()
    settings.HEARTH_FIELD_KEYS = NEW
    counted = sum(done.changed for done in rotate(dry_run=True))
    assert counted >= 1
    assert keys_in_use() == old
    assert sum(done.changed for done in rotate()) == counted
    assert sum(done.changed for done in rotate(dry_run=True)) == 0


def test_versions_stay_so_that_an_open_form_still_saves(kept: World, case: CaseReference, settings) -> None:
    review = reviews.begin(actor=kept.therapist, case=case, week=case.opened_week)
    saved = reviews.save_sections(actor=kept.therapist, review=review, version=1, sections=full_sections())
    settings.HEARTH_FIELD_KEYS = NEW
    list(rotate())
    reviews.save_sections(actor=kept.therapist, review=saved, version=saved.version, sections=full_sections())


@pytest.mark.django_db(transaction=True)
def test_a_run_killed_in_the_middle_goes_on_and_loses_nothing(settings) -> None:
    world = build_world()
    keep_records(world)
    case = make_case(world)
    review = final_summary(world, case)
    for number in range(60):
        reviews.add(actor=world.therapist, review=review, text=f"Addition {number}")
    settings.HEARTH_FIELD_KEYS = NEW
    _kill_after_some_batches()
    with unread():
        assert {row.text for row in Addendum.objects.all()} == {f"Addition {number}" for number in range(60)}
    half = keys_in_use()
    assert len(half) == 2, "the kill came too late or too early"
    list(rotate(batch=7))
    assert keys_in_use() == {current_key()}
    settings.HEARTH_FIELD_KEYS = NEW[:1]
    with unread():
        assert len({row.text for row in Addendum.objects.all()}) == 60
        found = CaseReview.objects.get(pk=review.pk)
        assert content_hash(found) == found.content_hash


def _kill_after_some_batches() -> None:
    """A process of its own rotates in small batches; it is killed inside one of them."""
    connection.close()
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        for number, _batch in enumerate(rotate(batch=2)):
            if number == 5:
                os.write(tell, b"x")
            time.sleep(0.01)
        os._exit(0)
    os.close(tell)
    assert os.read(told, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(told)
