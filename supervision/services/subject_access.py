"""Subject access: everything about one person in one ZIP, as JSON and as a page. Making it is in the log.

Their own words are there whole, and so are records about them as staff. Of other people's words in records of cases
and sessions there is what the person may read today by the rule for everybody; the rest is marked as withheld.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any, cast

from django.db import models, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from audit.models import Entry
from audit.services import record
from learning import own_data
from people.models import Grant, MailChoice, Membership, Notification, User
from supervision.models.base import Record
from supervision.paper import own_style
from supervision.permissions import kept_from
from supervision.read_log import action_words, kinds_in_words, records_words, role_words
from supervision.reading import reading
from supervision.retention import Kept, registered, value_of
from supervision.spelled import Line, Spelled, spelled

Row = dict[str, Any]


@transaction.atomic
def package(*, actor: User | None, person: User, language: str = "en") -> bytes:
    """The ZIP in the language. `actor` is None where an operator makes it by command."""
    with override(language), reading(actor):
        whole = everything(person, language)
        page = render_to_string(
            "supervision/keeping/subject_access.html",
            {"person": person, "whole": whole, "style": own_style(), "now": timezone.localtime()},
        )
    record(actor=actor, action="supervision.person_exported", records=[person])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.html", page)
        archive.writestr("person.json", json.dumps(whole, ensure_ascii=False, indent=2, default=str))
    return out.getvalue()


def everything(person: User, language: str) -> Row:
    """By part: the account, learning, records of supervision, what the log says, and who read what is theirs."""
    return {
        "person": _account(person),
        "learning": _learning(person, language),
        "records": _records(person),
        "log": _log(person),
        "readings": _readings(person),
    }


def _account(person: User) -> Row:
    memberships = Membership.objects.filter(user=person).select_related("organisation", "team").order_by("starts_on")
    grants = Grant.objects.filter(user=person).order_by("starts_on")
    return {
        "name": person.name,
        "email": person.email,
        "profession": person.profession,
        "language": person.language,
        "started": person.started_on,
        "joined": person.date_joined,
        "memberships": [
            {
                "organisation": str(row.organisation),
                "team": str(row.team or ""),
                "role": str(row.get_role_display()),
                "from": row.starts_on,
                "to": row.ends_on,
            }
            for row in memberships
        ],
        "notices": [
            {"at": row.at, "about": row.group_name, "what": row.text, "read": row.seen_at}
            for row in Notification.objects.visible_to(person)
        ],
        "mail": [
            {"about": row.get_group_display(), "way": row.get_way_display()}
            for row in MailChoice.objects.filter(user=person).order_by("group")
        ],
        "grants": [{"kind": str(row.get_kind_display()), "from": row.starts_on, "to": row.ends_on} for row in grants],
    }


def _learning(person: User, language: str) -> dict[str, list[Row]]:
    rows = own_data.own(person, language)
    return {str(source.title): rows[source.key] for source in own_data.sources() if rows[source.key]}


def _records(person: User) -> list[Row]:
    found = []
    for kept in registered():
        for row in rows_of(kept, person):
            found.append(_told(_for(kept, row, person)))
    return found


def rows_of(kept: Kept, person: User, *, own: bool = False) -> list[models.Model]:
    """Rows of a kind that the person wrote, is in, or that are about them; their `own` without those they are in."""
    lookups = kept.people() - set(kept.involves if own else ())
    if not lookups:
        return []
    chosen = Q()
    for lookup in sorted(lookups):
        chosen |= Q(**{lookup: person})
    return list(kept.rows.filter(chosen).distinct().order_by("pk"))


def _for(kept: Kept, row: models.Model, person: User) -> Spelled:
    """The record as the person gets it."""
    whole = spelled(row, kept_from(person, cast(Record, row)))
    if any(value_of(row, lookup) == person.pk for lookup in kept.about) or _may_read(row, person):
        return whole
    lines = tuple(_own_or_gap(line, kept, row, person) for line in whole.lines)
    return Spelled(whole.label, whole.key, whole.title, whole.day, whole.facts, lines)


def _may_read(row: models.Model, person: User) -> bool:
    visible = getattr(type(row)._default_manager.all(), "visible_to", None)
    return visible is not None and visible(person).filter(pk=row.pk).exists()


def _own_or_gap(line: Line, kept: Kept, row: models.Model, person: User) -> Line:
    author = kept.author_of(line.field)
    if author and value_of(row, author) == person.pk:
        return line
    return Line(
        line.place, line.label, _("[somebody else’s words: the information governance lead decides]"), line.field
    )


def _told(record_: Spelled) -> Row:
    return {
        "kind": record_.title,
        "day": record_.day,
        "facts": [{"label": label, "text": text} for label, text in record_.facts],
        "lines": [{"label": str(capfirst(line.label)), "text": line.text} for line in record_.lines],
    }


def _log(person: User) -> list[Row]:
    """What they did, by day."""
    entries = Entry.objects.filter(actor_id=str(person.pk)).order_by("sequence")
    return [
        {
            "at": timezone.localtime(entry.at).isoformat(timespec="minutes"),
            "role": role_words(entry.role),
            "what": action_words(entry.action),
            "records": records_words(entry),
        }
        for entry in entries.iterator(chunk_size=2000)
    ]


def _readings(person: User) -> list[Row]:
    """Who else read what they wrote or what is about them as staff: when, as what, and which kinds of records."""
    own = {(row._meta.label_lower, str(row.pk)) for kept in registered() for row in rows_of(kept, person, own=True)}
    entries = Entry.objects.filter(action="audit.read").exclude(actor_id=str(person.pk)).order_by("sequence")
    found = []
    for entry in entries.iterator(chunk_size=2000):
        shown = [(label, key) for label, key in entry.records if (label, key) in own]
        if shown:
            at = timezone.localtime(entry.at).isoformat(timespec="minutes")
            who = {"who": entry.actor_name, "role": role_words(entry.role)}
            found.append({"at": at, **who, "records": kinds_in_words(shown)})
    return found
