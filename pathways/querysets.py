"""Which rows: the reading vocabulary of requirements and statuses."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from people.querysets import in_force

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from pathways.models import Pathway, PersonStatus, Requirement  # noqa: F401 (named in strings)
    from people.models import User

# Who sees how people of the whole organisation stand, by name; a programme manager gets counts.
SEES_NAMES = ("coordinator",)
SEES_TEAM = ("supervisor", "backup_supervisor")
RUNS = ("coordinator", "programme_manager")


def _mine(user: User) -> models.QuerySet[Any]:
    return apps.get_model("people", "Membership").objects.filter(in_force(), user=user)


class NamedQuerySet(models.QuerySet[Any]):
    """Requirements and pathways by who works with them."""

    def visible_to(self, user: User | AnonymousUser) -> Any:
        """Those of organisations one is in today, and those of every organisation; for members only."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = _mine(user)
        if not mine.exists():
            return self.none()
        return self.filter(Q(organisation__isnull=True) | Q(organisation_id__in=mine.values("organisation_id")))

    def editable_by(self, user: User | AnonymousUser) -> Any:
        """Those of organisations one coordinates today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(organisation_id__in=_mine(user).filter(role="coordinator").values("organisation_id"))

    def for_places(self, organisation_ids: Iterable[int]) -> Any:
        """What holds in these organisations: their own, and what is asked everywhere; nothing for none."""
        ids = list(organisation_ids)
        return self.filter(Q(organisation__isnull=True) | Q(organisation_id__in=ids)) if ids else self.none()


class RequirementQuerySet(NamedQuerySet):
    """Requirements."""

    def of(self, organisation_id: int) -> RequirementQuerySet:
        """What an organisation asks for: its own, and what is asked everywhere."""
        return self.filter(Q(organisation__isnull=True) | Q(organisation_id=organisation_id))


class PathwayQuerySet(NamedQuerySet):
    """Pathways."""

    def of(self, organisation_id: int) -> PathwayQuerySet:
        """Those of an organisation, and those of every one."""
        return self.filter(Q(organisation__isnull=True) | Q(organisation_id=organisation_id))


class AboutPersonQuerySet(models.QuerySet[Any]):
    """Exemptions, assignments and absences."""

    def standing(self) -> AboutPersonQuerySet:
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def of(self, user: User) -> AboutPersonQuerySet:
        """One person's."""
        return self.filter(user=user)

    def visible_to(self, user: User | AnonymousUser) -> Any:
        """One's own; those of organisations one coordinates; those of today's members of teams one supervises."""
        return self.filter(_seen_by(user)) if user.is_authenticated and user.is_active else self.none()


class StatusQuerySet(models.QuerySet["PersonStatus"]):
    """Statuses by who may see them with names."""

    def visible_to(self, user: User | AnonymousUser) -> StatusQuerySet:
        """One's own; those of organisations one coordinates; those of today's members of teams one supervises."""
        return self.filter(_seen_by(user)) if user.is_authenticated and user.is_active else self.none()

    def of(self, user: User) -> StatusQuerySet:
        """One person's."""
        return self.filter(user=user)

    def open(self) -> StatusQuerySet:
        """Not done, or run out, or soon to run out."""
        return self.filter(state__in=["not_started", "in_progress", "due", "overdue", "lapsing"])

    def turning(self, day: datetime.date) -> StatusQuerySet:
        """Those that time may have changed by the day."""
        return self.filter(changes_on__lte=day)


def _seen_by(user: User) -> Q:
    mine = _mine(user)
    coordinating = mine.filter(role__in=SEES_NAMES).values("organisation_id")
    leading = mine.filter(role__in=SEES_TEAM).values("team_id")
    members = apps.get_model("people", "Membership").objects.filter(in_force(), team_id__in=leading).values("user_id")
    own_organisations = mine.filter(role__in=SEES_TEAM).values("organisation_id")
    return (
        Q(user_id=user.pk)
        | Q(organisation_id__in=coordinating)
        | Q(user_id__in=members, organisation_id__in=own_organisations)
    )
