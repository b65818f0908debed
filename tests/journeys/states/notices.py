"""Notices: none, many, done and new ones; choices sent wrong; a calendar with and without its address."""

from __future__ import annotations

from learning.notice_kinds import ANSWERED, NOTICED, RECORD_CHANGED
from people.services import calendar_addresses
from people.services.notifying import notify, settle
from tests.journeys.pairs import Place
from tests.journeys.states import person, send
from tests.personas import World

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r teuluoedd"


def places(world: World) -> list[Place]:
    """All of them."""
    told, new = (person(world, f"therapist:{word}", role="therapist") for word in ("told much", "told nothing"))
    for number in range(30):
        params = {"title": f"{LONG} {number}"}
        notify(to=world.people[told], kind=NOTICED.code, key=str(number), href="/library/", params=params)
    notify(to=world.people[told], kind=ANSWERED.code, key="1")
    notify(to=world.people[told], kind=RECORD_CHANGED.code, key="1", href="/record/")
    settle(kind=ANSWERED.code, keys=["1"])
    calendar_addresses.make(actor=world.people[told])
    return [
        Place("/me/notifications/", (told,)),
        Place("/me/notifications/?page=2", (told,)),
        Place("/me/notifications/", (new,)),
        Place("/me/notifications/choices/", (new,)),
        Place("/me/notifications/choices/", (new,), act=send()),
        Place("/me/calendar/", (told,)),
        Place("/me/calendar/", (new,)),
        Place("/today/", (told,), template="home/panels/notices.html"),
    ]
