"""What a holder can do about a certificate that has expired or soon will: where its module is read today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from learning.addresses import learn_address
from learning.models import Certificate, Edition, EditionModule
from learning.querysets import EXPIRES_SOON_DAYS


def next_steps(certificates: Iterable[Certificate], language: str, today: datetime.date) -> dict[int, str]:
    """The module's address by certificate, for those that run out within 60 days or have; two statements at most.

    Only for current certificates that no later one for the same module makes unnecessary, of modules still in use.
    """
    rows = list(certificates)
    newest: dict[object, Certificate] = {}
    for row in sorted(rows, key=lambda row: (row.completed_on, row.pk)):
        if row.completion and row.state == Certificate.State.ISSUED:
            newest[row.completion.module_key] = row
    soon = today + datetime.timedelta(days=EXPIRES_SOON_DAYS)
    asked = {key: row for key, row in newest.items() if row.expires_on and row.expires_on <= soon}
    addresses = _addresses(asked, language) if asked else {}
    return {row.pk: addresses[key] for key, row in asked.items() if key in addresses}


def _addresses(keys: Iterable[object], language: str) -> dict[object, str]:
    current = Edition.objects.current().in_use().filter(module_key__in=list(keys))
    texts = EditionModule.objects.filter(edition__in=current).values_list("edition__module_key", "language", "slug")
    ordered = sorted(texts, key=lambda text: (text[1] == language, text[1] == "en"))
    return {key: learn_address(written_in, slug) for key, written_in, slug in ordered}
