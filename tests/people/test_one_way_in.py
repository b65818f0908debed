"""There is exactly one way to sign in, and it leads nowhere but here."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

SAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1"}
ALLOWED = {"/accounts/login/", "/cy/accounts/login/"}
HOSTILE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "http:evil.example",
    "http:/evil.example",
    "http:///evil.example",
    "https:evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "ftp://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example#testserver",
    "https://evil.example?testserver",
    "https://evil.example\\@testserver/",
    "//evil.example\\@testserver",
    "https://[::1]/",
    "https://0x7f000001/",
    "https://localhost.evil.example",
    "http://localhost/",
    "http://127.0.0.1:8000/admin/",
    "//%65vil.example",
    "%2f%2fevil.example",
    "\u2044\u2044evil.example",
    "//evil\u3002example",
    "https://xn--evl-hma.example/",
    "\x00//evil.example",
    "file:///etc/passwd",
]


def addresses(patterns=None, prefix="/"):
    """A sample of every address the resolver knows."""
    for part in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + sample(str(part.pattern))
        if isinstance(part, URLResolver):
            yield from addresses(part.url_patterns, route)
        elif isinstance(part, URLPattern):
            yield re.sub(r"/+", "/", route)


def sample(route):
    """A concrete piece of address for a route or a regular expression."""
    route = re.sub(r"<(\w+):\w+>", lambda match: SAMPLES.get(match[1], "sample"), route)
    route = re.sub(r"<\w+>", "sample", route)
    route = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)", "sample", route)
    route = re.sub(r"\(\?:users\|groups\)", "users", route)
    route = route.replace(".*", "").replace("\\Z", "").replace("\\", "")
    return re.sub(r"[\^$?*+()|\[\]]", "", route)


@pytest.fixture
def person():
    user = UserFactory(email="sam@hearth.example", name="Sam Tester")
    MembershipFactory(user=user, team=None, role="coordinator")
    return user


def credentials(user):
    return {
        "login": user.email,
        "username": user.email,
        "email": user.email,
        "password": PASSWORD,
        "password1": PASSWORD,
        "password2": PASSWORD,
        "next": "/",
    }


def test_no_address_but_the_one_makes_a_session(person, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    tried = sorted({*addresses(), "/django-admin/login/", "/cy/_util/login/", "/admin/login/", "/cy/accounts/signup/"})
    assert len(tried) > 150
    let_in = set()
    for address in tried:
        client = Client(raise_request_exception=False)
        client.post(address, credentials(person))
        if "_auth_user_id" in client.session:
            let_in.add(address)
    assert let_in <= ALLOWED
    assert "/accounts/login/" in let_in


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/", "/cy/_util/login/"])
def test_wagtails_doors_lead_to_the_one_way_and_keep_where_to(client, path):
    for answer in (
        client.get(path + "?next=/admin/pages/"),
        client.post(path + "?next=/admin/pages/", {"password": "x"}),
    ):
        assert answer.status_code == 302
        assert answer["Location"].endswith("/accounts/login/?next=%2Fadmin%2Fpages%2F")


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/password_reset/confirm/a/b/"])
def test_wagtails_password_reset_leads_to_the_one_page(client, path):
    assert client.get(path)["Location"] == reverse("account_reset_password")


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/users/add/", "/admin/groups/"])
def test_people_are_not_looked_after_in_the_admin(client, path):
    assert client.get(path)["Location"] == "/accounts/login/?next=/team/teams/"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_next_never_leaves_the_host(person, settings, hostile):
    settings.ACCOUNT_RATE_LIMITS = False
    client = Client()
    for path in ("/admin/login/", "/_util/login/"):
        answer = client.get(path, {"next": hostile})
        assert "evil" not in answer["Location"].lower()
        assert answer["Location"].startswith("/accounts/login/")
    login = {"login": person.email, "password": PASSWORD, "next": hostile}
    where = client.post(reverse("account_login"), login)["Location"]
    assert stays_here(where), where
    signed_in = client.get(reverse("account_login"), {"next": hostile})
    assert stays_here(signed_in["Location"])
    assert stays_here(client.post(reverse("account_logout"), {"next": hostile})["Location"])


def stays_here(address):
    """A path of this host: one slash, then no slash or backslash, no control characters."""
    return bool(re.fullmatch(r"/(?![/\\])[^\x00-\x1f\\]*", address))


def test_sign_up_is_closed(client):
    answer = client.post(reverse("account_signup"), {"email": "new@hearth.example", "password1": "quiet violet teapot"})
    assert "_auth_user_id" not in client.session
    from people.models import User

    assert not User.objects.filter(email="new@hearth.example").exists()
    assert answer.status_code == 200


def body(answer):
    """The page without what differs by request."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    page = re.sub(r"(known|unknown|sam)@[a-z.]+", "address", page)
    return re.sub(r'nonce="[^"]+"', "", page)


def test_a_wrong_password_and_an_unknown_address_look_the_same(person):
    known = Client().post(reverse("account_login"), {"login": person.email, "password": "wrong password!"})
    unknown = Client().post(
        reverse("account_login"), {"login": "unknown@hearth.example", "password": "wrong password!"}
    )
    assert known.status_code == unknown.status_code == 200
    assert body(known) == body(unknown)


def test_a_reset_for_an_unknown_address_looks_the_same(person):
    known = Client().post(reverse("account_reset_password"), {"email": person.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "unknown@hearth.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_guessing_is_slowed_down_and_the_right_password_does_not_get_past(person):
    client = Client()
    login = reverse("account_login")
    for _ in range(5):
        client.post(login, {"login": person.email, "password": "wrong password!"})
    answer = client.post(login, {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 429}


def test_closed_account_is_refused_like_a_wrong_password(person):
    person.is_active = False
    person.save()
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_signing_in_makes_a_new_session(person, client):
    client.get(reverse("account_login"))
    session = client.session
    session["marker"] = 1
    session.save()
    before = session.session_key
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_sign_in_and_refusal_are_logged_without_the_address(person):
    from audit.models import Entry

    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": "wrong password!"})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    actions = list(Entry.objects.values_list("action", flat=True))
    assert actions == ["people.sign_in_refused", "people.signed_in"]
    refusal = Entry.objects.first()
    assert person.email not in str(refusal.__dict__)
