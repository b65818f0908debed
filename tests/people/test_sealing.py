"""Second-factor secrets at rest: a copy of the database is nobody's second factor."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection

from people.sealing import SealBroken, seal, unseal

pytestmark = pytest.mark.django_db


def stored():
    """Everything in the table, as it lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return " ".join(row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor.fetchall())


def test_database_holds_no_app_secret_and_no_recovery_seed(world, monkeypatch):
    seed = "0123456789abcdef0123456789abcdef01234567"
    monkeypatch.setattr(RecoveryCodes, "generate_seed", lambda: seed)
    secret = generate_totp_secret()
    TOTP.activate(world.therapist, secret)
    codes = RecoveryCodes.activate(world.therapist).get_unused_codes()
    text = stored()
    assert "secret" in text
    assert "seed" in text
    assert secret not in text
    assert seed not in text
    assert not any(code in text for code in codes)


def test_sealed_secret_still_checks_codes(world):
    codes = RecoveryCodes.activate(world.therapist).get_unused_codes()
    again = Authenticator.objects.get(user=world.therapist).wrap()
    assert again.get_unused_codes() == codes
    assert len(codes) == 10


def test_new_key_in_front_still_opens_what_the_old_one_sealed(settings):
    old = seal("word")
    settings.HEARTH_FIELD_KEYS = ["a new key", *settings.HEARTH_FIELD_KEYS]
    assert unseal(old) == "word"
    new = seal("word")
    settings.HEARTH_FIELD_KEYS = ["a new key"]
    assert unseal(new) == "word"
    with pytest.raises(SealBroken):
        unseal(old)


def test_changed_text_is_noticed():
    sealed = seal("word")
    with pytest.raises(SealBroken):
        unseal(sealed[:-6] + ("AAAA==" if sealed[-6:] != "AAAA==" else "BBBB=="))
