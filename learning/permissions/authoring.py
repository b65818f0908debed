"""Who may write training, send it to a reviewer, review it and publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from learning.models import ModuleReview, WordImport
from people.models import User
from people.permissions import has_role, is_author
from people.querysets import in_force
from people.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def can_author(user: User | AnonymousUser) -> bool:
    """Write modules, units, questions and resources: whoever holds the author grant today."""
    return is_author(user)


def can_publish(user: User | AnonymousUser) -> bool:
    """Send a module to review and publish it: a training coordinator with the author grant, today."""
    return is_author(user) and has_role(user, Role.COORDINATOR)


def reviewers() -> QuerySet[User]:
    """Clinical reviewers of today."""
    return User.objects.filter(
        in_force(prefix="memberships__"), memberships__role=Role.CLINICAL_REVIEWER, is_active=True
    ).distinct()


def is_reviewer(user: User | AnonymousUser) -> bool:
    """A clinical reviewer today."""
    return has_role(user, Role.CLINICAL_REVIEWER)


def reviews_visible_to(user: User | AnonymousUser) -> QuerySet[ModuleReview]:
    """A reviewer sees what was sent to them; those who publish see every review."""
    if can_publish(user):
        return ModuleReview.objects.all()
    if is_reviewer(user):
        return ModuleReview.objects.filter(reviewer_id=user.pk)
    return ModuleReview.objects.none()


def word_imports_visible_to(user: User | AnonymousUser) -> QuerySet[WordImport]:
    """An author sees the Word documents they uploaded themselves."""
    if not can_author(user):
        return WordImport.objects.none()
    return WordImport.objects.filter(actor_id=user.pk)


def can_decide(user: User | AnonymousUser, review: ModuleReview) -> bool:
    """Approve it or ask for changes: the reviewer it was sent to, still one today, never who sent it."""
    return is_reviewer(user) and review.reviewer_id == user.pk and review.requested_by_id != user.pk
