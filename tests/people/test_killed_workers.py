"""A worker killed at any moment loses no letter; one goes out twice only if it died between sending and noting."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings as django_settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from people.models import Letter
from people.services import letters
from people.services.notifying import notify
from tests.factories import UserFactory
from tests.people.noticing import NOON, SOON, registered
from tests.supervision.clock import at

pytestmark = pytest.mark.django_db(transaction=True)


class ToFile(BaseEmailBackend):
    """The outside world: what has arrived there stays, whoever dies."""

    def send_messages(self, messages: Any) -> int:
        with Path(django_settings.EMAIL_FILE_PATH).open("a", encoding="ascii") as box:
            box.writelines(f"{message.extra_headers['Message-ID']}\n" for message in messages)
        return len(messages)


def die(*_args: Any, **_values: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def and_die(function: Callable[..., Any]) -> Callable[..., Any]:
    def then(*args: Any, **values: Any) -> Any:
        function(*args, **values)
        die()

    return then


MOMENTS: dict[str, tuple[str, Any]] = {
    "before claiming": ("people.services.letters._claim", die),
    "after claiming": ("people.services.letters._claim", and_die(letters._claim)),
    "before sending": ("people.services.letters.message_for", die),
    "before noting": ("people.services.letters._note", die),
    "after noting": ("people.services.letters._note", and_die(letters._note)),
}


def test_a_worker_killed_at_each_of_five_moments_loses_no_letter(tmp_path: Path, settings: Any) -> None:
    kill(list(MOMENTS), tmp_path / "box", settings)


@pytest.mark.assurance
def test_a_worker_killed_a_hundred_times_loses_no_letter(tmp_path: Path, settings: Any) -> None:
    chance = random.Random(5)
    kill([chance.choice(list(MOMENTS)) for _number in range(100)], tmp_path / "box", settings)


def kill(moments: list[str], box: Path, settings: Any) -> None:
    """One letter, one death; then the next worker comes when the lease has run out."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "tests.people.test_killed_workers.ToFile", str(box)
    expected: dict[str, int] = {}
    with registered(SOON):
        for number, moment in enumerate(moments):
            with at(NOON):
                with mock.patch("people.services.notifying._enqueue"):
                    row = notify(to=UserFactory(), kind=SOON.code, key=str(number))
                letters.write_letters()
                work_and_die(*MOMENTS[moment])
            with at(NOON + letters.LEASE):
                letters.send_due()
            row.refresh_from_db()
            expected[str(row.letter_id)] = 2 if moment == "before noting" else 1
    arrived = Counter(line.strip("<>\n").split("@")[0] for line in box.read_text().splitlines())
    assert arrived == expected
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def work_and_die(place: str, instead: Callable[..., Any]) -> None:
    """A process of its own sends what is due and is killed at that place."""
    connection.close()
    child = os.fork()
    if not child:
        try:
            with mock.patch(place, instead):
                letters.send_due()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the worker ended before the moment came"
