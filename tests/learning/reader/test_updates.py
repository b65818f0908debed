"""Later editions: who is told what, what it asks, and that nobody starts again or is asked twice."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from learning import notices
from learning.models import (
    Certificate,
    CheckAnswer,
    Completion,
    Edition,
    EditionModule,
    EditionUnit,
    Enrolment,
    UnitProgress,
    UpdateAcknowledgement,
)
from learning.services import attempts, enrolments, moving, progress, updates
from tests.factories import make_edition, rewriting
from tests.learning.reader.conftest import CHECK, RIGHT, Course, answers_of, dress
from tests.personas import World

pytestmark = pytest.mark.django_db


def module_page(course: Course) -> Any:
    from learning.models import ModulePage

    return ModulePage.objects.get(translation_key=course.edition.module_key, locale__language_code="en")


def next_edition(course: Course, notice: str = "notify", *, changed: tuple[int, ...] = (1,), **fields: Any) -> Edition:
    """Another edition of the course; units of these numbers have other words."""
    number = Edition.objects.filter(module_key=course.edition.module_key).count() + 1
    fields = {"note": "Clearer words about evidence.", **fields}
    edition = make_edition(module_page(course), number=number, notice=notice, **fields)
    dress(edition)
    with rewriting():
        for row in EditionUnit.objects.filter(edition=edition, position__in=changed):
            html = row.html.replace("Start", f"Begin {number}")
            EditionUnit.objects.filter(pk=row.pk).update(html=html, fingerprint=str(number) * 64)
    return edition


def finish(user: Any, course: Course) -> Completion:
    """The module from where they are to its certificate."""
    enrolment = Enrolment.objects.open().of(user).filter(module_key=course.edition.module_key).first()
    enrolment = enrolment or enrolments.start(actor=user, module_key=course.edition.module_key)
    for unit in EditionUnit.objects.filter(edition=enrolment.edition, language="en"):
        progress.complete_unit(actor=user, unit=unit)
    return take_check(user, enrolment)


def take_check(user: Any, enrolment: Enrolment) -> Completion:
    attempt = attempts.begin(actor=user, enrolment=enrolment, language="en")
    _sent, completion = attempts.submit(actor=user, attempt=attempt, answers=answers_of(attempt))
    assert completion
    return completion


@pytest.fixture
def finished(world: World, course: Course) -> Completion:
    """The therapist finished edition 1."""
    return finish(world.therapist, course)


def keys(course: Course, *numbers: int) -> list[str]:
    return [course.units[number - 1].unit_key.hex for number in numbers]


def test_a_notice_is_on_today_until_it_is_noted_and_never_again(
    finished: Completion, course: Course, reader: Client
) -> None:
    next_edition(course)
    page = reader.get("/today/").content.decode()
    assert "Clearer words about evidence." in page
    assert "/learn/module-c1/_/changes/1/" in page
    assert reader.post(course.at("update_noted"), follow=True).status_code == 200
    assert "Clearer words" not in reader.get("/today/").content.decode()
    assert "Clearer words" not in reader.get(course.at()).content.decode()
    assert reader.post(course.at("update_noted")).status_code == 302
    assert UpdateAcknowledgement.objects.count() == 1
    assert Completion.objects.count() == 1


def test_no_notice_says_nothing(finished: Completion, course: Course, reader: Client) -> None:
    next_edition(course, "none")
    assert "New in what you have finished" not in reader.get("/today/").content.decode()


def test_units_to_read_again_are_ticked_off_one_by_one_and_finish_nothing_anew(
    world: World, finished: Completion, course: Course, reader: Client
) -> None:
    next_edition(course, "reread", changed=(1, 2), reread=keys(course, 1, 2))
    page = reader.get("/today/").content.decode()
    assert "2 units to read again" in page
    assert 'name="reread"' in reader.get(course.unit(1)).content.decode()
    assert reader.post(course.at("update_noted")).url == course.at()
    assert not UpdateAcknowledgement.objects.exists()
    reader.post(course.unit(1, "unit_save"), {"reread": "1"})
    assert 'name="reread"' not in reader.get(course.unit(1)).content.decode()
    assert "One unit to read again" in reader.get("/today/").content.decode()
    reader.post(course.unit(2, "unit_save"), {"reread": "1"})
    assert "to read again" not in reader.get("/today/").content.decode()
    reader.post(course.unit(2, "unit_save"), {"reread": "1"})
    assert UpdateAcknowledgement.objects.count() == 2
    assert Completion.objects.get() == finished
    assert Certificate.objects.get().edition_number == 1


def test_what_was_typed_is_kept_when_a_unit_is_ticked_off(
    world: World, finished: Completion, course: Course, reader: Client
) -> None:
    from tests.learning.reader.conftest import REFLECT

    next_edition(course, "reread", reread=keys(course, 1))
    reader.post(course.unit(1, "unit_save"), {"reread": "1", f"r-{REFLECT}": "Ask first."})
    assert "Ask first." in reader.get(course.unit(1)).content.decode()


def test_a_unit_that_a_still_later_edition_dropped_is_not_asked_for(
    finished: Completion, course: Course, reader: Client
) -> None:
    next_edition(course, "reread", reread=[uuid.uuid4().hex])
    page = reader.get("/today/").content.decode()
    assert "to read again" not in page
    assert "Noted" in page
    reader.post(course.at("update_noted"))
    assert "Clearer words" not in reader.get("/today/").content.decode()


def test_the_check_taken_again_is_its_own_completion_with_its_own_certificate(
    world: World, finished: Completion, course: Course, reader: Client
) -> None:
    second = next_edition(course, "retake", retake_days=14)
    assert "please take the check by" in reader.get("/today/").content.decode()
    assert reader.post(course.at("retake")).url == course.at("final_check")
    enrolment = Enrolment.objects.open().of(world.therapist).get()
    assert (enrolment.edition, enrolment.retake_of) == (second, finished)
    assert enrolment.due_on == timezone.localdate(second.live_from) + datetime.timedelta(days=14)
    assert attempts.units_left(enrolment) == 0
    assert "New in what you have finished" not in reader.get("/today/").content.decode()
    again = take_check(world.therapist, enrolment)
    assert [row.edition.number for row in Completion.objects.order_by("pk")] == [1, 2]
    assert [row.edition_number for row in Certificate.objects.order_by("pk")] == [1, 2]
    assert set(Certificate.objects.values_list("state", flat=True)) == {"issued"}
    assert again.minutes < finished.minutes
    assert again.attempt_id != finished.attempt_id
    assert not notices.asked_of(world.therapist)
    with pytest.raises(updates.NotAsked):
        updates.retake(actor=world.therapist, module_key=course.edition.module_key)


def test_units_named_with_the_check_come_before_it(
    world: World, finished: Completion, course: Course, reader: Client
) -> None:
    next_edition(course, "retake", reread=keys(course, 2), changed=(2,))
    assert reader.post(course.at("retake")).url == course.at()
    enrolment = Enrolment.objects.open().of(world.therapist).get()
    assert attempts.units_left(enrolment) == 1
    with pytest.raises(attempts.UnitsLeft):
        attempts.begin(actor=world.therapist, enrolment=enrolment, language="en")
    unit = EditionUnit.objects.get(edition=enrolment.edition, position=2)
    progress.complete_unit(actor=world.therapist, unit=unit)
    assert take_check(world.therapist, enrolment).minutes == max(enrolment.edition.minutes - 15, 5)


def test_two_clicks_begin_one_check(world: World, finished: Completion, course: Course, reader: Client) -> None:
    next_edition(course, "retake")
    assert [reader.post(course.at("retake")).status_code for _ in range(2)] == [302, 302]
    assert Enrolment.objects.open().of(world.therapist).count() == 1


def test_no_check_begins_beside_a_module_that_is_open_again(
    world: World, finished: Completion, course: Course, reader: Client
) -> None:
    again = enrolments.assign(actor=world.coordinator, user=world.therapist, module_key=course.edition.module_key)
    next_edition(course, "retake")
    answer = reader.post(course.at("retake"), follow=True)
    assert "There is no check to take again." in answer.content.decode()
    assert Enrolment.objects.open().of(world.therapist).get() == again


def test_learner_under_way_finishes_the_edition_they_began(
    world: World, enrolled: Enrolment, course: Course, reader: Client
) -> None:
    next_edition(course, "retake")
    page = reader.get(course.at()).content.decode()
    assert "There is a newer edition." in page
    assert "New in what you have finished" not in reader.get("/today/").content.decode()
    assert "Begin 2" not in reader.get(course.unit(1)).content.decode()
    completion = finish(world.therapist, course)
    assert completion.edition == course.edition
    assert Certificate.objects.get().edition_number == 1
    assert "Check to take again" in reader.get("/learn/").content.decode()


def test_learner_assigned_but_not_begun_begins_in_the_newest_edition(
    world: World, course: Course, reader: Client
) -> None:
    enrolments.assign(actor=world.coordinator, user=world.therapist, module_key=course.edition.module_key)
    second = next_edition(course)
    assert "Begin 2" in reader.get(course.unit(1)).content.decode()
    assert Enrolment.objects.get().edition == course.edition
    reader.post(course.at("start_module"))
    assert Enrolment.objects.get().edition == second


def test_moving_over_keeps_what_is_unchanged_and_closes_the_old_enrolment(
    world: World, enrolled: Enrolment, course: Course, reader: Client
) -> None:
    for number, unit in enumerate(course.units, start=1):
        progress.complete_unit(actor=world.therapist, unit=unit)
        progress.record_position(actor=world.therapist, unit=unit, position=f"here-{number}")
    reader.post(course.unit(1, "unit_save"), {"check": str(CHECK), f"q-{CHECK}": RIGHT})
    second = next_edition(course, changed=(1,))
    page = reader.get(course.at("move_edition")).content.decode()
    assert "Stays done" in page
    assert "Changed: to read again" in page
    assert reader.post(course.at("move_edition")).status_code == 302
    old, new = Enrolment.objects.of(world.therapist).order_by("pk")
    assert (old.state, old.edition, new.state, new.edition) == ("withdrawn", course.edition, "in_progress", second)
    kept = {row.unit_key: row for row in new.units.all()}
    first, other = (kept[unit.unit_key] for unit in course.units)
    assert (first.completed_at, first.position) == (None, "here-1")
    assert other.completed_at is not None
    assert other.carried
    assert CheckAnswer.objects.filter(enrolment=new, question_key=CHECK).count() == 1
    assert old.units.filter(completed_at__isnull=False).count() == 2
    assert reader.get(course.at("move_edition"), follow=True).status_code == 200
    assert Enrolment.objects.of(world.therapist).count() == 2


def test_nobody_moves_in_the_middle_of_a_check_or_to_shorten_a_wait(
    world: World, enrolled: Enrolment, course: Course, reader: Client
) -> None:
    for unit in course.units:
        progress.complete_unit(actor=world.therapist, unit=unit)
    attempts.begin(actor=world.therapist, enrolment=enrolled, language="en")
    next_edition(course)
    with pytest.raises(moving.CheckUnderWay):
        moving.move(actor=world.therapist, module_key=course.edition.module_key, language="en")
    assert "finish it in this edition first" in reader.get(course.at("move_edition")).content.decode()
    assert "finish it in this edition" in reader.post(course.at("move_edition"), follow=True).content.decode()
    assert Enrolment.objects.of(world.therapist).get().state == "in_progress"


def test_a_scheduled_edition_is_told_of_when_it_is_live(world: World, finished: Completion, course: Course) -> None:
    later = timezone.now() + datetime.timedelta(days=2)
    next_edition(course, live_from=later)
    assert notices.asked_of(world.therapist) == []
    assert [update.number for update in notices.asked_of(world.therapist, later)] == [2]


def test_welsh_readers_get_the_note_in_welsh_where_there_is_one(
    world: World, finished: Completion, course: Course, welsh: Course, reader: Client
) -> None:
    next_edition(course, note_cy="Geiriau cliriach.")
    edition = Edition.objects.latest("number")
    text = EditionModule.objects.get(edition=edition)
    text.pk, text.language, text.slug = None, "cy", "modiwl-c1"
    text.save()
    page = reader.get("/cy/today/").content.decode()
    assert "Geiriau cliriach." in page
    assert "Clearer words" not in page
    with translation.override("en"):
        assert "Clearer words" in reader.get("/today/").content.decode()


def test_what_changed_shows_the_words_to_learners_and_no_answer(
    finished: Completion, course: Course, reader: Client
) -> None:
    next_edition(course, changed=(1,))
    page = reader.get("/learn/module-c1/_/changes/1/").content.decode()
    assert "<del>" in page
    assert "Begin" in page
    assert "Feedback of the right one" not in page
    assert "⟦" not in page
    for since in (0, 2, 9):
        assert reader.get(f"/learn/module-c1/_/changes/{since}/").status_code == 404


def test_the_unit_page_asks_for_reading_again_exactly_when_the_update_does(
    world: World, finished: Completion, course: Course, reader: Client
) -> None:
    next_edition(course, "reread", reread=keys(course, 1))
    next_edition(course, "none", changed=())
    next_edition(course, "reread", reread=keys(course, 2), changed=(2,))
    for _step in range(3):
        asked = {unit for update in notices.asked_of(world.therapist) for unit in update.units}
        for number, unit in enumerate(course.units, start=1):
            shown = 'name="reread"' in reader.get(course.unit(number)).content.decode()
            assert shown == (unit.unit_key in asked)
        if asked:
            updates.reread(
                actor=world.therapist, module_key=course.edition.module_key, unit_key=sorted(asked, key=str)[0]
            )
    assert not notices.asked_of(world.therapist)
    assert "to read again" not in reader.get("/learn/").content.decode()


def test_somebody_who_never_finished_is_asked_nothing(world: World, course: Course) -> None:
    next_edition(course, "retake")
    client = world.client("teammate")
    assert "New in what you have finished" not in client.get("/today/").content.decode()
    for name in ("update_noted", "retake"):
        assert client.post(course.at(name)).status_code == 302
    assert not Enrolment.objects.of(world.teammate).exists()
    assert not UnitProgress.objects.filter(enrolment__user=world.teammate).exists()
