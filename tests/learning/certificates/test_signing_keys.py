"""Keys: made by a command, kept from others, the newest signs, and older ones stay valid."""

import datetime
import os

import pytest
from django.core.management import CommandError, call_command

from learning.certificates import keys, sign


def test_a_new_key_signs_from_then_on_and_the_older_one_stays_published(tmp_path, capsys):
    first = keys.make(tmp_path, name="Hearth")
    assert keys.current(tmp_path).id == first.id
    call_command("make_signing_key", name="Hearth, Northmoor", to=str(tmp_path))
    told = capsys.readouterr().out
    second, kept = keys.published(tmp_path)
    assert keys.current(tmp_path) == second
    assert kept == first
    assert second.id in told
    assert second.fingerprint in told
    assert second.certificate.subject.rfc4514_string() == "CN=Hearth\\, Northmoor"


def test_the_secret_half_is_for_its_owner_only(tmp_path):
    key = keys.make(tmp_path / "signing", name="Hearth")
    assert key.path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "signing").stat().st_mode & 0o777 == 0o700
    assert b"PRIVATE" not in key.path.with_suffix(".crt").read_bytes()


def test_a_key_whose_secret_half_is_gone_no_longer_signs_and_stays_published(tmp_path):
    first = keys.make(tmp_path, name="Hearth")
    second = keys.make(tmp_path, name="Hearth")
    second.path.unlink()
    assert keys.current(tmp_path).id == first.id
    assert [key.id for key in keys.published(tmp_path)] == [second.id, first.id]


def test_a_key_signs_for_its_years_and_no_longer(tmp_path, monkeypatch):
    key = keys.make(tmp_path, name="Hearth", years=1)
    assert key.until_day - key.from_day == datetime.timedelta(days=365)
    monkeypatch.setattr(keys, "_now", lambda: key.certificate.not_valid_after_utc + datetime.timedelta(seconds=1))
    with pytest.raises(keys.KeyFolderError):
        keys.current(tmp_path)
    assert "no key" in " ".join(keys.faults(str(tmp_path)))


@pytest.mark.parametrize("name", ["", "x" * 65])
def test_a_name_that_does_not_fit_a_certificate_is_refused(tmp_path, name):
    with pytest.raises(CommandError, match="64 characters"):
        call_command("make_signing_key", name=name, to=str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_production_is_told_what_is_wrong_with_its_keys(tmp_path):
    def fault():
        return " ".join(keys.faults(str(tmp_path)))

    assert keys.faults("") == keys.faults(str(tmp_path / "nowhere")) == ["names no folder"]
    assert "no key" in fault()
    keys.make(tmp_path, name=keys.DEVELOPMENT)
    assert "development key" in fault()
    other, key = keys.make(tmp_path, name="Hearth"), keys.make(tmp_path, name="Hearth")
    assert not fault()
    key.path.chmod(0o640)
    assert "others may read" in fault()
    key.path.chmod(0o600)
    whole = key.path.read_bytes()
    key.path.write_bytes(other.path.read_bytes())
    os.utime(key.path, ns=(1, 1))
    assert "does not belong" in fault()
    key.path.write_bytes(b"nothing")
    assert "two private keys" in fault()
    key.path.write_bytes(whole)
    key.path.with_suffix(".crt").write_bytes(b"nothing")
    (tmp_path / "touch").touch()
    assert "no certificate" in fault()


def test_only_developers_and_tests_get_a_key_by_itself(tmp_path, settings):
    settings.HEARTH_SIGNING_KEYS = str(tmp_path / "own")
    assert sign.current_key().is_for_development
    assert sign.current_key().id == sign.current_key().id
    settings.HEARTH_SIGNING_KEYS, settings.HEARTH_MAKE_SIGNING_KEY = str(tmp_path / "none"), False
    with pytest.raises(sign.SigningError):
        sign.sign_pdf(b"%PDF-1.7", reason="", location="")
    assert not (tmp_path / "none").exists()
