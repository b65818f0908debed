"""The owner's log: written, reflected on, deleted and put back by them, and never by or for anybody else."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import Entry
from cpd.models import CPDEntry
from cpd.screening import RefusedTextError
from cpd.services import own
from tests.cpd.factories import automatic, entry, prior
from tests.factories import today
from tests.personas import World, build_world

pytestmark = pytest.mark.django_db
NEW = "/record/cpd/new/activity/"
FILLED = {
    "title": "Shadowed a school meeting",
    "on": "2026-01-05",
    "minutes": "90",
    "activity": "work",
    "format": "group",
    "group_size": "5",
    "happened": "The caregiver led.",
    "learnt": "Preparing did more than talking.",
    "will_try": "Rehearse the first sentence.",
    "benefit": "They speak for their own child.",
}


@pytest.fixture
def world() -> World:
    return build_world()


def test_an_entry_with_a_reflection_is_kept_and_sent_twice_it_is_kept_once(world):
    client, key = world.client("therapist"), str(uuid.uuid4())
    for _time in range(2):
        answer = client.post(NEW, FILLED | {"key": key})
        assert answer["Location"].endswith("/record/cpd/")
    (kept,) = CPDEntry.objects.all()
    assert (kept.user, kept.minutes, kept.group_size, kept.benefit) == (
        world.therapist,
        90,
        5,
        "They speak for their own child.",
    )
    assert [row.records for row in Entry.objects.filter(action="cpd.entry_added")] == [[["cpd.cpdentry", str(kept.pk)]]]


def test_somebody_elses_key_gives_away_nothing_and_changes_nothing(world):
    theirs = entry(world.teammate)
    answer = world.client("therapist").post(NEW, FILLED | {"key": str(theirs.public_id)})
    assert answer.status_code == 422
    assert theirs.title not in answer.content.decode()
    assert CPDEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("on", str(today(1)), "still to come"),
        ("on", "1066-10-14", "Check the year"),
        ("minutes", "0", "greater than or equal to 1"),
        ("minutes", "10001", "less than or equal to 10000"),
        ("group_size", "", "how many people"),
        ("title", "", "required"),
        ("happened", "x" * 5001, "at most 5000"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(world, field, value, says):
    answer = world.client("therapist").post(NEW, FILLED | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Rehearse the first sentence." in page
    assert not CPDEntry.objects.exists()


CODES = ["FERN-204", "fern 204", "Fern204", "FERN–204", "with FERN_204 today"]


@pytest.mark.parametrize("text", [*CODES, "call 07700 900123", "NHS 943 476 5919", "born 3.4.2011", "M1 1AA"])
def test_no_case_code_and_nothing_that_identifies_gets_in(world, text):
    client = world.client("therapist")
    for field in ("title", "happened", "learnt", "will_try", "benefit", "provider", "evidence"):
        answer = client.post(NEW, FILLED | {field: text})
        assert answer.status_code == 422, field
        assert text in answer.content.decode().replace("&#x27;", "'"), "what was typed stays"
    for kind in ("prior", "break"):
        given = {"title": text, "provider": "x", "on": "2025-01-01", "until": "2025-05-01"}
        assert client.post(f"/record/cpd/new/{kind}/", given).status_code == 422
    made = automatic(world.therapist)
    assert client.post(f"/record/cpd/{made.public_id}/", {"learnt": text}).status_code == 422
    with pytest.raises(RefusedTextError):
        own.change(actor=world.therapist, entry=made, learnt=text)
    assert CPDEntry.objects.get().learnt == ""


@pytest.mark.parametrize(
    "text", ["M10 and five fern leaves", "We met at 10:30 for 90 minutes", "Fern grows", "ROOM 204"]
)
def test_plain_words_are_no_case_code(world, text):
    assert world.client("therapist").post(NEW, FILLED | {"learnt": text}).status_code == 302


def test_of_an_automatic_entry_only_the_reflection_changes(world):
    made = automatic(world.therapist)
    answer = world.client("therapist").post(
        f"/record/cpd/{made.public_id}/", {"learnt": "Say less.", "minutes": "600", "title": "x", "group_size": "1"}
    )
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.learnt, made.minutes, made.title, made.group_size) == ("Say less.", 90, "Group supervision", 4)


def test_an_automatic_entry_is_not_the_owners_to_delete(world):
    made = automatic(world.therapist)
    assert world.client("therapist").post(f"/record/cpd/{made.public_id}/delete/").status_code == 404
    with pytest.raises(own.FactsFixedError):
        own.delete(actor=world.therapist, entry=made)


def test_deleted_it_can_be_put_back_for_thirty_days_and_then_it_is_erased(world):
    client, mine = world.client("therapist"), prior(world.therapist)
    client.post(f"/record/cpd/{mine.public_id}/delete/")
    page = client.get("/record/cpd/").content.decode()
    assert "Put back" in page
    assert CPDEntry.objects.kept().count() == 0
    assert own.erase_deleted() == 0
    client.post(f"/record/cpd/{mine.public_id}/put-back/")
    assert CPDEntry.objects.kept().count() == 1
    CPDEntry.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=31))
    assert (own.erase_deleted(), CPDEntry.objects.count()) == (1, 0)
    assert own.erase_deleted() == 0


@pytest.mark.parametrize("persona", ["supervisor", "expert", "coordinator", "manager", "ig", "admin", "superuser"])
def test_nobody_else_reads_a_log_whatever_they_are(world, persona):
    mine = entry(world.therapist, learnt="KEPT-TO-MYSELF")
    client = world.client(persona)
    assert client.get(f"/record/cpd/{mine.public_id}/").status_code == 404
    for path in ("/record/", "/record/cpd/", "/record/training/"):
        assert "A paper on engagement" not in client.get(path).content.decode()
    with pytest.raises(own.NotOwnError):
        own.change(actor=world[persona], entry=mine, learnt="x")


def test_a_leaver_keeps_writing_and_taking_away(world):
    client = world.client("leaver")
    assert client.post(NEW, FILLED).status_code == 302
    assert client.get("/record/cpd/").status_code == 200
    assert b"Download my training record" in client.get("/record/").content


@pytest.mark.parametrize(
    ("body", "name", "says"),
    [
        (b"%PDF-1.4 half", "a.pdf", "damaged or cut off"),
        (b"MZ\x90", "a.pdf", "not a JPEG"),
        (b"%PDF-" + b"0" * (5 * 1024 * 1024) + b"%%EOF", "a.pdf", "larger than 5 MB"),
        (b"", "a.pdf", "empty"),
    ],
)
def test_evidence_that_is_no_paper_is_refused_with_its_reason(world, body, name, says):
    given = {"title": "Level 3", "provider": "x", "on": "2025-01-01", "file": SimpleUploadedFile(name, body)}
    answer = world.client("therapist").post("/record/cpd/new/prior/", given)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_evidence_is_kept_and_comes_back_to_its_owner_to_be_saved(world):
    body = b"%PDF-1.4 whatever %%EOF"
    given = {
        "title": "Level 3",
        "provider": "x",
        "on": "2025-01-01",
        "file": SimpleUploadedFile("My level 3.pdf", body),
    }
    client = world.client("therapist")
    assert client.post("/record/cpd/new/prior/", given).status_code == 302
    key = CPDEntry.objects.get().public_id
    answer = client.get(f"/record/cpd/{key}/evidence/")
    assert answer.content == body
    assert answer["Content-Disposition"].startswith("attachment")
    assert world.client("supervisor").get(f"/record/cpd/{key}/evidence/").status_code == 404


def test_the_log_costs_the_same_with_thirty_entries_as_with_one(world, django_assert_max_num_queries):
    client = world.client("therapist")
    entry(world.therapist)
    client.get("/record/cpd/")
    with django_assert_max_num_queries(14) as few:
        client.get("/record/cpd/")
    for number in range(30):
        entry(world.therapist, on=today(-number))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/record/cpd/")
