"""Telling reviewers and authors about reviews: that something waits or was decided, and never a word of it."""

from django.urls import reverse

from learning.models import ModuleReview
from learning.notice_kinds import REVIEW_ASKED, REVIEW_DECIDED
from people.services.notifying import notify, settle


def tell_reviewer(review: ModuleReview) -> None:
    """Something waits for the reviewer."""
    link = reverse("module_review", args=[review.pk])
    notify(to=review.reviewer, kind=REVIEW_ASKED.code, key=str(review.pk), href=link)


def waits_no_more(review: ModuleReview) -> None:
    """Decided or withdrawn: the reviewer has nothing to do."""
    settle(kind=REVIEW_ASKED.code, keys=[str(review.pk)])


def tell_author(review: ModuleReview) -> None:
    """The reviewer has decided."""
    link = reverse("module_publishing", args=[review.module_key])
    notify(to=review.requested_by, kind=REVIEW_DECIDED.code, key=str(review.pk), href=link)
