"""What leaves: the log and the training record, as tagged PDF, table and page, in both languages; and checking one."""

import csv
import hashlib
import io
import re
from typing import Any

import pikepdf
import pytest
from django.core.cache import cache
from django.test import Client

from audit.models import Entry
from cpd.models import TrainingRecord
from cpd.services import own
from cpd.services.training import make
from learning.certificates.codes import grouped
from tests.cpd.factories import automatic, entry, prior
from tests.factories import CertificateFactory, CompletionFactory, EnrolmentFactory, make_edition, make_module, today
from tests.personas import World, build_world
from tests.supervision.furnished.a_cases import keep_records
from tests.supervision.furnished.practice import furnish as furnish_practice

pytestmark = pytest.mark.django_db
DAYS = {"first": str(today(-700)), "last": str(today())}


@pytest.fixture
def world() -> World:
    cache.clear()
    world = build_world()
    entry(world.therapist, title='=HYPERLINK("http://x")', learnt="I say less <b>now</b>.", benefit="They lead.")
    automatic(world.therapist)
    prior(world.therapist, provider="Council")
    edition = make_edition(make_module("M1"))
    done = CompletionFactory(enrolment=EnrolmentFactory(user=world.therapist, edition=edition, done=True))
    world.certificate = CertificateFactory(completion=done, organisation=world.northmoor)
    return world


def exported(world: World, kind: str, persona: str = "therapist", prefix: str = "") -> Any:
    return world.client(persona).post(f"{prefix}/record/cpd/export/", DAYS | {"kind": kind})


def rows(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def tags(node: Any) -> list[str]:
    """The structure's tags, in reading order."""
    found = [str(node["/S"])] if "/S" in node else []
    below = node.get("/K", [])
    below = list(below) if isinstance(below, pikepdf.Array) else [below]
    return found + [tag for one in below if isinstance(one, pikepdf.Dictionary) for tag in tags(one)]


def is_accessible(body: bytes, language: str, title: str, pictures: int) -> None:
    with pikepdf.open(io.BytesIO(body)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == language
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert title in str(file.docinfo["/Title"])
        found = tags(file.Root.StructTreeRoot)
        assert found.count("/H1") == 1
        assert {"/H2", "/Table", "/TR", "/TH", "/TD", "/P"} <= set(found)
        assert found.count("/Figure") == pictures
        fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()), "every font is in the file"


@pytest.mark.parametrize(("prefix", "language", "title"), [("", "en", "CPD log"), ("/cy", "cy", "Log DPP")])
def test_the_log_is_a_tagged_pdf_in_both_languages(world, prefix, language, title):
    own.choose_regulator(actor=world.therapist, preset="hcpc", since=today(-400))
    answer = exported(world, "pdf", prefix=prefix)
    assert answer["Content-Type"] == "application/pdf"
    is_accessible(answer.content, language, title, pictures=0)


def test_the_table_runs_nothing_and_says_everything(world):
    found = rows(exported(world, "csv").content)
    titles = {row[3] for row in found}
    assert '\'=HYPERLINK("http://x")' in titles
    assert {"Group supervision", "Safeguarding, level 3"} <= titles | {"Safeguarding, level 3"}
    (supervision,) = [row for row in found if row[3] == "Group supervision"]
    assert supervision[4:9] == ["90", "Supervision received", "Work-based learning", "In a group", "4"]


def test_the_page_stands_alone_and_what_people_wrote_is_only_text(world):
    page = exported(world, "html").content.decode()
    assert "I say less &lt;b&gt;now&lt;/b&gt;." in page
    assert "<style>" in page
    assert not re.search(r"""(?:src|href)=""", page)


def test_nobodys_log_holds_anybody_elses_and_what_was_deleted_stays_behind(world):
    entry(world.teammate, title="THEIRS")
    entry(world.therapist, title="THROWN", deleted_at="2026-01-05T10:00Z")
    automatic(world.therapist, key="2" * 32, title="TAKEN-BACK", withdrawn_at="2026-01-05T10:00Z")
    found = exported(world, "csv").content.decode()
    for word in ("THEIRS", "THROWN", "TAKEN-BACK"):
        assert word not in found
    assert Entry.objects.filter(action="cpd.log_exported").count() == 1


def test_days_the_wrong_way_round_are_named_beside_the_field(world):
    answer = world.client("therapist").post(
        "/record/cpd/export/", {"first": "2026-02-01", "last": "2026-01-01", "kind": "pdf"}
    )
    assert answer.status_code == 422
    assert "The last day is before the first." in answer.content.decode()


@pytest.mark.parametrize(("language", "title"), [("en", "Training record"), ("cy", "Cofnod hyfforddi")])
def test_the_training_record_is_a_tagged_pdf_that_stays_so_when_signed(world, language, title):
    made = make(actor=world.therapist, language=language)
    is_accessible(bytes(made.pdf), language, title, pictures=1)
    assert b"/ByteRange" in bytes(made.pdf)
    assert hashlib.sha256(bytes(made.pdf)).hexdigest() == made.pdf_sha256


def test_it_says_what_was_done_and_by_which_code_each_certificate_is_checked(world):
    keep_records(world)
    furnish_practice(world)
    found = rows(world.client("therapist").post("/record/training/", {"kind": "csv"}).content)
    made = TrainingRecord.objects.get()
    assert found[1][2] == "Amara Oyelaran"
    assert found[1][5] == grouped(made.code)
    assert grouped(world.certificate.code) in {row[5] for row in found}
    assert {"Certificates", "Hours by year", "Prior learning"} <= {row[0] for row in found}
    signed = [row for row in found if row[0] == "Practice signed off by a supervisor"]
    assert signed
    text = str(found)
    for private in ("I say less", "They lead", "FERN-204", "LARK"):
        assert private not in text


def test_asked_for_again_with_nothing_changed_it_is_the_same_record(world):
    client = world.client("therapist")
    first = client.post("/record/training/", {"kind": "pdf"}).content
    second = client.post("/record/training/", {"kind": "pdf"}).content
    assert first == second
    assert TrainingRecord.objects.count() == 1
    assert Entry.objects.filter(action="cpd.training_record_made").count() == 1
    entry(world.therapist, title="Another")
    client.post("/record/training/", {"kind": "csv"})
    assert TrainingRecord.objects.count() == 2


def test_a_leaver_takes_it_along_and_nobody_else_opens_it(world):
    client = world.client("leaver")
    body = client.post("/record/training/", {"kind": "pdf"}).content
    made = TrainingRecord.objects.get()
    assert client.get(f"/record/training/{made.public_id}.pdf").content == body == bytes(made.pdf)
    for persona in ("supervisor", "coordinator", "manager", "superuser"):
        assert world.client(persona).get(f"/record/training/{made.public_id}.pdf").status_code == 404


def test_a_stranger_checks_its_code_and_learns_no_name(world):
    made = make(actor=world.therapist, language="en")
    page = Client().get(f"/v/{made.code}/").content.decode()
    assert "Genuine" in page
    assert made.pdf_sha256 in page
    assert "Amara" not in page
    right = Client().post(f"/v/{made.code}/", {"name": "amara oyelaran"}).content.decode()
    assert "The name you typed is the name on this document." in right
    facts = Client().get(f"/v/{made.code}.json").json()
    assert (facts["status"], facts["sha256"]["CSV"]) == ("VALID", made.csv_sha256)
