"""Clinical review of a module as a whole: sent, approved or sent back; an approval holds for what was sent."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from audit.services import record
from learning.models import ModuleReview
from learning.permissions import authoring
from learning.services.content_checks import errors_of
from learning.services.drafts import gather, sent_revisions, whole_fingerprint
from learning.services.editions import NothingThere, NotReady
from learning.services.review_mail import tell_author, tell_reviewer, waits_no_more
from people.models import User
from people.roles import Role


class ReviewRefused(Exception):
    """The review can't be asked for or decided."""


class NotAReviewer(ReviewRefused):
    """The person is no clinical reviewer today, or is who sent the module."""


class AlreadyDecided(ReviewRefused):
    """Somebody decided or withdrew it before."""


class CommentMissing(ReviewRefused):
    """Asking for changes takes a comment that says which."""


@transaction.atomic
def request(*, actor: User, module_key: uuid.UUID, reviewer: User, message: str = "") -> ModuleReview:
    """Send the module's drafts of this moment to a reviewer; an earlier request that still waits is withdrawn."""
    if reviewer == actor or not authoring.reviewers().filter(pk=reviewer.pk).exists():
        raise NotAReviewer(reviewer.pk)
    drafts = gather(module_key)
    if not drafts:
        raise NothingThere(module_key)
    errors = errors_of(drafts)
    if errors:
        raise NotReady(errors)
    for waiting in ModuleReview.objects.select_for_update().filter(module_key=module_key, state="waiting"):
        _withdraw(waiting, actor)
    review = ModuleReview.objects.create(
        module_key=module_key,
        fingerprint=whole_fingerprint(drafts),
        revisions=sent_revisions(drafts),
        requested_by=actor,
        message=message,
        reviewer=reviewer,
    )
    record(actor=actor, action="learning.review_requested", records=[review], role=Role.COORDINATOR)
    tell_reviewer(review)
    return review


@transaction.atomic
def withdraw(*, actor: User, review: ModuleReview) -> ModuleReview:
    """Take back a request that still waits."""
    return _withdraw(_waiting(review), actor)


def _withdraw(review: ModuleReview, actor: User) -> ModuleReview:
    review.state = ModuleReview.State.WITHDRAWN
    review.decided_at = timezone.now()
    review.save()
    record(actor=actor, action="learning.review_withdrawn", records=[review], role=Role.COORDINATOR)
    waits_no_more(review)
    return review


@transaction.atomic
def decide(*, actor: User, review: ModuleReview, approved: bool, comment: str = "") -> ModuleReview:
    """The reviewer approves what was sent, or says what has to change."""
    review = _waiting(review)
    if not authoring.can_decide(actor, review):
        raise NotAReviewer(actor.pk)
    if not approved and not comment.strip():
        raise CommentMissing
    review.state = ModuleReview.State.APPROVED if approved else ModuleReview.State.CHANGES
    review.comment = comment.strip()
    review.decided_at = timezone.now()
    review.save()
    action = "learning.review_approved" if approved else "learning.review_changes_asked"
    record(actor=actor, action=action, records=[review], role=Role.CLINICAL_REVIEWER)
    waits_no_more(review)
    tell_author(review)
    return review


def _waiting(review: ModuleReview) -> ModuleReview:
    found = ModuleReview.objects.select_for_update(of=("self",)).filter(pk=review.pk, state="waiting").first()
    if found is None:
        raise AlreadyDecided(review.pk)
    return found


def newest(module_key: uuid.UUID) -> ModuleReview | None:
    """The latest review of a module."""
    return ModuleReview.objects.filter(module_key=module_key).select_related("reviewer", "requested_by").first()


def approves(review: ModuleReview | None, fingerprint: str) -> bool:
    """The review is an approval of exactly these drafts."""
    return bool(review and review.state == ModuleReview.State.APPROVED and review.fingerprint == fingerprint)
