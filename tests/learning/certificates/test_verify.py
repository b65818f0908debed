"""The public page and its JSON: five answers, little of the person, no cookie, no hints, no hurry."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from learning.certificates.codes import grouped, new_code
from learning.models import Certificate
from learning.services.certificates import issue, revoke
from learning.views import verify as views
from people.roles import Role
from tests.learning.certificates.conftest import join, make_completion, make_edition, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def certificate(holder, completion) -> Certificate:
    return issue(actor=holder, completion=completion)


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_stranger_reads_valid_with_a_masked_name(stranger, certificate):
    answer = stranger.get(f"/v/{certificate.code}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "VALID" in page
    assert "A•••• O•••••••" in page
    assert "Northmoor Borough Council" in page
    assert grouped(certificate.code) in page
    assert certificate.title_en in page
    for private in ("Amara", "Oyelaran", certificate.holder.email, certificate.serial, "Northmoor East"):
        assert private not in page
    assert not re.search(r"\b92\b", page), "the score"


def test_no_cookie_is_set_and_nothing_may_be_kept_or_indexed(stranger, certificate):
    for path in (f"/v/{certificate.code}/", f"/v/{certificate.code}.json", f"/v/{new_code()}/", "/v/", "/cy/v/"):
        answer = stranger.get(path)
        assert not answer.cookies, path
        assert "Set-Cookie" not in answer, path
        assert "noindex" in answer["X-Robots-Tag"], path
        assert "no-cache" in answer["Cache-Control"], path
    answer = stranger.post(f"/v/{certificate.code}/", {"name": "x"})
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_no_session_is_read_and_one_look_up_is_made(stranger, certificate, django_assert_max_num_queries):
    stranger.get("/v/")
    with django_assert_max_num_queries(2) as queries:
        stranger.get(f"/v/{certificate.code}/")
    assert not [query for query in queries.captured_queries if "session" in query["sql"]]


def test_a_code_is_understood_as_people_type_it(stranger, certificate):
    typed = grouped(certificate.code, " ").lower().replace("0", "o")
    assert stranger.get(f"/v/{typed}/").status_code == 200
    answer = stranger.get("/v/", {"code": typed})
    assert answer["Location"] == f"/v/{certificate.code}/"


@pytest.mark.parametrize("typed", ["", "abc", "!!!", "x" * 300])
def test_what_is_no_code_is_said_beside_the_field(stranger, typed):
    answer = stranger.get("/v/", {"code": typed})
    assert answer.status_code == 200
    assert 'id="id_code_error"' in answer.content.decode()
    assert not typed or typed[:200] in answer.content.decode()


def test_expired_superseded_and_revoked_say_so(stranger, holder):
    def status(certificate):
        answer = stranger.get(f"/v/{certificate.code}.json")
        assert answer.status_code == 200
        assert f"<strong>{answer.json()['status']}</strong>" in stranger.get(f"/v/{certificate.code}/").content.decode()
        return answer.json()["status"]

    at = timezone.now() - datetime.timedelta(days=800)
    old = issue(actor=holder, completion=make_completion(holder, make_edition(repeat_months=12), at=at))
    assert status(old) == "EXPIRED"
    replaced = issue(actor=holder, completion=make_completion(holder))
    Certificate.objects.filter(pk=replaced.pk).update(state="superseded")
    assert status(replaced) == "SUPERSEDED"
    current = issue(actor=holder, completion=make_completion(holder))
    assert status(current) == "VALID"
    keeper = make_person("Catrin Llewelyn-Ames")
    join(keeper, organisation=current.organisation, role=Role.COORDINATOR)
    revoke(actor=keeper, certificate=current, reason="Issued twice by mistake.")
    assert status(current) == "REVOKED"
    assert "by mistake" not in stranger.get(f"/v/{current.code}/").content.decode()


def test_an_unknown_code_gets_the_same_page_with_404(stranger, certificate):
    known = stranger.get(f"/v/{certificate.code}/").content.decode()
    for code in (new_code(), "nonsense", certificate.code[:-1], "%00", "a" * 900):
        answer = stranger.get(f"/v/{code}/")
        assert answer.status_code == 404, code
        page = answer.content.decode()
        assert "UNKNOWN" in page
        assert page.count("<dt>") == known.count("<dt>")
    answer = stranger.get(f"/v/{new_code()}.json")
    assert answer.status_code == 404
    assert answer.json()["status"] == "UNKNOWN"
    assert answer.json().keys() == stranger.get(f"/v/{certificate.code}.json").json().keys()


def test_the_json_has_the_documented_fields_and_no_more(stranger, certificate):
    assert stranger.get(f"/v/{certificate.code}.json").json() == {
        "status": "VALID",
        "code": grouped(certificate.code),
        "name": "A•••• O•••••••",
        "module_code": "M2",
        "title": "The analytic process and finding the fit",
        "title_cy": None,
        "edition": 3,
        "completed_on": certificate.completed_on.isoformat(),
        "issued_on": timezone.localdate().isoformat(),
        "expires_on": None,
        "issuer": "Northmoor Borough Council",
    }


def test_the_holder_may_show_the_full_name(stranger, holder, certificate):
    holder.show_full_name = True
    holder.save()
    assert stranger.get(f"/v/{certificate.code}.json").json()["name"] == "Amara Oyelaran"


def test_a_name_is_answered_with_yes_or_no_without_a_token(stranger, certificate):
    def answer(name):
        return stranger.post(f"/v/{certificate.code}/", {"name": name}).content.decode()

    assert "The name you typed is the name on this certificate." in answer("ámara OYELARAN")
    wrong = answer("Amara Oyelarin")
    assert "The name you typed is not the name" in wrong
    assert "Amara Oyelarin" in wrong
    assert "Type the whole name" in answer("")


def test_an_unknown_code_answers_no_to_every_name(stranger):
    answer = stranger.post(f"/v/{new_code()}/", {"name": "Amara Oyelaran"})
    assert answer.status_code == 404
    assert "is not the name on a certificate with this code" in answer.content.decode()


def test_names_for_one_code_are_limited(stranger, certificate):
    statuses = [stranger.post(f"/v/{certificate.code}/", {"name": "x"}).status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    assert stranger.get(f"/v/{certificate.code}/").status_code == 200


def test_look_ups_are_limited_with_a_page_in_the_same_look(stranger, certificate, monkeypatch):
    monkeypatch.setattr(views, "LOOKUPS", (3, 60))
    statuses = [stranger.get(f"/v/{new_code()}/").status_code for _ in range(4)]
    assert statuses == [404, 404, 404, 429]
    answer = stranger.get(f"/v/{certificate.code}/")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "<h1>" in answer.content.decode()
    assert stranger.get(f"/v/{certificate.code}.json").status_code == 429
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.get(f"/v/{certificate.code}/").status_code == 200


def test_guessing_finds_nothing(certificate):
    found = Certificate.objects.filter(code__in=[new_code() for _ in range(500)])
    assert not found.exists()


@pytest.mark.assurance
def test_ten_thousand_guesses_find_nothing(stranger, certificate, monkeypatch):
    monkeypatch.setattr(views, "LOOKUPS", (10**9, 60))
    assert not [1 for _ in range(10_000) if stranger.get(f"/v/{new_code()}.json").status_code != 404]


def test_the_page_exists_in_welsh(stranger, certificate):
    answer = stranger.get(f"/cy/v/{certificate.code}/")
    assert answer.status_code == 200
    assert '<html lang="cy"' in answer.content.decode()
