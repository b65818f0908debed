"""Narrative text is sealed for its row, opens only where somebody says who reads, and each reading is logged once."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection

from audit.models import Entry
from supervision.models import Addendum, CaseReference, CaseReview
from supervision.reading import UnloggedRead, reading, unread
from supervision.sealing import CannotOpen, Sealed, key_of, seal, unseal
from supervision.services import reviews
from tests.personas import World
from tests.supervision.conftest import full_sections

CANARY = "canary-in-the-question"


@pytest.fixture
def review(kept: World, case: CaseReference, this_week) -> CaseReview:  # type: ignore[no-untyped-def]
    made = reviews.begin(actor=kept.therapist, case=case, week=this_week)
    return reviews.save_sections(
        actor=kept.therapist, review=made, version=made.version, sections=full_sections(question=CANARY)
    )


def test_the_database_holds_no_word_of_it(review: CaseReview) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM supervision_casereview")
        stored = repr(cursor.fetchall())
    assert CANARY not in stored
    assert "Pushing" not in stored
    assert "v1|" in stored


def test_a_text_opens_only_where_somebody_reads(review: CaseReview) -> None:
    found = CaseReview.objects.get(pk=review.pk)
    with pytest.raises(UnloggedRead):
        _ = found.question


def test_one_entry_lists_every_record_that_was_opened(kept: World, review: CaseReview) -> None:
    before = Entry.objects.count()
    found = CaseReview.objects.get(pk=review.pk)
    with reading(kept.supervisor, role="supervisor", organisation_id=kept.northmoor.pk):
        assert found.question == CANARY
        assert found.sections.start.goals[0].text == "No pushing at home"
    entries = Entry.objects.order_by("sequence")[before:]
    assert [(e.action, e.records, e.role) for e in entries] == [
        ("audit.read", [["supervision.casereview", str(review.pk)]], "supervisor")
    ]


def test_what_cannot_be_logged_is_not_shown(kept: World, review: CaseReview, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_kwargs: object) -> None:
        raise RuntimeError("the log is gone")

    monkeypatch.setattr("supervision.reading.record_read", broken)
    found = CaseReview.objects.get(pk=review.pk)
    with pytest.raises(RuntimeError), reading(kept.supervisor):
        _ = found.question


def test_a_text_moved_to_another_row_opens_nowhere() -> None:
    sealed = seal("words", "supervision.casereview|1|question")
    assert unseal(sealed, "supervision.casereview|1|question") == "words"
    for place in ("supervision.casereview|2|question", "supervision.casereview|1|guidance", "x|1|question"):
        with pytest.raises(CannotOpen):
            unseal(sealed, place)


def test_a_changed_text_does_not_open() -> None:
    sealed = seal("words", "here")
    for place in range(len(sealed)):
        other = "A" if sealed[place] != "A" else "B"
        changed = sealed[:place] + other + sealed[place + 1 :]
        with pytest.raises(CannotOpen):
            unseal(changed, "here")


def test_a_new_key_seals_and_the_old_one_still_opens(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEARTH_FIELD_KEYS = ["old key"]
    sealed = seal("words", "here")
    settings.HEARTH_FIELD_KEYS = ["new key", "old key"]
    assert unseal(sealed, "here") == "words"
    assert key_of(seal("words", "here")) != key_of(sealed)
    settings.HEARTH_FIELD_KEYS = ["new key"]
    with pytest.raises(CannotOpen):
        unseal(sealed, "here")


def test_a_text_cannot_be_searched_or_updated_in_the_database(review: CaseReview) -> None:
    with pytest.raises(FieldError):
        CaseReview.objects.filter(question=CANARY)
    with pytest.raises(FieldError):
        CaseReview.objects.filter(question__icontains="canary").first()
    with pytest.raises(FieldError):
        CaseReview.objects.update(question="plain words")
    review.question = "plain words"
    with pytest.raises(FieldError):
        CaseReview.objects.bulk_update([review], ["question"])


def test_dumped_data_is_still_sealed(review: CaseReview) -> None:
    dumped = serializers.serialize("json", CaseReview.objects.all())
    assert CANARY not in dumped
    assert json.loads(dumped)[0]["fields"]["question"].startswith("v1|")


def test_texts_made_in_bulk_are_sealed_too(kept: World, review: CaseReview) -> None:
    rows = [
        Addendum(
            organisation=kept.northmoor,
            record_type="supervision.casereview",
            record_id=review.pk,
            author=kept.therapist,
            text=f"{CANARY} {number}",
        )
        for number in range(3)
    ]
    Addendum.objects.bulk_create(rows)
    stored = Addendum.objects.first()
    assert stored is not None
    assert isinstance(stored.__dict__["text"], Sealed)
    with reading(kept.therapist):
        assert stored.text.startswith(CANARY)


def test_what_a_machine_opened_does_not_stay_open(kept: World, review: CaseReview) -> None:
    found = CaseReview.objects.get(pk=review.pk)
    sent = reviews.submit(actor=kept.therapist, review=found, version=found.version)
    for name in ("question", "fit", "start"):
        with pytest.raises(UnloggedRead):
            getattr(sent, name)


def test_a_reading_inside_machine_work_is_logged(kept: World, review: CaseReview) -> None:
    before = Entry.objects.count()
    with unread(), reading(kept.supervisor):
        assert CaseReview.objects.get(pk=review.pk).question == CANARY
    assert Entry.objects.count() == before + 1
