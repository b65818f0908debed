"""Badges of certificates, made when they are asked for, and the profiles and keys that are published for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from learning.certificates import badges, keys
from learning.certificates import sign as signing
from learning.certificates.badges import Issuer
from learning.models import Certificate
from learning.services.certificate_files import document_of
from learning.services.certificate_snapshots import ISSUER
from people.models import Organisation


class NoBadgeError(Exception):
    """No key may sign here and now."""


def badge_of(certificate: Certificate) -> str:
    """The certificate as a signed credential. Its words are the certificate's own, so it is the same whenever made."""
    document = document_of(certificate)
    issuer = Issuer(issuer_url(certificate.organisation), certificate.issuer)
    claims = badges.credential(document, issuer, certificate.issued_at)
    try:
        key = signing.current_key()
        secret = keys.secrets_of(key)
    except (keys.KeyFolderError, OSError) as error:
        raise NoBadgeError(str(error)) from error
    return badges.sign(claims, address(), key, secret)


def address() -> str:
    """The site's own, as it stands on certificates."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def issuer_url(organisation: Organisation | None) -> str:
    """Where the issuer's profile is published: the organisation's, or the site's own."""
    place = f"issuers/{organisation.public_id}.json" if organisation else "issuer.json"
    return f"{address()}/badges/{place}"


def profile(organisation: Organisation | None) -> dict[str, Any]:
    """The issuer as programs read it."""
    return {
        "@context": badges.CONTEXTS,
        "id": issuer_url(organisation),
        "type": ["Profile"],
        "name": organisation.name if organisation else ISSUER,
        "url": address(),
        "jwks": f"{address()}/badges/keys.json",
    }


def published_jwks() -> list[dict[str, Any]]:
    """Every public key that ever signed a badge here, the newest first."""
    return [badges.public_jwk(address(), key) for key in keys.published(signing.folder())]
