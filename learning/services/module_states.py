"""Where each module stands: its draft, its review, its edition. A fixed number of queries for any number of modules."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from learning.models import Edition, ModulePage, ModuleReview, Retirement, UnitPage


@dataclass(frozen=True)
class ModuleState:
    """One module, in the first language it has."""

    page: ModulePage
    languages: list[str]
    missing: list[str]
    edition: Edition | None
    scheduled: Edition | None
    review: ModuleReview | None
    has_drafts: bool
    retirement: Retirement | None = None

    @property
    def key(self) -> uuid.UUID:
        """What its addresses carry."""
        key: uuid.UUID = self.page.translation_key
        return key

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if self.retirement:
            return _("Out of use")
        if self.review and self.review.state == ModuleReview.State.WAITING:
            return _("Waiting for the reviewer")
        if self.scheduled:
            return _("Scheduled")
        if self.edition is None:
            return _("Draft")
        return _("Published, with changes since") if self.has_drafts else _("Published")

    @property
    def tone(self) -> str:
        """How the word looks."""
        if self.retirement:
            return "over"
        if self.edition is None or self.has_drafts:
            return "due"
        return "info" if self.scheduled else "ok"

    @property
    def is_past_review(self) -> bool:
        """Its review date has come."""
        return bool(self.page.review_by and self.page.review_by <= timezone.localdate())


def states() -> list[ModuleState]:
    """Every module by code, the shorter codes first: M2 before M10."""
    pages = list(ModulePage.objects.filter(alias_of=None).select_related("locale").order_by("locale_id", "pk"))
    current = {edition.module_key: edition for edition in Edition.objects.current()}
    scheduled = {edition.module_key: edition for edition in Edition.objects.filter(live_from__gt=timezone.now())}
    retired = {row.module_key: row for row in Retirement.objects.filter(ended_at=None)}
    newest: dict[uuid.UUID, ModuleReview] = {}
    for review in ModuleReview.objects.select_related("reviewer").order_by("requested_at"):
        newest[review.module_key] = review
    changed = _changed_paths(pages)
    all_languages = list(Locale.objects.order_by("pk"))
    found: dict[uuid.UUID, list[ModulePage]] = {}
    for page in pages:
        found.setdefault(page.translation_key, []).append(page)
    result = []
    for key, twins in found.items():
        have = [page.locale for page in twins]
        result.append(
            ModuleState(
                page=twins[0],
                languages=[str(locale.get_display_name()) for locale in have],
                missing=[str(locale.get_display_name()) for locale in all_languages if locale not in have],
                edition=current.get(key),
                scheduled=scheduled.get(key),
                review=newest.get(key),
                has_drafts=any(page.path in changed for page in twins),
                retirement=retired.get(key),
            )
        )
    return sorted(result, key=lambda state: (len(state.page.code), state.page.code))


def _changed_paths(pages: list[ModulePage]) -> set[str]:
    """Paths of modules in which something was written after it was last shown as live."""
    units = UnitPage.objects.filter(has_unpublished_changes=True).values_list("path", flat=True)
    length = len(pages[0].path) if pages else 0
    return {page.path for page in pages if page.has_unpublished_changes} | {path[:length] for path in units}
