"""The site's own signing keys: a folder with one certificate for each key that ever signed, and the key itself.

`<id>.crt` is public and stays for ever: an X.509 certificate for PDF files and an Ed25519 public key for badges.
`<id>.key` is secret: the two private keys. Ids are moments, and the newest pair signs. Taking an old `.key` away ends
its signing and no signature; taking a `.crt` away ends every signature made with it.
"""

from __future__ import annotations

import datetime
import os
import re
import secrets
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# A signature counts for ever if it was made while its certificate was in date; a key signs for no longer than this.
YEARS = 20
DAY = datetime.timedelta(days=1)
DEVELOPMENT = "Hearth (development only)"
PEM = re.compile(rb"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----\n?", re.DOTALL)
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFolderError(Exception):
    """The folder holds no pair of keys that may sign, or one that is not what it says."""


class Secrets(NamedTuple):
    """The private halves: one for PDF files, one for badges."""

    pdf: EllipticCurvePrivateKey
    badge: Ed25519PrivateKey


@dataclass(frozen=True)
class SigningKey:
    """One pair of keys by its id. `path` is where the secret half lies, if it is still kept."""

    id: str
    certificate: x509.Certificate
    badge_public: Ed25519PublicKey
    path: Path

    @property
    def pem(self) -> str:
        """The certificate, as it is published."""
        from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415

        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as readers of PDF files show it."""
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

        return self.certificate.fingerprint(SHA256()).hex(":").upper()

    @property
    def from_day(self) -> datetime.date:
        """The first day on which it signs."""
        return self.certificate.not_valid_before_utc.date()

    @property
    def until_day(self) -> datetime.date:
        """The last day on which it may sign."""
        return self.certificate.not_valid_after_utc.date()

    @property
    def signs(self) -> bool:
        """The secret half is there, and today lies within the certificate's days."""
        in_date = self.certificate.not_valid_before_utc <= _now() <= self.certificate.not_valid_after_utc
        return in_date and self.path.is_file()

    @property
    def is_for_development(self) -> bool:
        """Was made by itself, for a developer or a test."""
        return DEVELOPMENT in self.certificate.subject.rfc4514_string()


def published(folder: Path) -> tuple[SigningKey, ...]:
    """Every key that ever signed and is still vouched for, the newest first."""
    return _read(folder, folder.stat().st_mtime_ns) if folder.is_dir() else ()


def current(folder: Path) -> SigningKey:
    """The key that signs: the newest one whose secret half is here and in date."""
    for key in published(folder):
        if key.signs:
            return key
    raise KeyFolderError(f"no key in {folder} may sign today")


def secrets_of(key: SigningKey) -> Secrets:
    """The private halves, once they are known to belong to the public ones."""
    found = _secrets(key.path, key.path.stat().st_mtime_ns)
    if found.pdf.public_key() != key.certificate.public_key() or found.badge.public_key() != key.badge_public:
        raise KeyFolderError(f"{key.path.name} does not belong to the certificate of the same name")
    return found


def make(folder: Path, *, name: str, years: int = YEARS) -> SigningKey:
    """Make a new pair, which signs from now on. The secret half is readable by its owner only."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519  # noqa: PLC0415

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Secrets(ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate())
    now = _now()
    key_id = f"{now:%Y-%m-%d-%H%M%S-%f}"
    certificate = _self_issued(made.pdf, name, now, years)
    _write(folder / f"{key_id}.key", 0o600, _private_pem(made))
    key = SigningKey(key_id, certificate, made.badge.public_key(), folder / f"{key_id}.key")
    _write(folder / f"{key_id}.crt", 0o644, key.pem.encode() + _public_pem(key.badge_public))
    return key


def faults(folder: str) -> list[str]:
    """Why the folder must not be used in production; empty if it may."""
    if not folder or not Path(folder).is_dir():
        return ["names no folder"]
    try:
        signs = current(Path(folder))
        secrets_of(signs)
    except (KeyFolderError, OSError, ValueError) as error:
        return [str(error)]
    found = []
    if any(path.stat().st_mode & OTHERS for path in Path(folder).glob("*.key")):
        found.append("has a .key file that others may read: chmod 600")
    if signs.is_for_development:
        found.append("has a development key: manage.py make_signing_key")
    return found


@lru_cache(maxsize=8)
def _read(folder: Path, _changed: int) -> tuple[SigningKey, ...]:
    return tuple(_public(path) for path in sorted(folder.glob("*.crt"), reverse=True))


def _public(path: Path) -> SigningKey:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    blocks = _blocks(path)
    if [kind for kind, _block in blocks] != ["CERTIFICATE", "PUBLIC KEY"]:
        raise KeyFolderError(f"{path.name} is no certificate followed by a public key")
    public = load_pem_public_key(blocks[1][1])
    certificate = x509.load_pem_x509_certificate(blocks[0][1])
    return SigningKey(path.stem, certificate, cast("Ed25519PublicKey", public), path.with_suffix(".key"))


@lru_cache(maxsize=8)
def _secrets(path: Path, _changed: int) -> Secrets:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    blocks = _blocks(path)
    if [kind for kind, _block in blocks] != ["PRIVATE KEY"] * 2:
        raise KeyFolderError(f"{path.name} does not hold two private keys")
    pdf, badge = (load_pem_private_key(block, password=None) for _kind, block in blocks)
    return Secrets(cast("EllipticCurvePrivateKey", pdf), cast("Ed25519PrivateKey", badge))


def _blocks(path: Path) -> list[tuple[str, bytes]]:
    return [(found[1].decode(), found[0]) for found in PEM.finditer(path.read_bytes())]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _self_issued(key: EllipticCurvePrivateKey, name: str, now: datetime.datetime, years: int) -> x509.Certificate:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415

    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    public = key.public_key()
    usage = dict.fromkeys(
        (
            *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
            *("encipher_only", "decipher_only"),
        ),
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + years * 365 * DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, SHA256())
    )


def _private_pem(made: Secrets) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415

    return b"".join(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) for key in made)


def _public_pem(public: Ed25519PublicKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _write(path: Path, mode: int, content: bytes) -> None:
    """All of it or nothing, under its own name only when it is whole."""
    half = path.with_suffix(f".{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    half.replace(path)
