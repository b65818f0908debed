"""Single sign-on: off unless named; on, it lets in only people who were invited, by an address the provider verified."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from people.models import User

pytestmark = pytest.mark.django_db
CLIENT_ID = "hearth-client"


class Provider(ThreadingHTTPServer):
    """A provider with discovery, keys, token and user information, answering for one person at a time."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.claims = {}
        self.nonce = None

    def id_token(self):
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 60} | self.claims
        if self.nonce:
            claims["nonce"] = self.nonce
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})

    def keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]}


class Handler(BaseHTTPRequestHandler):
    """Answers in JSON."""

    def do_GET(self):
        provider = self.server
        if self.path.endswith("/openid-configuration"):
            self.answer(
                {
                    "issuer": provider.address,
                    "authorization_endpoint": f"{provider.address}/authorize",
                    "token_endpoint": f"{provider.address}/token",
                    "userinfo_endpoint": f"{provider.address}/userinfo",
                    "jwks_uri": f"{provider.address}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif self.path == "/keys":
            self.answer(provider.keys())
        else:
            self.answer(provider.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer({"access_token": "token", "token_type": "Bearer", "id_token": self.server.id_token()})

    def answer(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": "Northmoor sign-in",
                    "client_id": CLIENT_ID,
                    "secret": "hush",
                    "settings": {"server_url": server.address},
                }
            ],
        }
    }
    yield server
    server.shutdown()
    server.server_close()


def sign_in(provider, email, *, verified=True, subject="subject-1", client=None):
    """Go through the provider as the person; the client afterwards and the last answer."""
    client = client or Client()
    provider.claims = {"sub": subject, "email": email, "email_verified": verified, "name": "From Provider"}
    begin = client.post(reverse("openid_connect_login", args=["organisation"]))
    assert begin.status_code == 302, begin.content
    asked = parse_qs(urlsplit(begin["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    provider.nonce = asked.get("nonce", [None])[0]
    back = reverse("openid_connect_callback", args=["organisation"])
    return client, client.get(back, {"code": "code", "state": asked["state"][0]})


def test_off_by_default_there_is_no_button_and_no_way(client):
    page = client.get(reverse("account_login")).content.decode()
    assert "oidc" not in page
    for name in ("login", "callback"):
        path = f"/accounts/oidc/organisation/{'login/' if name == 'login' else 'login/callback/'}"
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
    assert client.get("/accounts/3rdparty/signup/").status_code == 404
    assert client.get("/accounts/3rdparty/").status_code == 404


def test_on_the_sign_in_page_shows_its_button(provider, client):
    assert "Northmoor sign-in" in client.get(reverse("account_login")).content.decode()


def test_invited_person_signs_in_by_verified_address(provider, world):
    client, _answer = sign_in(provider, "Therapist@hearth.example")
    assert client.session[SESSION_KEY] == str(world.therapist.pk)
    again, _answer = sign_in(provider, "therapist@hearth.example")
    assert again.session[SESSION_KEY] == str(world.therapist.pk)


def test_unverified_address_is_refused(provider, world):
    client, answer = sign_in(provider, world.therapist.email, verified=False)
    assert SESSION_KEY not in client.session
    assert answer.status_code == 403


def test_stranger_is_refused_and_no_account_is_made(provider, world):
    before = User.objects.count()
    client, answer = sign_in(provider, "stranger@elsewhere.example")
    assert answer.status_code == 403
    assert "need an invitation" in answer.content.decode()
    assert SESSION_KEY not in client.session
    assert User.objects.count() == before


def test_closed_account_is_refused(provider, world):
    client, _answer = sign_in(provider, world.deactivated.email)
    assert SESSION_KEY not in client.session


def test_known_subject_whose_account_was_closed_is_refused(provider, world):
    sign_in(provider, world.therapist.email)
    User.objects.filter(pk=world.therapist.pk).update(is_active=False)
    client, _answer = sign_in(provider, world.therapist.email)
    assert SESSION_KEY not in client.session


def test_second_factor_is_asked_for_all_the_same(provider, world):
    TOTP.activate(world.therapist, generate_totp_secret())
    client, answer = sign_in(provider, world.therapist.email)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert SESSION_KEY not in client.session


def test_answer_with_a_made_up_state_is_refused(provider, world):
    provider.claims = {"sub": "subject-1", "email": world.therapist.email, "email_verified": True}
    client = Client()
    client.get(reverse("openid_connect_callback", args=["organisation"]), {"code": "code", "state": "made-up"})
    assert SESSION_KEY not in client.session


def test_token_for_somebody_else_is_refused(provider, world):
    provider_claims = {"aud": "another-client"}
    client = Client()
    original = provider.id_token
    provider.id_token = lambda: (provider.claims.update(provider_claims), original())[1]
    client, _answer = sign_in(provider, world.therapist.email, client=client)
    assert SESSION_KEY not in client.session
