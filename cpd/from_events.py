"""Attested attendance at live events makes entries; a correction changes them, and absence takes them back."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cpd.models import CPDEntry
from cpd.querysets import hex_of
from cpd.services.entries import add_automatic, withdraw_automatic
from cpd.sources import Source, register
from cpd.words import Activity, Format
from events.kinds import Kind, Result
from events.models import EventOutcome

CODE = "event"
SKILLS = (Kind.BOOSTER, Kind.WORKSHOP)


def attested(outcome: EventOutcome) -> None:
    """In the transaction that attests it. Each event makes one entry for a person, whatever is corrected."""
    event, key = outcome.event, outcome.event.public_id.hex
    if outcome.result == Result.ABSENT or not outcome.minutes:
        withdraw_automatic(source=CODE, key=key, user=outcome.user_id)
        return
    add_automatic(
        user=outcome.user_id,
        source=CODE,
        key=key,
        on=outcome.on,
        minutes=outcome.minutes,
        title=event.title_en,
        title_cy=event.title_cy,
        activity=Activity.WORKSHOP if event.kind in SKILLS else Activity.COURSE,
        format=Format.GROUP,
        provider=event.provider,
    )


def missing() -> int:
    """Entries for outcomes that stand and have none."""
    theirs = CPDEntry.objects.made_by(CODE).filter(user=OuterRef("user"), key=OuterRef("key"))
    rows = EventOutcome.objects.filter(superseded_by__isnull=True, minutes__gt=0).exclude(result=Result.ABSENT)
    rows = rows.annotate(key=hex_of("event__public_id")).filter(~Exists(theirs)).select_related("event")
    found = list(rows)
    for outcome in found:
        attested(outcome)
    return len(found)


register(Source(CODE, _("Live event"), missing))
