"""Many editors at once, over HTTP: of those who save the same version one is acknowledged, every other is told."""

from __future__ import annotations

import datetime
import http.client
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import User
from supervision.models import Draft, SessionCase
from supervision.reading import unread
from supervision.services import sessions
from tests.factories import MembershipFactory, UserFactory, today
from tests.personas import World, build_world
from tests.supervision.furnished.a_cases import keep_records, make_case

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "t" * 32


def test_ten_races_of_two_lose_no_acknowledged_text(live_server: Any) -> None:
    race(live_server.url, editors=2, rounds=10)


def test_three_races_of_eight_lose_no_acknowledged_text(live_server: Any) -> None:
    race(live_server.url, editors=8, rounds=3)


@pytest.mark.assurance
def test_five_hundred_races_of_two_lose_no_acknowledged_text(live_server: Any) -> None:
    race(live_server.url, editors=2, rounds=500)


@pytest.mark.assurance
def test_fifty_races_of_eight_lose_no_acknowledged_text(live_server: Any) -> None:
    race(live_server.url, editors=8, rounds=50)


def race(url: str, *, editors: int, rounds: int) -> None:
    """Each editor adds a word of their own to the text as it is; the one who is acknowledged is in it for ever."""
    row, cookies = _session(editors)
    path = reverse("session_case", args=[row.session_id, row.case_id])
    acknowledged: list[str] = []
    with ThreadPoolExecutor(editors) as pool:
        for number in range(rounds):
            words = [f"r{number}e{editor}" for editor in range(editors)]
            texts = [" ".join([*acknowledged, word]) for word in words]
            version = SessionCase.objects.get(pk=row.pk).version
            saves = [(url, path, *at, version) for at in zip(cookies, texts, strict=True)]
            answers = list(pool.map(_save, *zip(*saves, strict=True)))
            won = [word for word, (status, _page) in zip(words, answers, strict=True) if status == 302]
            told = [page for status, page in answers if status == 409]
            assert (len(won), len(told)) == (1, editors - 1)
            assert all(won[0] in page for page in told), "a loser does not see what the other wrote"
            acknowledged += won
            _nothing_typed_is_lost(row, words, won[0])
    with unread():
        assert SessionCase.objects.get(pk=row.pk).advances.split() == acknowledged
    print(f"{rounds} races of {editors}: {len(acknowledged)} acknowledged, none lost, every other told")


def _nothing_typed_is_lost(row: SessionCase, words: list[str], won: str) -> None:
    """What the losers typed is in their drafts, and theirs alone."""
    with unread():
        kept = [draft.content["values"]["advances"] for draft in Draft.objects.filter(record_id=row.pk)]
    assert all(any(text.endswith(word) for text in kept) for word in words if word != won)


def _session(editors: int) -> tuple[SessionCase, list[str]]:
    world = build_world()
    keep_records(world)
    make_case(world)
    planned = sessions.plan(actor=world.supervisor, team=world.east, starts_at=timezone.now(), mode="video")
    session = sessions.begin(actor=world.supervisor, session=planned)
    people = [world.supervisor, world.expert, *(_cover(world, number) for number in range(editors - 2))]
    return session.cases.get(), [_cookie(world, person) for person in people]


def _cover(world: World, number: int) -> User:
    person = UserFactory(name=f"Cover {number}")
    end = today() + datetime.timedelta(days=20)
    MembershipFactory(user=person, team=world.east, role="backup_supervisor", ends_on=end)
    return person


def _cookie(world: World, person: User) -> str:
    world.people["somebody"] = person
    return world.client("somebody").cookies["sessionid"].value


def _save(url: str, path: str, cookie: str, text: str, version: int) -> tuple[int, str]:
    body = urlencode({"version": version, "advances": text, "save": "stay", "csrfmiddlewaretoken": TOKEN})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
        "Referer": url,
    }
    server = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        server.request("POST", path, body, headers)
        answer = server.getresponse()
        return answer.status, answer.read().decode()
    finally:
        server.close()
