"""Which final records may be put on paper, and by whom."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from people.permissions import organisations_with_role, teams_with_role
from people.roles import SUPERVISING_ROLES, Role
from supervision.models import (
    Addendum,
    CaseReview,
    ConsultationCase,
    ConsultationNote,
    DisclosureRequest,
    SessionCase,
    SupervisionSession,
)
from supervision.models.base import Record
from supervision.permissions import kept_from
from supervision.scopes import Within, is_within, kept_out, scope_of

if TYPE_CHECKING:
    from people.models import User

# Kind in the address: the model, how its team is reached, what makes a row final, and the rows that belong to it.
KINDS: dict[str, tuple[type[Record], str, dict[str, Any]]] = {
    "summary": (CaseReview, "case__team", {"state": "final"}),
    "session": (SupervisionSession, "team", {"state": "shared"}),
    "consultation": (ConsultationNote, "team", {"state": "final"}),
}
PARTS: dict[str, tuple[type[Record], str]] = {
    "session": (SessionCase, "session"),
    "consultation": (ConsultationCase, "note"),
}


@dataclass(frozen=True)
class Printable:
    """The record with its parts and additions, as what the person prints it, and the fields that are not for them."""

    rows: tuple[Record, ...]
    role: str
    organisation_id: int
    without: frozenset[str] = frozenset()


def printable(user: User, kind: str, key: uuid.UUID) -> Printable | None:
    """The final record, for its team's supervisors of today or an information lead in whose open request it is."""
    if kind not in KINDS:
        return None
    model, team, final = KINDS[kind]
    rows: Any = model._default_manager.filter(pk=key, **final)
    supervised = teams_with_role(user, *SUPERVISING_ROLES).values("pk")
    own = rows.visible_to(user).filter(**{f"{team}__in": supervised}).first()
    if own is not None:
        return Printable(_with_parts(kind, own), Role.SUPERVISOR, own.organisation_id, frozenset(kept_from(user, own)))
    asked = rows.filter(organisation__in=organisations_with_role(user, Role.IG_LEAD).values("pk")).first()
    scopes = _disclosed_in(asked) if asked is not None else []
    if asked is not None and scopes:
        without = frozenset.intersection(*(kept_out(within, asked) for within in scopes))
        return Printable(_with_parts(kind, asked), Role.IG_LEAD, asked.organisation_id, without)
    return None


def _disclosed_in(row: Any) -> list[Within]:
    """The scopes of open requests of its organisation in which it is."""
    scopes = [scope_of(one) for one in DisclosureRequest.objects.open().filter(organisation_id=row.organisation_id)]
    return [within for within in scopes if is_within(within, row)]


def _with_parts(kind: str, row: Record) -> tuple[Record, ...]:
    parts: list[Record] = []
    if kind in PARTS:
        model, name = PARTS[kind]
        parts = list(model._default_manager.filter(**{name: row}).order_by("position"))
    added = Addendum.objects.filter(record_type=row._meta.label_lower, record_id=row.pk).order_by("created_at")
    return (row, *parts, *added)
