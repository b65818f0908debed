"""Who may do what with people and teams: plain predicates over memberships in force today."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import BigAutoField, DateField, Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from people.models import Grant, Membership, Organisation, Team, User
from people.prepared import Prepared, Slot
from people.querysets import in_force
from people.roles import ADMIN_GROUP_OF_GRANT, ADMIN_GROUP_OF_ROLE, GrantKind, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def current_memberships(user: User | AnonymousUser) -> list[Membership]:
    """The user's memberships in force today, read once per request object and kept on it."""
    if not user.is_authenticated or not user.is_active:
        return []
    cached: list[Membership] | None = user.__dict__.get("_current_memberships")
    if cached is None:
        cached = _MEMBERSHIPS.objects(user=user.pk, today=timezone.localdate())
        user.__dict__["_current_memberships"] = cached
        if cached:
            user.__dict__["_current_grants"] = {
                kind for kind in GrantKind.values if getattr(cached[0], f"grant_{kind}")
            }
    return cached


_beside: dict[str, Callable[[], Combinable]] = {}


def register_beside(name: str, expression: Callable[[], Combinable]) -> None:
    """Ask this too with the memberships of whoever asks: every page reads them, so that it costs no statement.

    OuterRef("user") stands for the person.
    """
    _beside[name] = expression


def beside(user: User | AnonymousUser, name: str) -> Any:
    """What was asked with the person's memberships; None for somebody who has none today."""
    memberships = current_memberships(user)
    return getattr(memberships[0], f"beside_{name}") if memberships else None


def _memberships_with_grants() -> QuerySet[Membership]:
    """Beside each, for each kind of grant, whether the member holds it today: every page asks for both."""
    today = Slot("today", DateField())
    mine = Grant.objects.filter(in_force(today), user=OuterRef("user"))
    rows = Membership.objects.current(today).filter(user=Slot("user", BigAutoField()))
    held = {f"grant_{kind}": Exists(mine.filter(kind=kind)) for kind in GrantKind.values}
    others = {f"beside_{name}": expression() for name, expression in _beside.items()}
    return rows.select_related("organisation", "team").annotate(**held, **others)


_MEMBERSHIPS = Prepared(_memberships_with_grants)


def roles_of(user: User | AnonymousUser) -> set[str]:
    """The roles the user holds today, anywhere."""
    return {membership.role for membership in current_memberships(user)}


def has_role(user: User | AnonymousUser, *roles: str) -> bool:
    """Holds any of the roles today, anywhere."""
    return not roles_of(user).isdisjoint(roles)


def has_grant(user: User | AnonymousUser, kind: str) -> bool:
    """Holds the platform-wide grant today."""
    if not user.is_authenticated or not user.is_active:
        return False
    current_memberships(user)  # brings the grants of members with it
    cached: set[str] | None = user.__dict__.get("_current_grants")
    if cached is None:
        cached = set(Grant.objects.filter(in_force(), user=user).values_list("kind", flat=True))
        user.__dict__["_current_grants"] = cached
    return kind in cached


def is_author(user: User | AnonymousUser) -> bool:
    """May write training content in the admin."""
    return has_grant(user, GrantKind.AUTHOR)


def is_site_administrator(user: User | AnonymousUser) -> bool:
    """May run the site. Opens nobody's records."""
    return has_grant(user, GrantKind.SITE_ADMINISTRATOR)


def is_member(user: User | AnonymousUser) -> bool:
    """May use the signed-in site: a membership or a grant in force today."""
    return bool(current_memberships(user)) or any(has_grant(user, kind) for kind in GrantKind)


def organisations_with_role(user: User | AnonymousUser, *roles: str) -> QuerySet[Organisation]:
    """Organisations in which the user holds any of the roles today."""
    ids = {membership.organisation_id for membership in current_memberships(user) if membership.role in roles}
    return Organisation.objects.filter(pk__in=ids)


def teams_with_role(user: User | AnonymousUser, *roles: str) -> QuerySet[Team]:
    """Teams in which the user holds any of the roles today."""
    ids = {m.team_id for m in current_memberships(user) if m.role in roles and m.team_id is not None}
    return Team.objects.filter(pk__in=ids)


def coordinates(user: User | AnonymousUser, organisation_id: int) -> bool:
    """Is a training coordinator of the organisation today."""
    return any(
        membership.organisation_id == organisation_id and membership.role == Role.COORDINATOR
        for membership in current_memberships(user)
    )


def may_enter_admin(user: User | AnonymousUser) -> bool:
    """May open the Wagtail admin: authors, coordinators, clinical reviewers and site administrators, today."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(admin_groups_of(user)) or user.is_superuser


def admin_groups_of(user: User | AnonymousUser) -> set[str]:
    """The names of the admin groups that the user's roles and grants of today put them in."""
    groups = {ADMIN_GROUP_OF_ROLE[role] for role in roles_of(user) if role in ADMIN_GROUP_OF_ROLE}
    return groups | {name for kind, name in ADMIN_GROUP_OF_GRANT.items() if has_grant(user, kind)}


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Must have shown a second factor in this session: every role, or those named in HEARTH_MFA_ROLES."""
    if not settings.HEARTH_REQUIRE_MFA or not user.is_authenticated:
        return False
    named = set(settings.HEARTH_MFA_ROLES)
    if "all" in named or not roles_of(user).isdisjoint(named):
        return True
    return any(has_grant(user, kind) for kind in GrantKind if kind in named)
