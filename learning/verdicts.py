"""What each state of a certificate is called, and what it means for whoever asks."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.certificates.verify import Status, status_of
from learning.models import Certificate


@dataclass(frozen=True)
class Verdict:
    """A state in words: `word` large, `sentence` below, `tone` and `icon` for the eye."""

    status: str
    word: Any
    sentence: Any
    tone: str
    icon: str


VERDICTS = {
    Status.VALID: Verdict("VALID", _("VALID"), _("This certificate is valid."), "ok", "check"),
    Status.EXPIRED: Verdict(
        "EXPIRED",
        _("EXPIRED"),
        _("This certificate was valid up to the day it names. The module has to be taken again."),
        "due",
        "clock",
    ),
    Status.SUPERSEDED: Verdict(
        "SUPERSEDED",
        _("SUPERSEDED"),
        _("A newer certificate has taken this one's place. Ask its holder for the newer one."),
        "info",
        "info",
    ),
    Status.REVOKED: Verdict(
        "REVOKED",
        _("REVOKED"),
        _("The organisation that issued this certificate has taken it back. Do not rely on it."),
        "over",
        "warning",
    ),
    Status.UNKNOWN: Verdict(
        "UNKNOWN",
        _("UNKNOWN"),
        _("We do not recognise this code. Compare it with the paper, letter by letter."),
        "over",
        "search",
    ),
}


def verdict(status: Status) -> Verdict:
    """The state's words."""
    return VERDICTS[status]


def verdict_of(certificate: Certificate) -> Verdict:
    """What a certificate is worth today."""
    return verdict(status_of(certificate.state, certificate.expires_on, timezone.localdate()))
