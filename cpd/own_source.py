"""The log, for the package of everything of one's own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cpd.models import CPDEntry
from cpd.sources import label_of
from learning.own_data import Row, Source, register
from people.models import User


def entries(user: User, language: str) -> list[Row]:
    """Every entry, those that were deleted or taken back too, as long as they are kept."""
    return [
        {
            "entry": entry.get_kind_display(),
            "title": entry.title_cy if language == "cy" and entry.title_cy else entry.title,
            "on": entry.on.isoformat(),
            "until": entry.until.isoformat() if entry.until else "",
            "minutes": entry.minutes or None,
            "activity": entry.get_activity_display(),
            "format": entry.get_format_display(),
            "group_size": entry.group_size,
            "methods": entry.method_labels,
            "provider": entry.provider,
            "happened": entry.happened,
            "learnt": entry.learnt,
            "will_try": entry.will_try,
            "benefit": entry.benefit,
            "evidence": entry.evidence,
            "source": label_of(entry.source),
            "deleted": bool(entry.deleted_at),
            "withdrawn": bool(entry.withdrawn_at),
        }
        for entry in CPDEntry.objects.visible_to(user).order_by("on", "pk")
    ]


COLUMNS = [
    ("entry", _("Entry")),
    ("title", _("Title")),
    ("on", _("Day")),
    ("until", _("Last day")),
    ("minutes", _("Minutes")),
    ("activity", _("What it was")),
    ("format", _("With whom")),
    ("group_size", _("People in the group")),
    ("methods", _("How")),
    ("provider", _("Given by")),
    ("happened", _("What happened")),
    ("learnt", _("What I make of it")),
    ("will_try", _("What I will try")),
    ("benefit", _("Benefit to service users")),
    ("evidence", _("Where the evidence is")),
    ("source", _("Made by")),
    ("deleted", _("Deleted")),
    ("withdrawn", _("Taken back")),
]
register(Source("cpd", _("Professional development"), COLUMNS, entries))
