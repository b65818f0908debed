"""Private notes on units, one's notes in one place, and all of one's own to take away."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from audit.models import Entry
from learning import own_data
from learning.models import Enrolment, Reflection, SavedResource, UnitNote
from learning.services import attempts, notes
from people.models import User
from tests.factories import EnrolmentFactory
from tests.learning.reader.conftest import CHECK, REFLECT, RIGHT, Course, answers_of
from tests.personas import World

pytestmark = pytest.mark.django_db
WORDS = "Ask what went right <b>last week</b>."


def write(reader: Client, course: Course, text: str = WORDS, **more: Any) -> Any:
    return reader.post(course.unit(1, "unit_save"), {"note": text, "keep_note": "1", **more})


def test_a_note_is_kept_and_shown_again_on_the_unit(course: Course, reader: Client) -> None:
    assert write(reader, course).url.endswith("#note")
    page = reader.get(course.unit(1)).content.decode()
    assert "Ask what went right &lt;b&gt;last week&lt;/b&gt;." in page
    assert UnitNote.objects.get().text == WORDS


def test_it_saves_itself_without_leaving_the_page(course: Course, reader: Client) -> None:
    answer = reader.post(
        course.unit(1, "unit_save"), {"note": WORDS, "keep_note": "1"}, headers={"X-Requested-With": "fetch"}
    )
    assert answer.status_code == 204
    assert UnitNote.objects.get().text == WORDS


def test_there_is_one_note_on_a_unit_and_an_empty_one_is_gone(course: Course, reader: Client) -> None:
    write(reader, course)
    write(reader, course, "Other words")
    assert UnitNote.objects.get().text == "Other words"
    write(reader, course, "  ")
    assert not UnitNote.objects.exists()


def test_what_was_typed_goes_along_with_any_other_button(course: Course, enrolled: Enrolment, reader: Client) -> None:
    reader.post(course.unit(1, "unit_save"), {"note": WORDS, "done": "1"})
    assert UnitNote.objects.get().text == WORDS


def test_an_older_page_left_open_puts_no_older_note_back(course: Course, reader: Client) -> None:
    write(reader, course, "One\nTwo")
    page = reader.get(course.unit(1)).content.decode()
    seen = re.search(r'name="note_seen" value="(\w+)"', page)
    assert seen
    write(reader, course, "Newer words", note_seen=seen[1])
    reader.post(course.unit(1, "unit_save"), {"note": "One\r\nTwo", "done": "1", "note_seen": seen[1]})
    assert UnitNote.objects.get().text == "Newer words"


def test_a_note_that_is_too_long_stays_in_the_page(course: Course, reader: Client) -> None:
    answer = write(reader, course, "x" * 5001)
    assert "x" * 5001 in answer.content.decode()
    assert "nothing is lost" in answer.content.decode()
    seen = re.search(r'name="note_seen" value="(\w+)"', answer.content.decode())
    assert seen
    assert "nothing is lost" in write(reader, course, "x" * 5001, note_seen=seen[1]).content.decode()
    assert not UnitNote.objects.exists()


def test_a_reflection_that_is_too_long_takes_no_note_away(course: Course, reader: Client) -> None:
    answer = write(reader, course, **{f"r-{REFLECT}": "x" * 5001})
    assert "Ask what went right &lt;b&gt;last week&lt;/b&gt;." in answer.content.decode()
    assert UnitNote.objects.get().text == WORDS


@pytest.mark.parametrize("persona", ["teammate", "supervisor", "coordinator", "admin"])
def test_nobody_else_reads_or_deletes_a_note(world: World, course: Course, reader: Client, persona: str) -> None:
    write(reader, course)
    note = UnitNote.objects.get()
    other = world.client(persona)
    for address in (course.unit(1), "/record/notes/"):
        assert "Ask what went right" not in other.get(address).content.decode()
    assert other.post(f"/record/notes/note/{note.pk}/delete/").status_code == 404
    assert UnitNote.objects.exists()


def test_all_notes_and_reflections_stand_by_module_and_can_be_deleted(course: Course, reader: Client) -> None:
    write(reader, course, **{f"r-{REFLECT}": "A thought of mine"})
    page = reader.get("/record/notes/").content.decode()
    assert page.index("Module C1") < page.index("A thought of mine")
    assert "Ask what went right" in page
    assert 'href="/learn/module-c1/unit-1/"' in page
    reader.post(f"/record/notes/reflection/{Reflection.objects.get().pk}/delete/")
    assert not Reflection.objects.exists()
    assert reader.post("/record/notes/attempt/1/delete/").status_code == 404


def test_notes_cost_the_same_however_many(
    world: World, course: Course, reader: Client, django_assert_max_num_queries: Any
) -> None:
    for unit in course.units:
        notes.keep(actor=world.therapist, unit=unit, text=WORDS)
    reader.get("/record/notes/")
    with django_assert_max_num_queries(8):
        reader.get("/record/notes/")


def taken(client: Client) -> tuple[str, dict[str, Any]]:
    """The page and the JSON of the ZIP."""
    archive = zipfile.ZipFile(io.BytesIO(client.post("/record/export/").content))
    return archive.read("my-learning.html").decode(), json.loads(archive.read("my-learning.json"))


def test_everything_of_ones_own_is_in_the_package(world: World, course: Course, attempt: Any, reader: Client) -> None:
    write(reader, course, **{f"r-{REFLECT}": "A thought of mine"})
    reader.post(course.unit(1, "unit_save"), {"check": str(CHECK), f"q-{CHECK}": RIGHT})
    attempts.submit(actor=world.therapist, attempt=attempt, answers=answers_of(attempt))
    SavedResource.objects.create(user=world.therapist, resource_key=CHECK)
    page, data = taken(reader)
    assert data["person"]["email"] == world.therapist.email
    assert {key: len(rows) for key, rows in data.items() if isinstance(rows, list)} == {
        "modules": 1,
        "certificates": 1,
        "units": 2,
        "final_checks": 1,
        "knowledge_checks": 1,
        "keep_fresh": 0,
        "notes": 2,
        "saved_resources": 1,
        "cases": 0,
        "reports": 0,
        "extra_time": 0,
        "cpd": 1,
        "live_events": 0,
        "statuses": 0,
        "exemptions_assignments_absences": 0,
        "readings": 0,
    }
    assert data["knowledge_checks"][0]["answer"] == ["Evidence"]
    for words in (
        "A thought of mine",
        "Ask what went right &lt;b&gt;last week",
        "Question 1? Right answer",
        "Evidence",
    ):
        assert words in page


def test_nobody_elses_words_are_in_it(world: World, course: Course, reader: Client) -> None:
    write(reader, course)
    EnrolmentFactory(user=world.people["teammate"], edition=course.edition)
    page, data = taken(world.client("teammate"))
    assert "Ask what went right" not in page
    assert data["notes"] == []
    assert len(data["modules"]) == 1


def test_a_leaver_still_takes_their_own(world: World) -> None:
    page, data = taken(world.client("leaver"))
    assert world.people["leaver"].name in page
    assert data["person"]["name"] == world.people["leaver"].name


def test_the_log_says_that_it_was_taken_and_a_sixth_time_waits(reader: Client) -> None:
    for _time in range(5):
        assert reader.post("/record/export/").status_code == 200
    assert reader.post("/record/export/").url == "/record/"  # type: ignore[attr-defined]
    assert Entry.objects.filter(action="learning.own_data_exported").count() == 5


# Every record of learning that points at a person is in the package, or says here why not.
NOT_EXPORTED = {
    "completion": "told with its module",
    "modulereview": "about a module, not about the reviewer's learning",
    "recording": "something an author put into the training",
}


def test_every_record_of_ones_learning_has_a_source() -> None:
    told = {
        "enrolment": "modules",
        "certificate": "certificates",
        "refreshround": "keep_fresh",
        "reflection": "notes",
        "unitnote": "notes",
        "savedresource": "saved_resources",
        "contentreport": "reports",
        "extratime": "extra_time",
    }
    known = {source.key for source in own_data.sources()}
    assert set(told.values()) <= known
    held = {
        field.related_model._meta.model_name
        for field in User._meta.related_objects
        if field.related_model in set(apps.get_app_config("learning").get_models()) and field.get_accessor_name()
    }
    assert held - set(told) - set(NOT_EXPORTED) == set()
