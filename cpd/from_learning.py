"""Finished modules make entries: when they are finished, and for those finished before the log was there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cpd.models import CPDEntry
from cpd.services.entries import add_automatic
from cpd.sources import Source, register
from cpd.words import Activity, Format
from learning.models import Completion, EditionModule

CODE = "module"


def finished(completion: Completion) -> None:
    """In the transaction that finishes it."""
    _add([completion])


def missing() -> int:
    """Entries for completions that have none."""
    theirs = CPDEntry.objects.made_by(CODE).filter(user=OuterRef("user"), key=OuterRef("key"))
    rows = Completion.objects.annotate(key=Cast("pk", CharField())).filter(~Exists(theirs))
    return _add(rows.select_related("edition").order_by("pk").iterator(chunk_size=500))


def _add(completions: Iterable[Completion]) -> int:
    made, titles = 0, dict[int, dict[str, str]]()
    for completion in completions:
        if completion.edition_id not in titles:
            rows = EditionModule.objects.filter(edition_id=completion.edition_id)
            titles[completion.edition_id] = dict(rows.values_list("language", "title"))
        named = titles[completion.edition_id]
        english = named.get("en") or named.get("cy") or completion.edition.code
        add_automatic(
            user=completion.user_id,
            source=CODE,
            key=str(completion.pk),
            on=timezone.localtime(completion.completed_at).date(),
            minutes=completion.minutes,
            title=f"{completion.edition.code} · {english}",
            title_cy=f"{completion.edition.code} · {named['cy']}" if named.get("cy") else "",
            activity=Activity.MODULE,
            format=Format.ALONE,
        )
        made += 1
    return made


register(Source(CODE, _("Module"), missing))
