"""The audit log shows every edit, deletion and swap, and a cut tail once its head was noted elsewhere."""

import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from audit import triggers
from audit.models import ChainHead, Entry
from audit.services import record, record_read, verify_chain
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def fill(count: int = 12) -> None:
    for number in range(count):
        record(actor=None, action="test.happened", records=[("learning.edition", str(number))])


@pytest.fixture
def unguarded() -> object:
    """Someone who owns the database and has taken the triggers away."""
    with triggers.lifted("audit_entry"):
        yield


def test_an_untouched_chain_is_unbroken() -> None:
    fill()
    report = verify_chain()
    assert (report.entries, report.broken_at) == (12, None)
    assert report.head == ChainHead.objects.get().hash


def test_an_empty_chain_is_unbroken() -> None:
    assert verify_chain().broken_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"action": "test.nothing"},
        {"actor_id": "7"},
        {"actor_name": "Somebody Else"},
        {"role": "supervisor"},
        {"records": [["learning.edition", "99"]]},
        {"organisation_id": "3"},
        {"request_id": "another"},
        {"previous_hash": "0" * 64},
        {"hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_of_any_part_shows(unguarded: None, change: dict[str, object]) -> None:
    fill()
    Entry.objects.filter(pk=5).update(**change)
    assert verify_chain().broken_at == 5


def test_an_edit_of_the_time_shows(unguarded: None) -> None:
    fill()
    entry = Entry.objects.get(pk=5)
    Entry.objects.filter(pk=5).update(at=entry.at.replace(year=2001))
    assert verify_chain().broken_at == 5


def test_a_deletion_shows(unguarded: None) -> None:
    fill()
    Entry.objects.filter(pk=5).delete()
    report = verify_chain()
    assert (report.broken_at, report.reason) == (5, "missing entry")


def test_a_swap_shows(unguarded: None) -> None:
    fill()
    Entry.objects.filter(pk=4).update(sequence=1000)
    Entry.objects.filter(pk=8).update(sequence=4)
    Entry.objects.filter(pk=1000).update(sequence=8)
    assert verify_chain().broken_at == 4


def test_a_cut_tail_shows_by_the_head_kept_in_the_database(unguarded: None) -> None:
    fill()
    Entry.objects.filter(pk__gt=9).delete()
    assert verify_chain().broken_at == 10


def test_a_cut_tail_with_its_head_rewritten_shows_only_against_an_anchor(unguarded: None) -> None:
    fill()
    anchor = verify_chain()
    Entry.objects.filter(pk__gt=9).delete()
    ChainHead.objects.update(sequence=9, hash=Entry.objects.get(pk=9).hash)
    assert verify_chain().broken_at is None, "without an anchor a cut tail can't be seen: SECURITY.md says so"
    report = verify_chain(anchor_sequence=anchor.entries, anchor_hash=anchor.head)
    assert report.reason == "shorter than the anchor"


def test_a_past_rewritten_with_the_key_shows_against_an_anchor(unguarded: None) -> None:
    fill()
    anchor = verify_chain()
    Entry.objects.all().delete()
    ChainHead.objects.all().delete()
    fill(15)
    assert verify_chain().broken_at is None
    report = verify_chain(anchor_sequence=anchor.entries, anchor_hash=anchor.head)
    assert report.reason == "differs from the anchor"


def test_a_hundred_random_tamperings_all_show(unguarded: None) -> None:
    chance = random.Random(20261123)
    fill(30)
    anchor = verify_chain()
    for _round in range(100):
        mark = transaction.savepoint()
        number = chance.randint(1, 30)
        match chance.choice(["edit", "delete", "cut"]):
            case "edit":
                Entry.objects.filter(pk=number).update(action=f"test.{chance.random()}")
            case "delete":
                Entry.objects.filter(pk=number).delete()
            case "cut":
                Entry.objects.filter(pk__gte=number).delete()
        assert verify_chain(anchor_sequence=30, anchor_hash=anchor.head).broken_at is not None
        transaction.savepoint_rollback(mark)


def test_another_key_fits_no_entry() -> None:
    fill()
    with override_settings(AUDIT_KEY="another key"):
        assert verify_chain().broken_at == 1


def test_an_entry_rolled_back_leaves_no_gap() -> None:
    fill(2)
    with transaction.atomic():
        record(actor=None, action="test.undone")
        transaction.set_rollback(True)
    fill(1)
    assert list(Entry.objects.values_list("sequence", flat=True)) == [1, 2, 3]
    assert not Entry.objects.filter(action="test.undone").exists()
    assert verify_chain().broken_at is None


def test_an_entry_says_who_what_which_and_when_and_never_what_it_says() -> None:
    person = UserFactory(name="Amara Oyelaran", profession="A secret profession")
    entry = record(actor=person, action="people.changed", records=[person], role="coordinator", organisation_id=4)
    assert (entry.actor_id, entry.actor_name, entry.role) == (str(person.pk), "Amara Oyelaran", "coordinator")
    assert entry.records == [["people.user", str(person.pk)]]
    assert entry.organisation_id == "4"
    names = {field.name for field in Entry._meta.get_fields()}
    assert names == {
        "sequence", "at", "actor_id", "actor_name", "role", "action", "records", "organisation_id", "request_id",
        "previous_hash", "hash",
    }  # fmt: skip
    assert "secret" not in str(Entry.objects.values().get(pk=entry.pk))


def test_one_request_that_shows_many_records_leaves_one_entry() -> None:
    people = UserFactory.create_batch(3)
    entry = record_read(actor=people[0], records=[*people, people[1]])
    assert entry is not None
    assert [pk for _label, pk in entry.records] == [str(person.pk) for person in people]
    assert Entry.objects.count() == 1


def test_showing_nothing_leaves_no_entry() -> None:
    assert record_read(actor=None, records=[]) is None
    assert not Entry.objects.exists()


def test_entries_outlive_the_account() -> None:
    assert not [field for field in Entry._meta.get_fields() if field.is_relation]


def test_the_command_prints_a_head_that_a_later_run_takes_as_its_anchor() -> None:
    fill(3)
    out = StringIO()
    call_command("verify_audit_log", stdout=out)
    head = out.getvalue().splitlines()[-1].removeprefix("head ")
    fill(2)
    call_command("verify_audit_log", anchor=head, stdout=out)
    assert "5 entries, unbroken." in out.getvalue()


def test_the_command_fails_on_a_broken_chain(unguarded: None) -> None:
    fill(3)
    Entry.objects.filter(pk=2).update(role="x")
    with pytest.raises(CommandError, match="Broken at entry 2"):
        call_command("verify_audit_log")


@pytest.mark.parametrize("anchor", ["seven:abc", "7", "7:"])
def test_the_command_refuses_an_anchor_it_can_not_read(anchor: str) -> None:
    with pytest.raises(CommandError, match="SEQUENCE:HASH"):
        call_command("verify_audit_log", anchor=anchor)


def test_a_chain_costs_the_same_however_long_it_is(django_assert_num_queries: object) -> None:
    fill(1)
    with django_assert_num_queries(5, exact=False):
        record(actor=None, action="test.counted")
