"""Many at once: one chain, no fork, no gap."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from audit.models import Entry
from audit.services import record, verify_chain


def write(number: int) -> None:
    try:
        for turn in range(number, number + 10):
            try:
                with transaction.atomic():
                    record(actor=None, action="test.raced", records=[("test.row", str(turn))])
                    if turn % 5 == 4:
                        raise RuntimeError("undone")
            except RuntimeError:
                pass
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_make_one_chain_without_gap() -> None:
    record(actor=None, action="test.first")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(0, 800, 100)))
    entries = list(Entry.objects.values_list("sequence", flat=True))
    assert entries == list(range(1, 1 + 1 + 8 * 8))
    assert verify_chain().broken_at is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_first_entries_of_a_new_chain_do_not_fork() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(0, 800, 100)))
    assert Entry.objects.count() == 64
    assert verify_chain().broken_at is None
    connection.close()


@pytest.mark.assurance
@pytest.mark.django_db(transaction=True)
def test_two_thousand_entries_by_eight_writers_make_one_chain() -> None:
    record(actor=None, action="test.first")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(0, 25_000, 100)))
    assert Entry.objects.count() == 1 + 250 * 8
    assert verify_chain().broken_at is None
