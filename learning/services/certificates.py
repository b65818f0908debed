"""Issuing and revoking certificates: one current certificate for a completion, numbered without a gap."""

from __future__ import annotations

import calendar
import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.services import record, take_turn
from learning.certificates.codes import new_code
from learning.models import Certificate, Completion, EditionModule, SerialCounter
from learning.permissions.certificates import may_revoke
from learning.services.certificate_files import make_file_later
from learning.services.certificate_mail import tell_holder_of_revocation
from people.models import Membership, User
from people.permissions import has_role
from people.querysets import in_force
from people.roles import GrantKind, Role

ISSUER = "Hearth"
REASON_LENGTH = 300


class CertificateError(Exception):
    """A certificate can't be issued or revoked as asked."""


class NotAllowedError(CertificateError):
    """The person may not do this with this certificate."""


class ReasonMissingError(CertificateError):
    """A revocation says why, in words the holder can read."""


class NotCurrentError(CertificateError):
    """Only a current certificate can be revoked."""


@transaction.atomic
def issue(*, actor: User | None, completion: Completion) -> Certificate:
    """The completion's current certificate: the one there is, or a new one with the year's next number.

    The counter row stays locked to the end of the transaction and the question is asked again under the lock, so
    any number of calls at once give one certificate, and a call that fails takes no number. A certificate that was
    revoked is not replaced by asking again.
    """
    existing = _latest(completion)
    if existing:
        return existing
    take_turn()
    now = timezone.now()
    counter = _locked_counter(timezone.localtime(now).year)
    existing = _latest(completion)
    if existing:
        return existing
    counter.last += 1
    counter.save(update_fields=["last"])
    certificate = Certificate.objects.create(
        completion=completion,
        year=counter.year,
        number=counter.last,
        code=new_code(),
        issued_at=now,
        **_snapshot(completion),
    )
    record(
        actor=actor,
        action="learning.certificate_issued",
        records=[certificate],
        organisation_id=certificate.organisation_id,
    )
    make_file_later(certificate)
    return certificate


@transaction.atomic
def revoke(*, actor: User, certificate: Certificate, reason: str) -> Certificate:
    """Take a certificate back, for ever and with a reason; the row stays, and its holder is told."""
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not may_revoke(actor, certificate):
        raise NotAllowedError
    if not reason:
        raise ReasonMissingError
    locked = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if locked.state != Certificate.State.ISSUED:
        raise NotCurrentError
    locked.state = Certificate.State.REVOKED
    locked.revoked_at, locked.revoked_by, locked.revoked_reason = timezone.now(), actor, reason
    locked.save(update_fields=["state", "revoked_at", "revoked_by", "revoked_reason"])
    record(
        actor=actor,
        action="learning.certificate_revoked",
        records=[locked],
        role=Role.COORDINATOR if has_role(actor, Role.COORDINATOR) else GrantKind.SITE_ADMINISTRATOR,
        organisation_id=locked.organisation_id,
    )
    tell_holder_of_revocation(locked)
    return locked


def _latest(completion: Completion) -> Certificate | None:
    return Certificate.objects.filter(completion=completion).order_by("-pk").first()


def _locked_counter(year: int) -> SerialCounter:
    SerialCounter.objects.get_or_create(year=year)
    return SerialCounter.objects.select_for_update().get(year=year)


def _snapshot(completion: Completion) -> dict[str, Any]:
    """The words of the certificate as they are today: person, place, module, result and dates."""
    holder, edition = completion.user, completion.edition
    texts = {text.language: text for text in EditionModule.objects.filter(edition=edition)}
    text = _text_for(holder, texts)
    completed_on = timezone.localtime(completion.completed_at).date()
    membership = _membership_on(holder, completed_on)
    return {
        "holder": holder,
        "language": text.language,
        "name": holder.name,
        "role": _role(membership, text.language),
        **_issuer(membership),
        "module_code": edition.code,
        **_titles(texts),
        "outcomes": list(text.outcomes),
        "edition_number": edition.number,
        "minutes": completion.minutes,
        "score": completion.score,
        "pass_mark": completion.attempt.pass_mark if completion.attempt else edition.pass_mark,
        "completed_on": completed_on,
        "expires_on": add_months(completed_on, edition.repeat_months) if edition.repeat_months else None,
    }


def _text_for(holder: User, texts: dict[str, EditionModule]) -> EditionModule:
    """In the holder's language if the module has it; else in English, else in what there is."""
    for language in (holder.language, "en", *texts):
        if language in texts:
            return texts[language]
    raise CertificateError("The edition has no text.")


def _titles(texts: dict[str, EditionModule]) -> dict[str, str]:
    english, welsh = texts.get("en"), texts.get("cy")
    return {
        "title_en": english.title if english else next(iter(texts.values())).title,
        "title_cy": welsh.title if welsh else "",
    }


def _membership_on(holder: User, day: datetime.date) -> Membership | None:
    """The membership in force on the day: a team's before an organisation's, the longest held first."""
    found = Membership.objects.filter(in_force(day), user=holder).select_related("organisation", "team")
    return min(found, key=lambda item: (item.team_id is None, item.starts_on, item.pk), default=None)


def _role(membership: Membership | None, language: str) -> str:
    if membership is None:
        return ""
    with translation.override(language):
        role = str(membership.get_role_display())
        place = membership.team.name if membership.team else membership.organisation.local_name
        return _("%(role)s, %(place)s") % {"role": role, "place": place[: 97 - len(role)]}


def _issuer(membership: Membership | None) -> dict[str, Any]:
    if membership is None:
        return {"organisation": None, "issuer": ISSUER, "issuer_cy": ""}
    organisation = membership.organisation
    return {"organisation": organisation, "issuer": organisation.name, "issuer_cy": organisation.name_cy}


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day that many months later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
