"""Looking after what is published: clinical re-review when its date comes, and modules taken out of use and back."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from audit.services import record
from learning.models import ContentReview, Edition, ModulePage, ResourcePage, Retirement
from learning.permissions import authoring
from people.models import User
from people.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SOON = datetime.timedelta(days=60)


class CareRefused(Exception):
    """It can't be done."""


class NotAReviewer(CareRefused):
    """Only a clinical reviewer of today says that something needs no change."""


class DateNotLater(CareRefused):
    """The next review lies in the future."""


class NotPublished(CareRefused):
    """Nobody reads it, so there is nothing to look after."""


class AlreadyRetired(CareRefused):
    """The module is out of use."""


class NoSuchReplacement(CareRefused):
    """The module in its place is not published, is out of use, or is the same one."""


@dataclass(frozen=True)
class Due:
    """A module or a resource whose review date has come, or comes soon."""

    kind: str
    page: ModulePage | ResourcePage
    review_by: datetime.date
    days: int

    @property
    def key(self) -> uuid.UUID:
        """The same in every language."""
        key: uuid.UUID = self.page.translation_key
        return key

    @property
    def needs_review(self) -> bool:
        """The day has come."""
        return self.days <= 0


def to_review(within: datetime.timedelta = SOON) -> list[Due]:
    """Everything published that needs re-review by then, soonest first. One row for all its languages."""
    today = timezone.localdate()
    last = today + within
    found: dict[uuid.UUID, Due] = {}
    for kind, pages in (("module", _modules(last)), ("resource", _resources(last))):
        for page in pages:
            if page.review_by:
                due = Due(kind, page, page.review_by, (page.review_by - today).days)
                found.setdefault(page.translation_key, due)
    return sorted(found.values(), key=lambda due: (due.review_by, due.page.code))


def _modules(last: datetime.date) -> list[ModulePage]:
    rows = ModulePage.objects.filter(alias_of=None, review_by__lte=last).exclude(translation_key__in=retired_keys())
    published = Edition.objects.live().values("module_key")
    return list(rows.filter(translation_key__in=published).select_related("reviewer").order_by("locale_id", "pk"))


def _resources(last: datetime.date) -> list[ResourcePage]:
    rows = ResourcePage.objects.live().filter(alias_of=None, review_by__lte=last)
    return list(rows.select_related("reviewer").order_by("locale_id", "pk"))


def overdue_modules(user: User | AnonymousUser) -> set[uuid.UUID]:
    """Modules whose review date has come: told to authors only."""
    if not authoring.can_author(user):
        return set()
    overdue = ModulePage.objects.filter(alias_of=None, review_by__lte=timezone.localdate())
    return set(overdue.values_list("translation_key", flat=True))


def needs_review(page: ModulePage | ResourcePage) -> bool:
    """The page's review date has come."""
    return bool(page.review_by and page.review_by <= timezone.localdate())


@transaction.atomic
def reviewed_without_change(
    *, actor: User, page: ModulePage | ResourcePage, review_by: datetime.date, note: str = ""
) -> ContentReview:
    """A clinical reviewer has read it again and nothing has to change: recorded, with the next date.

    The date is no content: it changes on the pages and in their newest drafts as they are, so that no approval is lost.
    """
    if not authoring.is_reviewer(actor):
        raise NotAReviewer(actor.pk)
    if review_by <= timezone.localdate():
        raise DateNotLater(review_by)
    review = ContentReview.objects.create(
        kind=ContentReview.Kind.MODULE if isinstance(page, ModulePage) else ContentReview.Kind.RESOURCE,
        content_key=page.translation_key,
        reviewer=actor,
        due_on=page.review_by,
        review_by=review_by,
        note=note.strip(),
    )
    pages: Any = type(page).objects
    for twin in pages.filter(translation_key=page.translation_key):
        _set_date(twin, review_by)
    record(actor=actor, action="learning.reviewed_without_change", records=[review], role=Role.CLINICAL_REVIEWER)
    return review


def _set_date(page: ModulePage | ResourcePage, review_by: datetime.date) -> None:
    pages: Any = type(page).objects
    pages.filter(pk=page.pk).update(review_by=review_by)
    kept = {page.latest_revision_id, page.live_revision_id}
    for revision in Revision.objects.filter(pk__in=[pk for pk in kept if pk]):
        revision.content["review_by"] = review_by.isoformat()
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def retired_keys() -> list[uuid.UUID]:
    """Modules out of use."""
    return list(Retirement.objects.filter(ended_at=None).values_list("module_key", flat=True))


def retirement_of(module_key: uuid.UUID) -> Retirement | None:
    """Why a module is out of use, while it is."""
    return Retirement.objects.filter(module_key=module_key, ended_at=None).select_related("retired_by").first()


@transaction.atomic
def retire(
    *,
    actor: User,
    module_key: uuid.UUID,
    reason: str,
    reason_cy: str = "",
    replacement_key: uuid.UUID | None = None,
) -> Retirement:
    """Take a module out of use: nobody new begins it, who began it reads and finishes it, certificates stay valid."""
    published = Edition.objects.live()
    if not published.filter(module_key=module_key).exists():
        raise NotPublished(module_key)
    if retirement_of(module_key):
        raise AlreadyRetired(module_key)
    if replacement_key and (
        replacement_key == module_key
        or replacement_key in retired_keys()
        or not published.filter(module_key=replacement_key).exists()
    ):
        raise NoSuchReplacement(replacement_key)
    row = Retirement.objects.create(
        module_key=module_key,
        reason=reason.strip(),
        reason_cy=reason_cy.strip(),
        replacement_key=replacement_key,
        retired_by=actor,
    )
    record(actor=actor, action="learning.module_retired", records=[row], role=Role.COORDINATOR)
    return row


@transaction.atomic
def take_back(*, actor: User, module_key: uuid.UUID) -> Retirement:
    """Take a retired module into use again."""
    row = Retirement.objects.select_for_update().filter(module_key=module_key, ended_at=None).first()
    if row is None:
        raise NotPublished(module_key)
    row.ended_by, row.ended_at = actor, timezone.now()
    row.save(update_fields=["ended_by", "ended_at"])
    record(actor=actor, action="learning.module_taken_back", records=[row], role=Role.COORDINATOR)
    return row
