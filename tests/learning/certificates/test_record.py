"""One's own record, the registers, the file and its page, and taking a certificate back."""

import datetime
import hashlib

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from audit.models import Entry
from cpd.sources import add_missing
from learning.certificates import render
from learning.certificates.sign import Signed
from learning.models import Certificate, CertificateFile
from learning.services import certificate_files
from learning.services.certificates import (
    NotAllowedError,
    NotCurrentError,
    ReasonMissingError,
    issue,
    revoke,
)
from people.models import Grant
from people.roles import Role
from tests.learning.certificates.conftest import join, make_completion, make_edition, make_person, make_team
from tests.learning.certificates.test_attendance import attended

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def certificate(holder, completion) -> Certificate:
    return issue(actor=holder, completion=completion)


@pytest.fixture
def keeper(team):
    user = make_person("Catrin Llewelyn-Ames", "cy")
    join(user, organisation=team.organisation, role=Role.COORDINATOR)
    return user


def test_the_record_shows_certificates_modules_and_minutes(holder, certificate):
    make_completion(holder)
    add_missing()
    page = signed_in(holder).get("/record/").content.decode()
    assert certificate.serial in page
    assert "VALID" in page
    assert "3 h 40 min" in page
    assert page.count('<th scope="row">') == 3, "two modules and a year"


def test_an_empty_record_says_what_will_come(holder):
    page = signed_in(holder).get("/record/").content.decode()
    assert "Nothing in your record yet" in page


def test_a_leaver_keeps_the_own_record(team):
    leaver = make_person("Ravi Penhale")
    join(leaver, team, ends_on=timezone.localdate() - datetime.timedelta(days=1))
    certificate = issue(actor=None, completion=make_completion(leaver))
    client = signed_in(leaver)
    assert certificate.serial in client.get("/record/").content.decode()
    assert client.get(f"/record/certificates/{certificate.code}/").status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_statements_do_not_grow_with_the_record(holder, count, django_assert_max_num_queries):
    for _ in range(count):
        issue(actor=holder, completion=make_completion(holder))
    client = signed_in(holder)
    client.get("/record/")
    with django_assert_max_num_queries(11):
        client.get("/record/")


def test_registers_do_not_grow_in_statements(keeper, team, django_assert_max_num_queries):
    for number in range(30):
        person = make_person(f"Person {number:02}")
        join(person, team)
        issue(actor=None, completion=make_completion(person, make_edition()))
    client = signed_in(keeper)
    client.get("/record/issued/")
    with django_assert_max_num_queries(10):
        page = client.get("/record/issued/").content.decode()
    assert page.count("<tr>") == 26
    assert "Person 07" in client.get("/record/issued/?q=person+07").content.decode()
    assert "No certificate fits" in client.get("/record/issued/?q=zzz").content.decode()
    assert client.get("/record/issued/?page=99&q=%00").status_code == 200


def test_another_organisations_register_is_not_shown(keeper):
    elsewhere = make_person()
    join(elsewhere, make_team())
    foreign = issue(actor=None, completion=make_completion(elsewhere))
    client = signed_in(keeper)
    assert foreign.serial not in client.get("/record/issued/").content.decode()
    for path in ("/", ".pdf", "/revoke/"):
        assert client.get(f"/record/certificates/{foreign.code}{path}").status_code == 404


def test_a_supervisor_sees_the_team_of_today(team, holder, certificate):
    supervisor = make_person("Priya Raman")
    join(supervisor, team, role=Role.SUPERVISOR)
    client = signed_in(supervisor)
    assert certificate.serial in client.get("/record/team/").content.decode()
    holder.memberships.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert certificate.serial not in client.get("/record/team/").content.decode()
    assert client.get(f"/record/certificates/{certificate.code}/").status_code == 404


@needs_pango
def test_the_file_is_made_once_and_served_byte_for_byte(holder, certificate):
    client = signed_in(holder)
    path = f"/record/certificates/{certificate.code}.pdf"
    first = client.get(path)
    assert first.status_code == 200
    assert first.content.startswith(b"%PDF-")
    stored = CertificateFile.objects.get(certificate=certificate)
    assert stored.sha256 == hashlib.sha256(first.content).hexdigest()
    assert first["ETag"] == f'"{stored.sha256}"'
    assert first["Cache-Control"] == "private, no-store"
    assert first["Content-Disposition"].startswith("attachment; filename=")
    assert client.get(path).content == first.content
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert CertificateFile.objects.count() == 1


@needs_pango
@pytest.mark.parametrize(
    "name", ["Siobhán Mac Giolla", 'Robert"; filename="x.exe', "../../etc/passwd", "Wŷn\r\nX-Evil: 1"]
)
def test_names_make_safe_file_names(team, name):
    holder = make_person(name)
    certificate = issue(actor=None, completion=make_completion(holder))
    header = signed_in(holder).get(f"/record/certificates/{certificate.code}.pdf")["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert header.rstrip('"').endswith(f"{certificate.serial}.pdf")
    assert not set(header.split("=", 1)[1].strip('"')) & set('/\\"\r\n')


@needs_pango
def test_the_file_follows_the_row(holder, completion, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = issue(actor=holder, completion=completion)
    assert CertificateFile.objects.filter(certificate=certificate).count() == 1


def test_without_a_renderer_the_row_stands_and_the_page_says_so(
    holder, completion, monkeypatch, django_capture_on_commit_callbacks
):
    def cannot(document):
        raise render.RenderError("no Pango")

    monkeypatch.setattr(certificate_files, "render_pdf", cannot)
    with django_capture_on_commit_callbacks(execute=True):
        certificate = issue(actor=holder, completion=completion)
    client = signed_in(holder)
    answer = client.get(f"/record/certificates/{certificate.code}.pdf")
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "The PDF can't be made at the moment" in page
    assert certificate.name in page
    assert certificate_files.make_missing_files() == (0, 1)
    monkeypatch.setattr(certificate_files, "make_signed", lambda document: Signed(b"%PDF-made", "a-key"))
    assert certificate_files.make_missing_files() == (1, 0)
    assert client.get(f"/record/certificates/{certificate.code}.pdf").content == b"%PDF-made"


def test_a_worker_killed_between_number_and_file_leaves_one_of_each(
    holder, completion, monkeypatch, django_capture_on_commit_callbacks
):
    def killed(document):
        raise SystemExit

    monkeypatch.setattr(certificate_files, "render_pdf", killed)
    first = issue(actor=holder, completion=completion)
    with pytest.raises(SystemExit):
        certificate_files.file_of(first)
    monkeypatch.setattr(certificate_files, "make_signed", lambda document: Signed(b"%PDF-made", "a-key"))
    again = issue(actor=holder, completion=completion)
    assert again == first
    assert certificate_files.file_of(again).pk == certificate_files.file_of(first).pk
    assert (Certificate.objects.count(), CertificateFile.objects.count()) == (1, 1)


def test_the_page_holds_every_fact_in_the_holders_language(db):
    welsh = make_person("Dewi Prydderch", "cy")
    join(welsh, make_team(name="Glannau Gwynt"))
    edition = make_edition({"en": "Recording safely", "cy": "Cofnodi'n ddiogel"}, repeat_months=12)
    certificate = issue(actor=None, completion=make_completion(welsh, edition))
    page = signed_in(welsh).get(f"/record/certificates/{certificate.code}/").content.decode()
    assert '<article class="paper" lang="cy">' in page
    document = certificate_files.document_of(certificate)
    facts = [document.name, document.role, document.serial, document.grouped_code, document.issuer, *document.outcomes]
    facts += [value for _label, value in document.facts] + ["Recording safely", "Cofnodi&#x27;n ddiogel"]
    facts += ["Tystysgrif cwblhau", "Certificate of completion", "Therapi Amlsystemig", "It is not a licence", "<svg"]
    for fact in facts:
        assert fact in page, fact


def test_revoking_keeps_the_row_tells_the_holder_and_writes_an_entry(
    keeper, holder, certificate, django_capture_on_commit_callbacks
):
    client = signed_in(keeper)
    path = f"/record/certificates/{certificate.code}/revoke/"
    assert "This can't be undone" in client.get(path).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(path, {"reason": "Someone else sat the check."})
    assert answer["Location"] == "/record/issued/"
    certificate.refresh_from_db()
    assert (certificate.state, certificate.revoked_by) == ("revoked", keeper)
    (message,) = mail.outbox
    assert message.to == [holder.email]
    assert "/record/" in message.body
    for detail in ("check", certificate.serial, certificate.title_en, certificate.code, "revoked"):
        assert detail not in message.body + message.subject
    entry = Entry.objects.get(action="learning.certificate_revoked")
    assert entry.actor_id == str(keeper.pk)
    page = signed_in(holder).get("/record/").content.decode()
    assert "Someone else sat the check." in page
    assert "REVOKED" in page


def test_a_reason_is_asked_for_and_nothing_is_lost(keeper, certificate):
    client = signed_in(keeper)
    answer = client.post(f"/record/certificates/{certificate.code}/revoke/", {"reason": "   "})
    assert answer.status_code == 200
    assert 'id="id_reason_error"' in answer.content.decode()
    long = "word " * 100
    answer = client.post(f"/record/certificates/{certificate.code}/revoke/", {"reason": long})
    assert long.strip() in answer.content.decode()
    certificate.refresh_from_db()
    assert certificate.state == "issued"


def test_revoking_twice_changes_nothing(keeper, certificate):
    revoke(actor=keeper, certificate=certificate, reason="First reason.")
    with pytest.raises(NotCurrentError):
        revoke(actor=keeper, certificate=certificate, reason="Second reason.")
    answer = signed_in(keeper).post(f"/record/certificates/{certificate.code}/revoke/", {"reason": "Third."})
    assert answer.status_code == 302
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "First reason."


def test_a_revoked_certificate_is_not_replaced_by_asking_again(keeper, holder, completion, certificate):
    revoke(actor=keeper, certificate=certificate, reason="A reason.")
    assert issue(actor=holder, completion=completion).state == "revoked"


def test_who_may_not_revoke(keeper, team, holder, certificate):
    supervisor, foreign = make_person(), make_person()
    join(supervisor, team, role=Role.SUPERVISOR)
    join(foreign, organisation=make_team().organisation, role=Role.COORDINATOR)
    for person in (holder, supervisor, foreign, make_person(is_superuser=True)):
        with pytest.raises(NotAllowedError):
            revoke(actor=person, certificate=certificate, reason="Because.")
    own = issue(actor=None, completion=make_completion(keeper))
    with pytest.raises(NotAllowedError):
        revoke(actor=keeper, certificate=own, reason="Because.")
    assert signed_in(keeper).post(f"/record/certificates/{own.code}/revoke/", {"reason": "x"}).status_code == 403
    with pytest.raises(ReasonMissingError):
        revoke(actor=keeper, certificate=certificate, reason=" \n ")


def unplaced(holder) -> Certificate:
    """Issued for no organisation, as to somebody who had left by then."""
    return issue(actor=None, completion=make_completion(holder))


def test_certificate_of_a_leaver_is_revoked_by_coordinators_of_where_they_were(team):
    leaver, keeper, stranger = make_person(), make_person("Catrin"), make_person("Mairead")
    join(leaver, team, ends_on=datetime.date(2021, 1, 1))
    join(keeper, role=Role.COORDINATOR, organisation=team.organisation)
    join(stranger, role=Role.COORDINATOR, organisation=make_team().organisation)
    certificate = unplaced(leaver)
    assert certificate.organisation is None
    page = f"/record/certificates/{certificate.code}/revoke/"
    assert signed_in(stranger).get(page).status_code == 404
    assert certificate.serial in signed_in(keeper).get("/record/issued/").content.decode()
    assert signed_in(keeper).post(page, {"reason": "Issued by mistake."}).status_code == 302
    assert Certificate.objects.get(pk=certificate.pk).state == "revoked"


def test_certificate_of_somebody_never_in_an_organisation_is_revoked_by_a_site_administrator_who_reads_no_record(team):
    author, administrator, keeper = make_person(), make_person("Sol"), make_person("Catrin")
    Grant.objects.create(user=author, kind="author", starts_on="2020-01-01")
    Grant.objects.create(user=administrator, kind="site_administrator", starts_on="2020-01-01")
    join(keeper, role=Role.COORDINATOR, organisation=team.organisation)
    certificate = unplaced(author)
    page = f"/record/certificates/{certificate.code}/"
    assert signed_in(keeper).get(f"{page}revoke/").status_code == 404
    assert signed_in(administrator).get(page).status_code == 404
    assert signed_in(administrator).post(f"{page}revoke/", {"reason": "By mistake."}).status_code == 302
    assert Entry.objects.get(action="learning.certificate_revoked").role == "site_administrator"


def test_nobody_revokes_their_own_certificate_without_an_organisation():
    administrator = make_person("Sol")
    Grant.objects.create(user=administrator, kind="site_administrator", starts_on="2020-01-01")
    with pytest.raises(NotAllowedError):
        revoke(actor=administrator, certificate=unplaced(administrator), reason="Mine.")


def test_missing_files_are_made_by_a_command_that_fails_while_any_is_missing(holder, completion, monkeypatch):
    issue(actor=holder, completion=completion)
    monkeypatch.setattr(certificate_files, "render_pdf", _cannot)
    with pytest.raises(CommandError, match="1 files are still missing"):
        call_command("make_missing_files")
    monkeypatch.setattr(certificate_files, "make_signed", lambda document: Signed(b"%PDF-1.7", "a-key"))
    for _time in range(2):
        call_command("make_missing_files")
    assert CertificateFile.objects.count() == 1


def _cannot(document) -> bytes:
    raise render.RenderError


CORRECTED = {"name": "Amara Price", "title_en": "Finding the fit", "title_cy": "", "reason": "Married in May."}


def test_a_correction_is_shown_before_it_is_done_and_can_be_changed(keeper, certificate):
    client, path = signed_in(keeper), f"/record/certificates/{certificate.code}/correct/"
    assert 'value="Amara Oyelaran"' in client.get(path).content.decode()
    page = client.post(path, CORRECTED).content.decode()
    assert "<td>Amara Oyelaran</td><td><strong>Amara Price</strong></td>" in page
    assert Certificate.objects.count() == 1
    assert "Married in May." in client.post(path, CORRECTED | {"back": "1"}).content.decode()
    answer = client.post(path, CORRECTED | {"confirm": "1"})
    new = Certificate.objects.get(state="issued")
    assert answer["Location"] == f"/record/certificates/{new.code}/"
    assert (new.name, new.title_en, new.because) == ("Amara Price", "Finding the fit", "Married in May.")
    page = client.get("/record/issued/").content.decode()
    assert "Replaced by <a" in page
    assert f'{new.code}/">{new.serial}</a>' in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": " "}, "name"), ({"title_en": "Accredited therapist"}, "title_en"), ({"reason": ""}, "reason")],
)
def test_what_is_wrong_with_a_correction_is_said_beside_its_field(keeper, certificate, wrong, field):
    path = f"/record/certificates/{certificate.code}/correct/"
    page = signed_in(keeper).post(path, CORRECTED | wrong | {"confirm": "1"}).content.decode()
    assert f'id="id_{field}_error"' in page
    assert all(text in page for name, text in CORRECTED.items() if name != field)
    assert Certificate.objects.get().state == "issued"


def test_one_revoked_by_mistake_is_issued_again_once(keeper, holder, certificate):
    client, path = signed_in(keeper), f"/record/certificates/{certificate.code}/reissue/"
    assert "Only a revoked certificate" in client.get(path).content.decode()
    revoke(actor=keeper, certificate=certificate, reason="Wrong person.")
    client.post(path, {"reason": "It was the right person."})
    new = Certificate.objects.get(state="issued")
    page = client.post(path, {"reason": "And again."})
    assert page.status_code == 302
    assert Certificate.objects.count() == 2
    page = signed_in(holder).get("/record/").content.decode()
    assert f"Issued in place of {certificate.serial}:</strong> It was the right person." in page
    assert new.serial in page


@pytest.mark.parametrize(
    ("state", "found"),
    [("valid", "AB"), ("expiring", "B"), ("expired", "C"), ("superseded", ""), ("revoked", "D"), ("", "ABCD")],
)
def test_the_register_is_narrowed_by_state(keeper, team, state, found):
    days = {"A": None, "B": 30, "C": -1, "D": None}
    for name, expires in days.items():
        person = make_person(f"Person {name}")
        join(person, team)
        made = issue_for_days(person, expires)
        if name == "D":
            revoke(actor=keeper, certificate=made, reason="Wrong.")
    page = signed_in(keeper).get("/record/issued/", {"state": state}).content.decode()
    assert {name for name in days if f"Person {name}" in page} == set(found)


def issue_for_days(person, expires: int | None) -> Certificate:
    """A certificate that expires in so many days, or never."""
    day = timezone.localdate() + datetime.timedelta(days=expires) if expires is not None else None
    return attended(person, expires_on=day)


def test_an_expired_certificate_leads_its_holder_to_the_module(holder):
    at = timezone.now() - datetime.timedelta(days=800)
    edition = make_edition(repeat_months=12)
    issue(actor=None, completion=make_completion(holder, edition, at=at))
    page = signed_in(holder).get("/record/").content.decode()
    assert "EXPIRED" in page
    assert 'href="/learn/module-0/">Go to the module to refresh it' in page
    issue(actor=None, completion=make_completion(holder, edition))
    assert "Go to the module" not in signed_in(holder).get("/record/").content.decode()
