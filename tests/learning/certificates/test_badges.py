"""Badges: what a certificate says, signed, naming nobody, and checked without asking this site."""

import base64
import datetime
import hashlib
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from learning.certificates import badges, keys, sign
from learning.models import Certificate
from learning.services.badges import badge_of, published_jwks
from learning.services.certificates import issue
from tests.learning.certificates.conftest import make_completion, make_edition, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(holder, completion) -> Certificate:
    return issue(actor=holder, completion=completion)


def part(token: str, number: int) -> dict:
    text = token.split(".")[number]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def with_claims(token: str, **changes) -> str:
    header, _payload, signature = token.split(".")
    payload = base64.urlsafe_b64encode(json.dumps({**part(token, 1), **changes}).encode()).rstrip(b"=").decode()
    return f"{header}.{payload}.{signature}"


def test_it_is_an_open_badges_credential_as_the_specification_has_it(certificate):
    token = badge_of(certificate)
    header, claims = part(token, 0), part(token, 1)
    key = sign.current_key()
    assert header == {"alg": "EdDSA", "kid": f"http://localhost:8000/badges/keys/{key.id}.json", "typ": "JWT"}
    assert claims["@context"] == badges.CONTEXTS
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["issuer"]["name"] == "Northmoor Borough Council"
    assert claims["jti"] == claims["id"] == f"http://localhost:8000/v/{certificate.code}/"
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert datetime.datetime.fromisoformat(claims["validFrom"]).timestamp() == claims["nbf"]
    achievement = claims["credentialSubject"]["achievement"]
    assert achievement["name"] == certificate.title_en
    assert {"id", "type", "name", "description", "criteria"} <= achievement.keys()
    assert claims["evidence"][0]["id"] == claims["id"]
    assert claims["credentialStatus"]["id"] == f"http://localhost:8000/v/{certificate.code}.json"


def test_it_holds_neither_name_nor_address_of_its_holder_and_two_do_not_tell_they_are_of_one(holder, certificate):
    other = issue(actor=holder, completion=make_completion(holder))
    first, second = part(badge_of(certificate), 1), part(badge_of(other), 1)
    for private in ("Amara", "Oyelaran", holder.email, certificate.serial, "Northmoor East", '"score"'):
        assert private not in json.dumps(first)
    assert first["sub"] != second["sub"]
    identity, another = (claims["credentialSubject"]["identifier"][0] for claims in (first, second))
    assert identity["identityHash"] != another["identityHash"]
    assert (
        identity["identityHash"] == "sha256$" + hashlib.sha256(f"Amara Oyelaran{identity['salt']}".encode()).hexdigest()
    )


def test_one_that_runs_out_says_when(holder):
    old = issue(actor=holder, completion=make_completion(holder, make_edition(repeat_months=12)))
    claims = part(badge_of(old), 1)
    assert claims["validUntil"].startswith(old.expires_on.isoformat())
    assert datetime.datetime.fromisoformat(claims["validUntil"]).timestamp() == claims["exp"]
    assert "exp" not in part(badge_of(issue(actor=holder, completion=make_completion(holder))), 1)


def test_made_again_it_is_the_same(certificate):
    assert badge_of(certificate) == badge_of(Certificate.objects.get(pk=certificate.pk))


def test_its_signature_is_checked_with_the_published_keys_alone(certificate):
    token = badge_of(certificate)
    published = Client().get("/badges/keys.json").json()["keys"]
    assert badges.read(token, published) == part(token, 1)
    assert all("d" not in key for key in published)
    assert Client().get(part(token, 0)["kid"].removeprefix("http://localhost:8000")).json() in published
    profile = Client().get(part(token, 1)["iss"].removeprefix("http://localhost:8000")).json()
    assert profile["id"] == part(token, 1)["iss"]
    assert profile["name"] == "Northmoor Borough Council"


def test_a_changed_one_or_one_of_another_key_is_refused(certificate, tmp_path):
    token, published = badge_of(certificate), published_jwks()
    other = [badges.public_jwk("http://localhost:8000", keys.make(tmp_path, name="Hearth"))]
    header, payload, signature = token.split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    for changed in (
        with_claims(token, name="Consultant"),
        with_claims(token, exp=99999999999),
        f"{header}.{payload}.{signature[:-4]}AAAA",
        f"{none}.{payload}.",
        "nonsense",
        "",
        "a.b.c",
    ):
        with pytest.raises(badges.BadgeError):
            badges.read(changed, published)
    with pytest.raises(badges.BadgeError):
        badges.read(token, other)
    with pytest.raises(badges.BadgeError, match="too large"):
        badges.read("x" * 100_000, published)


def test_one_that_contradicts_itself_is_refused_though_signed(certificate):
    key = sign.current_key()
    claims = part(badge_of(certificate), 1)
    for change in ({"iss": "https://elsewhere.example"}, {"sub": "urn:x"}, {"jti": "x"}, {"nbf": 1}, {"exp": 1}):
        token = badges.sign({**claims, **change}, "http://localhost:8000", key, keys.secrets_of(key))
        with pytest.raises(badges.BadgeError, match="contradicts itself"):
            badges.read(token, published_jwks())


def test_a_badge_of_an_older_key_is_checked_after_the_key_was_changed(certificate, tmp_path, settings):
    settings.HEARTH_SIGNING_KEYS = str(tmp_path)
    old = keys.make(tmp_path, name="Hearth")
    before = badge_of(certificate)
    keys.make(tmp_path, name="Hearth")
    old.path.unlink()
    after = badge_of(certificate)
    assert before != after
    for token in (before, after):
        assert badges.read(token, published_jwks())["jti"].endswith(f"{certificate.code}/")


def test_only_its_holder_downloads_it(holder, certificate):
    stranger, other, own = Client(), Client(), Client()
    other.force_login(make_person("Tom Ashdown"))
    own.force_login(holder)
    address = f"/record/certificates/{certificate.code}.jwt"
    assert stranger.get(address).status_code == 302
    assert other.get(address).status_code == 404
    answer = own.get(address)
    assert answer.content.decode() == badge_of(certificate)
    assert answer["Content-Disposition"] == f'attachment; filename="{certificate.serial}.jwt"'
    assert address in own.get(f"/record/certificates/{certificate.code}/").content.decode()


def run(*options) -> tuple[int, dict]:
    out = io.StringIO()
    try:
        call_command("verify_badge", *options, "--json", stdout=out)
    except SystemExit as end:
        return int(end.code), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_the_command_checks_a_saved_badge_against_saved_keys(certificate, tmp_path):
    badge, saved = tmp_path / "badge.jwt", tmp_path / "keys.json"
    badge.write_text(badge_of(certificate))
    saved.write_text(json.dumps({"keys": published_jwks()}))
    code, found = run(str(badge), "--keys", str(saved), "--name", "Amara Oyelaran")
    assert (code, found["signature"], found["name"], found["expired"]) == (0, "valid", True, False)
    code, found = run(str(badge), "--name", "Amara Oyelarin")
    assert (code, found["name"]) == (1, False)
    badge.write_text(with_claims(badge_of(certificate), name="Consultant"))
    with pytest.raises(CommandError, match="no published key"):
        run(str(badge), "--keys", str(saved))
    saved.write_text("[]")
    with pytest.raises(CommandError, match="Key Set"):
        run(str(badge), "--keys", str(saved))
