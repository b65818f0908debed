"""Readers tell authors what is wrong and coordinators what is missing; few see it, and letters say nothing of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from learning.headings import headings
from learning.models import ContentReport
from learning.services import reports
from learning.services.library import store_text
from people.models import Membership, Notification
from tests.factories import make_resource, today
from tests.learning.reader.conftest import FIRST, Course
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]
NOTE = "Step three contradicts step one."


@pytest.fixture
def sheet(world: World) -> Any:
    """A published resource that the coordinator wrote."""
    page = make_resource("R1", slug="sleep", title="Sleep plan", owner=world.coordinator)
    page.body = [("heading", {"text": "Steps", "level": 2}), ("text", RichText("<p>First.</p>"))]
    page.save()
    store_text(page)
    return page


def report(client: Client, **more: str) -> Any:
    return client.post(reverse("report_resource", args=["sleep"]), {"text": NOTE, **more})


def test_headings_come_with_the_blocks_they_stand_in() -> None:
    html = '<section class="block block-heading" id="b-1a"><h2>When &amp; how</h2></section>'
    assert headings(html + '<section class="block block-text" id="b-2b"><p>Text</p></section>') == [
        ("1a", "When & how")
    ]


def test_a_note_says_which_heading_it_is_about(world: World, sheet: Any) -> None:
    block = next(iter(sheet.body)).id
    report(world.client("therapist"), block=block)
    stored = ContentReport.objects.get()
    assert (stored.kind, stored.page_key, stored.block_id, stored.place) == (
        "resource",
        sheet.translation_key,
        block,
        "Steps",
    )
    assert stored.href.endswith(f"#b-{block}")


def test_a_note_about_a_unit_names_its_edition(world: World, course: Course) -> None:
    world.client("therapist").post(course.unit(name="report_unit"), {"text": NOTE, "block": FIRST})
    stored = ContentReport.objects.get()
    assert (stored.kind, stored.edition, stored.place) == ("unit", course.edition, "Start here")


def test_the_author_gets_a_letter_with_the_title_and_nothing_of_the_note(
    world: World, sheet: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        report(world.client("therapist"))
    told = Notification.objects.get()
    assert (told.user, told.way) == (world.coordinator, "digest")
    assert "Sleep plan" in told.text
    assert NOTE not in told.text + str(told.params)
    assert world.therapist.name not in told.text + str(told.params)


def test_an_answer_reaches_the_reader_and_nobody_else(
    world: World, sheet: Any, django_capture_on_commit_callbacks: Any
) -> None:
    report(world.client("therapist"))
    stored = ContentReport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        answer = world.client("coordinator").post(
            reverse("reader_note", args=[stored.pk]), {"words": "Mended, thank you."}
        )
    assert answer.status_code == 302
    told = Notification.objects.get(user=world.therapist)
    assert told.href == reverse("own_notes")
    assert "Mended" not in told.text + str(told.params)
    assert "Mended, thank you." in world.client("therapist").get(reverse("own_notes")).content.decode()
    assert "Mended" not in world.client("teammate").get(reverse("own_notes")).content.decode()


def test_closing_needs_no_answer_and_answering_does(world: World, sheet: Any) -> None:
    report(world.client("therapist"))
    address = reverse("reader_note", args=[ContentReport.objects.get().pk])
    assert world.client("coordinator").post(address, {}).status_code == 422
    assert world.client("coordinator").post(address, {"close": "on"}).status_code == 302
    assert ContentReport.objects.get().state == "closed"


def test_what_is_asked_for_goes_to_coordinators_of_ones_own_organisation(world: World) -> None:
    world.client("therapist").post(reverse("ask_for_resource"), {"text": "Gaming at night"})
    world.client("other_therapist").post(reverse("ask_for_resource"), {"text": "Night shifts"})
    page = world.client("coordinator").get(reverse("reader_notes")).content.decode()
    assert "Gaming at night" in page
    assert "Night shifts" not in page
    stored = ContentReport.objects.get(text="Night shifts")
    assert world.client("coordinator").get(reverse("reader_note", args=[stored.pk])).status_code == 404


def test_ten_notes_an_hour_are_enough_and_the_eleventh_is_not_lost(world: World, sheet: Any) -> None:
    for _number in range(reports.MOST_IN_AN_HOUR):
        reports.send(actor=world.therapist, kind="wish", title="x", language="en", text="x")
    answer = report(world.client("therapist"))
    assert answer.status_code == 422
    assert NOTE in answer.content.decode()
    assert report(world.client("teammate")).status_code == 302


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x" * 1001}, {"text": "a", "block": "nowhere"}])
def test_a_note_that_cannot_be_sent_says_why_beside_the_field(world: World, sheet: Any, sent: dict[str, str]) -> None:
    answer = world.client("therapist").post(reverse("report_resource", args=["sleep"]), sent)
    assert answer.status_code == 422
    assert not ContentReport.objects.exists()


def test_the_forms_warn_against_naming_families(world: World, sheet: Any) -> None:
    for address in (reverse("report_resource", args=["sleep"]), reverse("ask_for_resource")):
        assert "nothing that could point to a family" in world.client("therapist").get(address).content.decode()


def test_where_nothing_fits_one_can_ask_for_it(world: World) -> None:
    page = world.client("therapist").get(reverse("library"), {"q": "gaming at night"}).content.decode()
    assert f"{reverse('ask_for_resource')}?q=gaming%20at%20night" in page


def test_closing_takes_no_answer_back_and_who_has_left_gets_no_letter(
    world: World, sheet: Any, django_capture_on_commit_callbacks: Any
) -> None:
    report(world.client("therapist"))
    stored = ContentReport.objects.get()
    Membership.objects.filter(user=world.therapist).update(ends_on=today(-1))
    with django_capture_on_commit_callbacks(execute=True):
        reports.answer(actor=world.coordinator, report=stored, words="Mended.", close=False)
        reports.answer(actor=world.coordinator, report=stored, words="", close=True)
    stored.refresh_from_db()
    assert (stored.state, stored.answer) == ("closed", "Mended.")
    assert not Notification.objects.filter(user=world.therapist).exists()


def test_of_two_answers_at_the_same_time_the_second_is_asked_first(world: World, sheet: Any) -> None:
    report(world.client("therapist"))
    stored = ContentReport.objects.get()
    address, coordinator = reverse("reader_note", args=[stored.pk]), world.client("coordinator")
    assert 'name="seen" value=""' in coordinator.get(address).content.decode()
    reports.answer(actor=world.coordinator, report=stored, words="Mended.", close=False)
    late = coordinator.post(address, {"words": "Not mended.", "seen": ""})
    stored.refresh_from_db()
    assert (late.status_code, stored.answer) == (409, "Mended.")
    assert "Mended." in late.content.decode()
    assert "Not mended." in late.content.decode()
    again = coordinator.post(address, {"words": "Not mended.", "seen": late.context["seen"]})
    stored.refresh_from_db()
    assert (again.status_code, stored.answer) == (302, "Not mended.")
