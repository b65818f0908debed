"""Letters: one digest a day in the reader's language, nothing in quiet hours, each failure tried again, none lost."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Letter, LetterStep, MailHours, Notification
from people.services import letters, mail_choices
from people.services.notifying import Note, mark_seen, notify, notify_all
from tests.factories import UserFactory
from tests.people.noticing import DAYS, DUE, FRIDAY_EVENING, NIGHT, NOON, QUIET, SECRET, SOON, registered
from tests.personas import World
from tests.supervision.clock import at

pytestmark = pytest.mark.django_db
MORNING = NOON.replace(hour=8) + DAYS
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> Iterator[None]:
    settings.HEARTH_QUIET_FROM, settings.HEARTH_QUIET_UNTIL = datetime.time(19), datetime.time(7)
    settings.HEARTH_MAIL_AT_WEEKENDS = False
    with registered(DUE, SOON, SECRET, QUIET):
        yield


def work(moment: datetime.datetime) -> None:
    """What `run_due` does about mail at that moment, with a worker that is there at once."""
    with at(moment):
        letters.write_due()


def steps() -> list[str]:
    return list(LetterStep.objects.values_list("what", flat=True))


def test_at_once_goes_out_with_the_commit_and_only_once(world: World, django_capture_on_commit_callbacks: Any) -> None:
    for _again in range(2):
        with at(NOON), django_capture_on_commit_callbacks(execute=True):
            notify(to=world.therapist, kind=SOON.code, key="place")
    work(NOON + DAYS)
    assert [letter.subject for letter in mail.outbox] == ["A place is free"]
    assert mail.outbox[0].to == [world.therapist.email]
    assert steps() == ["queued", "sent"]


def test_nothing_comes_in_quiet_hours_and_what_gathered_is_one_letter(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    with at(NIGHT), django_capture_on_commit_callbacks(execute=True):
        notify(to=world.therapist, kind=SOON.code, key="1")
        notify(to=world.therapist, kind=SECRET.code, key="2")
    work(NIGHT + MINUTE)
    assert not mail.outbox
    work(NIGHT.replace(hour=7) + DAYS)
    assert [letter.subject for letter in mail.outbox] == ["2 things to look at in Hearth"]


def test_a_letter_whose_worker_was_away_until_the_night_waits_for_the_morning(world: World) -> None:
    with at(NOON):
        notify(to=world.therapist, kind=SOON.code, key="1")
        letters.write_letters()
    with at(NIGHT):
        assert letters.send_due() == 0
    with at(NIGHT.replace(hour=7) + DAYS):
        assert letters.send_due() == 1


def test_one_digest_a_day_holds_five_lines_and_how_many_more_in_the_readers_language(world: World) -> None:
    world.therapist.language = "cy"
    world.therapist.save()
    with at(NOON):
        for number in range(7):
            notify(to=world.therapist, kind=DUE.code, key=str(number), params={"title": f"M{number}"})
        notify(to=world.teammate, kind=QUIET.code, key="1")
    work(MORNING - MINUTE)
    assert not mail.outbox
    work(MORNING)
    work(MORNING + MINUTE)
    with at(MORNING + MINUTE):
        notify(to=world.therapist, kind=DUE.code, key="late")
    work(MORNING + 60 * MINUTE)
    (letter,) = mail.outbox
    assert letter.body.count("\n- ") == 5
    assert "a 2 arall" in letter.body
    assert "Dyma sy'n newydd i chi yn Hearth" in letter.body
    assert "/me/notifications/" in letter.body
    work(MORNING + DAYS)
    assert len(mail.outbox) == 2


def test_friday_evening_is_read_on_monday_unless_weekends_are_wanted(world: World) -> None:
    MailHours.objects.create(
        user=world.teammate, digest_at="08:00", quiet_from="19:00", quiet_until="07:00", weekends=True
    )
    with at(FRIDAY_EVENING):
        for person in (world.therapist, world.teammate):
            notify(to=person, kind=DUE.code, key="1")
    work(FRIDAY_EVENING + DAYS)
    assert [letter.to for letter in mail.outbox] == [[world.teammate.email]]
    work(FRIDAY_EVENING.replace(hour=8) + 3 * DAYS)
    assert mail.outbox[1].to == [world.therapist.email]


def test_what_was_read_here_first_is_in_no_letter(world: World) -> None:
    with at(NOON):
        notify(to=world.therapist, kind=DUE.code, key="1")
        notify(to=world.teammate, kind=SOON.code, key="1")
        letters.write_letters()
        mark_seen(actor=world.therapist)
        mark_seen(actor=world.teammate)
        letters.send_due()
    work(MORNING)
    assert not mail.outbox
    assert steps() == ["queued", "dropped"]


def test_a_choice_holds_for_what_waits_already(world: World, django_capture_on_commit_callbacks: Any) -> None:
    with at(NOON):
        notify(to=world.therapist, kind=DUE.code, key="1")
        notify(to=world.teammate, kind=DUE.code, key="1")
        mail_choices.choose(actor=world.therapist, ways={"training": "here"})
        mail_choices.choose(actor=world.teammate, ways={"training": "now"})
    work(NOON + MINUTE)
    work(MORNING)
    assert [letter.to for letter in mail.outbox] == [[world.teammate.email]]
    assert set(Notification.objects.values_list("way", flat=True)) == {"here", "now"}


class Down(EmailBackend):
    """A mail server that isn't there."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError(f"could not deliver to {messages[0].to}")


def test_a_failure_is_tried_again_each_time_later_and_in_the_end_given_up(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.people.test_letters.Down"
    MailHours.objects.create(
        user=world.therapist, digest_at="08:00", quiet_from="00:00", quiet_until="00:00", weekends=True
    )
    with at(NOON):
        notify(to=world.therapist, kind=SOON.code, key="1")
    work(NOON)
    moment = NOON
    for pause in letters.BACK_OFF:
        work(moment + pause - datetime.timedelta(seconds=1))
        assert Letter.objects.get().state == "waiting"
        moment += pause
        work(moment)
    work(moment + 30 * DAYS)
    assert Letter.objects.get().state == "failed"
    assert steps() == ["queued", "failed", *["retried", "failed"] * len(letters.BACK_OFF)]
    assert set(LetterStep.objects.filter(what="failed").values_list("reason", flat=True)) == {"ConnectionRefusedError"}


def test_a_letter_says_of_discreet_kinds_that_there_is_something_and_no_more(world: World) -> None:
    with at(NOON):
        notify(to=world.therapist, kind=SECRET.code, key="LARK-377", params={"case": "LARK-377"})
    work(NOON)
    (letter,) = mail.outbox
    assert letter.subject == "You have items to look at"
    whole = letter.subject + letter.body + str(letter.alternatives)
    assert "An answer" not in whole
    assert "LARK" not in whole


def test_people_whose_account_is_closed_get_no_letter(world: World) -> None:
    with at(NOON):
        notify(to=world.therapist, kind=SOON.code, key="1")
        letters.write_letters()
        notify(to=world.teammate, kind=SOON.code, key="1")
        type(world.therapist).objects.update(is_active=False)
    work(NOON)
    assert not mail.outbox


def test_letters_to_many_people_are_written_in_as_few_statements_as_to_few() -> None:
    def taken(number: int) -> int:
        notes = [Note(person, "1") for person in UserFactory.create_batch(number)]
        with at(NOON):
            notify_all(kind=SOON.code, notes=notes)
        with at(NOON), CaptureQueriesContext(connection) as queries:
            assert letters.write_letters() == number
        return len(queries)

    assert taken(12) == taken(3)
