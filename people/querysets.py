"""Which rows: the reading vocabulary of this room."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from people.models import Membership, User  # noqa: F401 (Membership is named in a string)


def in_force(on: datetime.date | None = None, prefix: str = "") -> Q:
    """True of rows whose dates include the day: started, and not yet ended. `ends_on` is the last day."""
    day = on or timezone.localdate()
    starts = Q(**{f"{prefix}starts_on__lte": day})
    return starts & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day}))


class UserManager(BaseUserManager["User"]):
    """Makes accounts that sign in with an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account; without a password it can't sign in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A technical account for the Wagtail admin. It opens no record about people."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """E-mail addresses are the same in any case."""
        return self.get(email__iexact=username)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by day, role and place."""

    def current(self, on: datetime.date | None = None) -> MembershipQuerySet:
        """In force on the day (today unless told): the only ones that give reading rights."""
        return self.filter(in_force(on))

    def in_role(self, *roles: str) -> MembershipQuerySet:
        """Held in any of the roles."""
        return self.filter(role__in=roles)
