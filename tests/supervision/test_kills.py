"""The writing process is killed: what it acknowledged is there, whole, and what it did not is there whole or not."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest
from django.db import connection
from django.utils import timezone

from audit.services import verify_chain
from people.models import User
from supervision.models import SessionCase
from supervision.reading import unread
from supervision.services import drafts, sessions
from tests.personas import build_world
from tests.supervision.furnished.a_cases import keep_records, make_case

pytestmark = pytest.mark.django_db(transaction=True)
LENGTH = 2000


def test_twenty_kills_lose_no_acknowledged_save_and_tear_none() -> None:
    kill(20)


@pytest.mark.assurance
def test_two_hundred_kills_lose_no_acknowledged_save_and_tear_none() -> None:
    kill(200)


def kill(times: int) -> None:
    world = build_world()
    keep_records(world)
    make_case(world)
    planned = sessions.plan(actor=world.supervisor, team=world.east, starts_at=timezone.now(), mode="video")
    row = sessions.begin(actor=world.supervisor, session=planned).cases.get()
    chance, acknowledged = random.Random(4), 0
    for number in range(times):
        told = _write_until_killed(world.supervisor, row.pk, chance.uniform(0.02, 0.12), first=number % 4 > 0)
        acknowledged += told
        _is_whole(world.supervisor, row.pk, acknowledged)
        with unread():
            acknowledged = SessionCase.objects.get(pk=row.pk).version - 1
    assert acknowledged > times, "the process was killed before it wrote anything"
    assert verify_chain().broken_at is None
    print(f"{times} kills, {acknowledged} saves, none lost, none torn")


def _write_until_killed(actor: User, key: object, seconds: float, *, first: bool) -> int:
    """A process of its own saves a draft and then the case, over and over; how many saves it acknowledged.

    The killing moment is counted from its first acknowledgement, or, where that isn't waited for, from its start.
    """
    connection.close()
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        try:
            _write(actor, key, tell)
        finally:
            os._exit(1)
    os.close(tell)
    assert os.read(told, 1) == b"r"
    count = len(os.read(told, 1)) if first else 0
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(told, 4096):
        count += len(part)
    os.close(told)
    return count


def _write(actor: User, key: object, tell: int) -> None:
    row = SessionCase.objects.select_related("session").get(pk=key)
    os.write(tell, b"r")
    while True:
        number = row.version
        text = _text(number)
        drafts.keep(actor=actor, record=row, base_version=number, content={"values": {"advances": text}})
        sessions.save_case(actor=actor, row=row, version=number, advances=text, minutes=number % 400)
        os.write(tell, b".")


def _text(number: int) -> str:
    return f"n{number} " + "w" * LENGTH


def _is_whole(actor: User, key: object, acknowledged: int) -> None:
    with unread():
        row = SessionCase.objects.get(pk=key)
        saves = row.version - 1
        assert saves in {acknowledged, acknowledged + 1}, "an acknowledged save is gone"
        if saves:
            assert (row.advances, row.minutes) == (_text(saves), saves % 400)
        draft = drafts.of(actor, row)
        assert draft is None or draft.content["values"]["advances"] == _text(row.version)
