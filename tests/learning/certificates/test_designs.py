"""Coordinators design certificates: what is refused is said beside its field, and what was printed never changes."""

import io
import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from PIL import Image

from learning import practised
from learning.certificates import render
from learning.certificates.render import render_pdf
from learning.models import CertificateDesign, DesignUse, DesignVersion
from learning.services.certificate_files import document_of
from learning.services.certificates import issue, supersede
from learning.services.designs import ChangedMeanwhileError, NotAllowedError, save_design
from people.roles import Role
from tests.learning.certificates.conftest import join, make_completion, make_edition, make_person, make_team
from tests.learning.certificates.designing import VALID, VALUES, logo, make_design
from tests.learning.certificates.test_attendance import attended

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)


@pytest.fixture
def coordinator(team):
    user = make_person("Rhian Coordinator")
    join(user, organisation=team.organisation, role=Role.COORDINATOR)
    return user


@pytest.fixture
def client(coordinator):
    found = Client()
    found.force_login(coordinator)
    return found


def address(team) -> str:
    return f"/team/designs/new/{team.organisation.public_id}/"


def test_a_design_is_saved_and_printed_from_then_on(client, team, holder):
    before = issue(actor=None, completion=make_completion(holder))
    assert "frame-src 'self'" in client.get(address(team))["Content-Security-Policy"]
    assert client.post(address(team), VALID)["Location"] == "/team/designs/"
    after = issue(actor=None, completion=make_completion(holder))
    assert before.design is None
    assert (after.design.design.name, after.design.number) == ("Ours in plum", 1)
    document = document_of(after)
    assert (document.design.layout, document.design.colour) == ("street", "plum")
    assert document.statement == ("", "Therapist, Northmoor East, has completed", "")
    page = client.get("/team/designs/").content.decode()
    assert "Ours in plum" in page
    assert "Everything" in page


def test_a_printed_certificate_keeps_the_version_it_was_printed_with(coordinator, team, holder):
    design = make_design(coordinator, team.organisation)
    certificate = issue(actor=None, completion=make_completion(holder))
    before = document_of(certificate)
    make_design(coordinator, team.organisation, design=design, colour="sky")
    certificate.refresh_from_db()
    assert document_of(certificate) == before
    assert before.design.colour == "plum"
    new = supersede(actor=coordinator, certificate=certificate, changes={"name": "Amara Price"}, reason="Married.")
    assert document_of(new).design.colour == "sky"


def test_saving_without_a_change_makes_no_version(coordinator, team):
    design = make_design(coordinator, team.organisation)
    make_design(coordinator, team.organisation, design=design)
    assert DesignVersion.objects.count() == 1


def test_the_database_refuses_to_change_a_version_or_a_certificates_design(coordinator, team, holder):
    make_design(coordinator, team.organisation)
    certificate = issue(actor=None, completion=make_completion(holder))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DesignVersion.objects.update(values={})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        type(certificate).objects.filter(pk=certificate.pk).update(design=None)


def test_the_closest_design_counts(coordinator, team, holder):
    organisation = team.organisation
    make_design(coordinator, organisation, name="All")
    make_design(coordinator, organisation, uses=[("modules", "")], name="Modules")
    make_design(coordinator, organisation, uses=[("code", "M7"), ("code", "BOOSTER")], name="M7")
    for code, name in (("M2", "Modules"), ("M7", "M7")):
        edition = make_edition(code=code)
        assert issue(actor=None, completion=make_completion(holder, edition)).design.design.name == name
    assert attended(holder).design.design.name == "M7"
    assert attended(holder, code="WORKSHOP").design.design.name == "All"
    elsewhere = make_person()
    join(elsewhere, make_team())
    assert issue(actor=None, completion=make_completion(elsewhere)).design is None


def test_a_design_takes_over_what_another_was_printed_on(coordinator, team):
    make_design(coordinator, team.organisation, name="First")
    second = make_design(coordinator, team.organisation, name="Second")
    assert [(use.design.name, use.kind) for use in DesignUse.objects.all()] == [("Second", "everything")]
    make_design(coordinator, team.organisation, design=second, name="Second", uses=[])
    assert not DesignUse.objects.exists()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("statement_en", "{name} has finished", "{module} is missing"),
        ("statement_cy", "Mae {module} gan {name}", "{name} has to come before {module}"),
        ("attended_en", "{name} {name} was at {module}", "{name} may stand there once only"),
        ("sentence_en", "Score {score}", "{score} means nothing here"),
        ("sentence_cy", "Given {", "A brace stands alone"),
        ("heading_en", "Certified therapist", "“certified” is not allowed"),
        ("heading_cy", "Ardystiedig", "“ardystiedig” is not allowed"),
        ("signatory_1_name", "\u0410ccredited trainer", "“accredited” is not allowed"),
        ("name", " ", "Give the design a name."),
        ("layout", "spiral", "Select a valid choice"),
        ("codes", "M" * 41, "is longer than a code can be"),
        ("sentence_en", "x" * 201, "Ensure this value has at most 200 characters"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(client, team, field, text, said):
    page = client.post(address(team), VALID | {"sentence_en": "Given by us.", field: text}).content.decode()
    assert f'id="id_{field}_error"' in page
    assert said in page
    assert VALID["statement_en"] in page or field == "statement_en"
    assert not CertificateDesign.objects.exists()


def test_a_logo_is_written_anew_small_and_needs_words(client, team, coordinator):
    page = client.post(address(team), VALID | {"logo": logo()}).content.decode()
    assert "Say what the logo shows." in page
    client.post(address(team), VALID | {"logo": logo("JPEG", name="l.jpg"), "logo_name": "Northmoor"})
    design = CertificateDesign.objects.get()
    with Image.open(io.BytesIO(bytes(design.newest.logo))) as kept:
        assert (kept.format, kept.size) == ("PNG", (720, 240))
    path = f"/team/designs/{design.public_id}/"
    client.post(path, VALID | {"opened": "1", "logo_name": "Northmoor", "colour": "sky"})
    assert design.newest.logo == design.versions.get(number=1).logo
    client.post(path, VALID | {"opened": "2", "remove_logo": "on"})
    assert bytes(design.newest.logo) == b""


@pytest.mark.parametrize("picture", [b"<svg onload=alert(1)></svg>", b"not a picture", b""])
def test_what_is_no_picture_is_no_logo(client, team, picture):
    upload = io.BytesIO(picture)
    upload.name = "logo.png"
    page = client.post(address(team), VALID | {"logo": upload, "logo_name": "Northmoor"}).content.decode()
    assert 'id="id_logo_error"' in page


def test_of_two_who_save_at_once_the_later_one_is_told(client, coordinator, team):
    design = make_design(coordinator, team.organisation)
    make_design(coordinator, team.organisation, design=design, colour="sky")
    page = client.post(f"/team/designs/{design.public_id}/", VALID | {"name": "Ours", "opened": "1"})
    assert "Somebody saved this design meanwhile" in page.content.decode()
    assert design.newest.values["colour"] == "sky"
    with pytest.raises(ChangedMeanwhileError):
        save_design(
            actor=coordinator, organisation=team.organisation, design=design, opened=1,
            name="Ours", values=VALUES, logo=b"", uses=[],
        )  # fmt: skip


def test_nobody_designs_for_another_organisation(coordinator, team):
    with pytest.raises(NotAllowedError):
        make_design(coordinator, make_team().organisation)
    design = make_design(coordinator, team.organisation)
    stranger = make_person()
    join(stranger, organisation=make_team().organisation, role=Role.COORDINATOR)
    other = Client()
    other.force_login(stranger)
    assert other.get(f"/team/designs/{design.public_id}/").status_code == 404
    assert "Ours" not in other.get("/team/designs/").content.decode()


@needs_pango
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_preview_is_the_real_file_and_stores_nothing(client, team, language):
    path = f"/team/designs/preview/{team.organisation.public_id}/"
    answer = client.post(path, VALID | {"language": language, "states_practice": "on"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert not CertificateDesign.objects.exists()


def test_the_preview_says_what_has_to_be_put_right(client, team):
    path = f"/team/designs/preview/{team.organisation.public_id}/"
    wrong = VALID | {"statement_en": "{name} is done", "design": "no-uuid"}
    answer = client.post(path, wrong)
    assert answer.status_code == 422
    assert "{module} is missing" in answer.content.decode()
    found = client.post(path, wrong, headers={"Accept": "application/json"})
    assert json.loads(found.content)["errors"].keys() == {"id_statement_en"}


def test_practice_is_stated_where_the_design_says_so(coordinator, team, holder, monkeypatch):
    import datetime

    day = datetime.date(2026, 5, 3)
    rows = [(f"Skill {number}", day + datetime.timedelta(days=number)) for number in range(9)]
    monkeypatch.setattr(practised, "_sources", [lambda user, language: rows])
    assert issue(actor=None, completion=make_completion(holder)).practised == []
    make_design(coordinator, team.organisation, states_practice=True)
    certificate = issue(actor=None, completion=make_completion(holder))
    assert [skill for skill, _day in certificate.practised] == [f"Skill {number}" for number in range(3, 9)]
    assert document_of(certificate).practice.startswith("Skill 3 (6 May 2026); ")


@needs_pango
def test_the_same_design_gives_the_same_bytes(coordinator, team, holder):
    make_design(coordinator, team.organisation)
    certificate = issue(actor=None, completion=make_completion(holder))
    first = render_pdf(document_of(certificate))
    assert render_pdf(document_of(type(certificate).objects.get(pk=certificate.pk))) == first
