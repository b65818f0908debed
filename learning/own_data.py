"""Everything of one's own in one ZIP: a page to read or print, and the same as JSON. Rooms register what they hold."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from people.models import User

Row = dict[str, Any]
STYLE = settings.BASE_DIR / "static" / "css" / "own-data.css"


@dataclass(frozen=True)
class Source:
    """One kind of one's own records. `rows` are plain values by name; `columns` gives each name its label."""

    key: str
    title: Any
    columns: list[tuple[str, Any]]
    rows: Callable[[User, str], list[Row]]


_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add what a room holds about somebody; it shows in the order of registration, each key once."""
    if source.key not in {known.key for known in _sources}:
        _sources.append(source)
    return source


def sources() -> list[Source]:
    """Everything registered."""
    return list(_sources)


def own(user: User, language: str) -> dict[str, list[Row]]:
    """All rows of the user's own, by source; never anybody else's."""
    return {source.key: source.rows(user, language) for source in _sources}


def package(user: User, language: str) -> bytes:
    """The ZIP, in the language."""
    with override(language):
        data = own(user, language)
        now = timezone.localtime()
        whole = {"person": {"name": user.name, "email": user.email}, "made_at": now.isoformat(), **data}
        sections = [(source.title, _labelled(source, data[source.key])) for source in _sources]
        page = render_to_string(
            "learning/record/own_data.html", {"person": user, "now": now, "sections": sections, "language": language}
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-learning.html", page)
        archive.writestr("my-learning.css", STYLE.read_text(encoding="utf-8"))
        archive.writestr("my-learning.json", json.dumps(whole, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
    return out.getvalue()


def _labelled(source: Source, rows: list[Row]) -> list[list[tuple[Any, list[Any]]]]:
    """Each row as labels and lines; what is empty is left out."""
    return [
        [(label, _lines(row[name])) for name, label in source.columns if row.get(name) not in (None, "", [])]
        for row in rows
    ]


def _lines(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [_("Yes") if value else _("No")]
    return value if isinstance(value, list) else [value]
