"""Checks an Open Badges credential without asking anybody: against a file of public keys, or this site's own."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.certificates.badges import BadgeError, names, read
from learning.services.badges import published_jwks


class Command(BaseCommand):
    """`manage.py verify_badge FILE [--keys FILE] [--name NAME] [--json]`; ends with 1 unless all is well."""

    help = "Check a badge's signature offline."

    def add_arguments(self, parser: CommandParser) -> None:
        """The badge, the keys, and whose it should be."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", type=Path, help="a key set as published at /badges/keys.json; else this site's")
        parser.add_argument("--name", help="the name it should be of, as on the certificate")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at it and tell."""
        token = _text(options["file"])
        published = _keys(_text(options["keys"])) if options["keys"] else published_jwks()
        try:
            claims = read(token, published)
        except BadgeError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        found = _found(claims, options["name"])
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            for name, value in found.items():
                self.stdout.write(f"{name}: {value}")
        if found["expired"] or found["name"] is False:
            raise SystemExit(1)


def _found(claims: dict[str, Any], name: str | None) -> dict[str, Any]:
    now = datetime.datetime.now(datetime.UTC).timestamp()
    return {
        "signature": "valid",
        "badge": claims["name"],
        "issuer": claims["issuer"]["name"],
        "valid_from": claims["validFrom"],
        "valid_until": claims.get("validUntil"),
        "expired": "exp" in claims and claims["exp"] < now,
        "name": names(claims, name) if name else None,
        "status_at": claims["id"],
    }


def _keys(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
        return [dict(key) for key in found.get("keys", [found])]
    except (ValueError, AttributeError, TypeError) as error:
        raise CommandError("The keys are no JSON Web Key Set.") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {getattr(error, 'strerror', None) or 'no text'}") from error
