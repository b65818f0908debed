"""Which entries: one's own, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Replace

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cpd.models import CPDEntry, TrainingRecord  # noqa: F401 (named in strings)
    from people.models import User


def hex_of(path: str) -> Replace:
    """A UUID as entries keep it for a key: 32 figures without dashes, on either database."""
    return Replace(Cast(F(path), CharField()), Value("-"), Value(""))


class EntryQuerySet(models.QuerySet["CPDEntry"]):
    """Rows of the log."""

    def visible_to(self, user: User | AnonymousUser) -> EntryQuerySet:
        """The owner's own, whatever else they are; no role reads somebody else's log."""
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()

    def kept(self) -> EntryQuerySet:
        """Neither deleted by the owner nor withdrawn by what made it: what counts and what is exported."""
        return self.filter(deleted_at__isnull=True, withdrawn_at__isnull=True)

    def own_words(self) -> EntryQuerySet:
        """Written by the owner, so theirs to change and delete."""
        return self.filter(source="")

    def made_by(self, source: str) -> EntryQuerySet:
        """Made automatically by the source."""
        return self.filter(source=source)

    def with_words(self) -> EntryQuerySet:
        """Reflected on, in any of the four fields."""
        said: Any = Q()
        for name in ("happened", "learnt", "will_try", "benefit"):
            said |= ~Q(**{name: ""})
        return self.filter(said)


class TrainingRecordQuerySet(models.QuerySet["TrainingRecord"]):
    """Training records that were taken away."""

    def visible_to(self, user: User | AnonymousUser) -> TrainingRecordQuerySet:
        """The owner's own; others see that one is genuine by its code, on the public page."""
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()
