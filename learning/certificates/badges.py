"""A certificate as an Open Badges 3.0 credential: a JSON Web Token (VC-JWT), signed with Ed25519.

It says what the certificate says and names nobody: its holder is an opaque address and a salted hash of the printed
name, with which somebody who knows the name can confirm it. Whether it still holds, only its checking page says.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import unicodedata
import uuid
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

if TYPE_CHECKING:
    from learning.certificates.document import Document
    from learning.certificates.keys import Secrets, SigningKey

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
TYPES = ["VerifiableCredential", "OpenBadgeCredential"]
# Programs that check badges know this name; the newer one, Ed25519, means the same.
ALGORITHM = "EdDSA"
warnings.filterwarnings("ignore", message="EdDSA is deprecated")
MOST_BYTES = 64 * 1024


class BadgeError(Exception):
    """It is no badge, or not one that these keys signed."""


@dataclass(frozen=True)
class Issuer:
    """Who issues: a stable public address, and the name there."""

    url: str
    name: str


def key_url(address: str, key: SigningKey) -> str:
    """Where the public key is published: the `kid` of every badge it signs."""
    return f"{address}/badges/keys/{key.id}.json"


def public_jwk(address: str, key: SigningKey) -> dict[str, Any]:
    """The key as it is published."""
    found = OKPKey.import_key(key.badge_public).as_dict(private=False)
    return {**found, "kid": key_url(address, key), "use": "sig", "alg": ALGORITHM}


def credential(document: Document, issuer: Issuer, issued_at: datetime.datetime) -> dict[str, Any]:
    """The claims: the credential itself, and beside it what a token repeats."""
    begins = issued_at.astimezone(datetime.UTC).replace(microsecond=0)
    subject = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, document.verify_url + '#holder')}"
    claims: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": document.verify_url,
        "type": TYPES,
        "name": document.title(document.language),
        "issuer": {"id": issuer.url, "type": ["Profile"], "name": issuer.name, "url": document.address},
        "validFrom": _stamp(begins),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [_identity(document)],
            "achievement": _achievement(document),
        },
        "evidence": [{"id": document.verify_url, "type": ["Evidence"], "name": document.said["verify"]}],
        "credentialStatus": {
            "id": f"{document.address}/v/{document.code}.json",
            "type": f"{document.address}/v/keys/#badges",
        },
        "iss": issuer.url,
        "jti": document.verify_url,
        "sub": subject,
        "nbf": int(begins.timestamp()),
    }
    if document.expires_on:
        # Good up to and on the last day, wherever the reader is.
        ends = datetime.datetime.combine(document.expires_on, datetime.time(23, 59, 59), datetime.UTC)
        claims |= {"validUntil": _stamp(ends), "exp": int(ends.timestamp())}
    return claims


def sign(claims: dict[str, Any], address: str, key: SigningKey, secret: Secrets) -> str:
    """The token, as it stands in a file."""
    header = {"alg": ALGORITHM, "kid": key_url(address, key), "typ": "JWT"}
    payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, payload, OKPKey.import_key(secret.badge), algorithms=[ALGORITHM])


def read(token: str, published: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The claims of a badge that one of the published keys signed, and that says the same thing everywhere."""
    if len(token) > MOST_BYTES:
        raise BadgeError("too large for a badge")
    for jwk in published:
        try:
            claims = json.loads(
                jws.deserialize_compact(token.strip(), OKPKey.import_key(jwk), algorithms=[ALGORITHM]).payload
            )
        except (JoseError, ValueError, KeyError):
            continue
        if not isinstance(claims, dict) or not _is_consistent(claims):
            raise BadgeError("signed, but it contradicts itself")
        return claims
    raise BadgeError("no published key signed this")


def names(claims: dict[str, Any], name: str) -> bool:
    """Whether the badge is of the person with this name, written as on the certificate."""
    try:
        identity = claims["credentialSubject"]["identifier"][0]
        return bool(identity["identityHash"] == _hash(name, identity["salt"]))
    except (KeyError, IndexError, TypeError):
        return False


def _is_consistent(claims: dict[str, Any]) -> bool:
    """What the token repeats equals what the credential says (Open Badges 3.0, 8.2.6)."""
    try:
        return bool(
            claims["type"] == TYPES
            and claims["iss"] == claims["issuer"]["id"]
            and claims["jti"] == claims["id"]
            and claims["sub"] == claims["credentialSubject"]["id"]
            and _stamp(datetime.datetime.fromtimestamp(claims["nbf"], datetime.UTC)) == claims["validFrom"]
            and ("exp" in claims) == ("validUntil" in claims)
            and (
                "exp" not in claims
                or _stamp(datetime.datetime.fromtimestamp(claims["exp"], datetime.UTC)) == claims["validUntil"]
            )
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return False


def _achievement(document: Document) -> dict[str, Any]:
    what = f"{document.address}/achievements/{document.module_code}/{document.edition_number or ''}"
    outcomes = " ".join(f"{outcome.rstrip('.')}." for outcome in document.outcomes)
    return {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, what)}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "humanCode": document.module_code,
        "inLanguage": document.language,
        "name": document.title(document.language),
        "description": outcomes or document.said["disclaimer"],
        "criteria": {"narrative": f"{document.said['kind']}: {document.what}. {document.said['disclaimer']}"},
    }


def _identity(document: Document) -> dict[str, Any]:
    salt = hashlib.sha256(f"salt of {document.code}".encode()).hexdigest()[:32]
    return {
        "type": "IdentityObject",
        "identityType": "name",
        "hashed": True,
        "identityHash": _hash(document.name, salt),
        "salt": salt,
    }


def _hash(name: str, salt: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    return "sha256$" + hashlib.sha256((plain + salt).encode()).hexdigest()


def _stamp(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
