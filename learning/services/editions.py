"""Publishing a module as a whole: its drafts of this moment become an edition that never changes."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from audit.services import record
from learning.models import (
    Edition,
    EditionModule,
    EditionQuestion,
    EditionRecording,
    EditionUnit,
    EditionVignette,
    ModulePage,
    ModuleReview,
)
from learning.models.check_rules import CHECK_RULES
from learning.models.editions import Notice
from learning.models.questions import Question
from learning.models.recordings import Recording
from learning.rendering import linked, render_unit_body
from learning.services import library
from learning.services.content_checks import Finding, errors_of
from learning.services.drafts import DraftModule, complete_languages, gather, whole_fingerprint
from learning.services.vignettes import edition_rows
from people.models import User


class PublishingRefused(Exception):
    """The module can't be published."""


class NotApproved(PublishingRefused):
    """No clinical reviewer has approved exactly these drafts."""


class NotReady(PublishingRefused):
    """The content checks found errors."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("; ".join(str(finding) for finding in findings))


class UnitsNotNamed(PublishingRefused):
    """Reading again takes units of this module, at least one."""


class NothingThere(PublishingRefused):
    """There is no such module."""


@transaction.atomic
def publish(
    *,
    actor: User,
    module_key: uuid.UUID,
    notice: str = "none",
    note: str = "",
    note_cy: str = "",
    reread: Iterable[uuid.UUID] = (),
    retake_days: int | None = None,
    live_from: datetime.datetime | None = None,
    reviewed_by: User | None = None,
) -> Edition:
    """Make an edition of the module's newest drafts, live at once or from a set time.

    It takes a reviewer's approval of exactly these drafts. `reviewed_by` names the reviewer where the review was made
    outside Hearth (an import).
    """
    _lock(module_key)
    drafts = gather(module_key)
    if not drafts:
        raise NothingThere(module_key)
    errors = errors_of(drafts)
    if errors:
        raise NotReady(errors)
    reviewer = reviewed_by or _approved_by(module_key, whole_fingerprint(drafts))
    now = timezone.now()
    edition = _edition(drafts[0], actor, reviewer, live_from or now)
    edition.notice, edition.note, edition.note_cy = notice, note, note_cy
    edition.reread = _named(notice, reread, drafts[0])
    edition.retake_days = retake_days if notice == Notice.RETAKE else None
    edition.save()
    for draft in complete_languages(drafts):
        _write_language(edition, draft)
    record(actor=actor, action="learning.edition_published", records=[edition])
    if edition.live_from <= now:
        _flip(edition, actor)
    return edition


def _named(notice: str, units: Iterable[uuid.UUID], draft: DraftModule) -> list[str]:
    """Units that learners are asked to read again, in the module's order; asking for none names none."""
    named = set(units) if notice in {Notice.REREAD, Notice.RETAKE} else set()
    order = [unit.page.translation_key for unit in draft.units]
    if not named <= set(order) or (notice == Notice.REREAD and not named):
        raise UnitsNotNamed(sorted(map(str, named - set(order))))
    return [key.hex for key in order if key in named]


def _lock(module_key: uuid.UUID) -> None:
    """Two publications of one module wait for each other, so numbers neither repeat nor skip."""
    pages = ModulePage.objects.filter(translation_key=module_key).order_by("pk").values_list("pk", flat=True)
    list(Page.objects.select_for_update().filter(pk__in=list(pages)).order_by("pk").values_list("pk", flat=True))


def _approved_by(module_key: uuid.UUID, fingerprint: str) -> User:
    review = (
        ModuleReview.objects.filter(module_key=module_key, state=ModuleReview.State.APPROVED, fingerprint=fingerprint)
        .select_related("reviewer")
        .first()
    )
    if review is None:
        raise NotApproved(module_key)
    return review.reviewer


def _edition(draft: DraftModule, actor: User, reviewer: User, live_from: datetime.datetime) -> Edition:
    page = draft.page
    last = Edition.objects.filter(module_key=page.translation_key).order_by("-number").first()
    return Edition(
        module_key=page.translation_key,
        number=last.number + 1 if last else 1,
        code=page.code,
        live_from=live_from,
        published_by=actor,
        reviewed_by=reviewer,
        minutes=page.minutes or sum(unit.page.minutes or 0 for unit in draft.units),
        approach=page.approach,
        **{name: getattr(page, name) for name in CHECK_RULES},
        evidence=page.evidence,
        repeat_months=page.repeat_months,
        review_by=page.review_by,
    )


def _write_language(edition: Edition, draft: DraftModule) -> None:
    page = draft.page
    EditionModule.objects.create(
        edition=edition,
        language=draft.language,
        page_id=page.pk,
        revision_id=draft.revision.pk,
        slug=page.slug,
        title=page.title,
        summary=page.summary,
        audience=page.audience,
        outcomes=[str(block.value) for block in page.outcomes],
    )
    EditionUnit.objects.bulk_create(
        EditionUnit(
            edition=edition,
            language=draft.language,
            unit_key=unit.page.translation_key,
            position=unit.position,
            page_id=unit.page.pk,
            revision_id=unit.revision.pk,
            slug=unit.page.slug,
            title=unit.page.title,
            summary=unit.page.summary,
            minutes=unit.page.minutes or 0,
            outcome=unit.page.outcome,
            html=render_unit_body(unit.page),
            fingerprint=unit.fingerprint,
        )
        for unit in draft.units
    )
    library.record_uses(EditionUnit.objects.filter(edition=edition, language=draft.language))
    homes = _homes(draft)
    EditionQuestion.objects.bulk_create(_question(edition, draft.language, row, homes) for row in draft.questions)
    EditionVignette.objects.bulk_create(edition_rows(edition, draft.language, draft.vignettes))
    _keep_recordings(edition, draft)


def _keep_recordings(edition: Edition, draft: DraftModule) -> None:
    """What the edition plays is neither deleted nor replaced from now on."""
    shown = {row.pk for unit in draft.units for row in linked(unit.page.body) if isinstance(row, Recording)}
    rows = [EditionRecording(edition=edition, recording_id=pk) for pk in sorted(shown)]
    EditionRecording.objects.bulk_create(rows, ignore_conflicts=True)


def _homes(draft: DraftModule) -> dict[int, uuid.UUID]:
    """The unit of each question: where it is asked, whatever number its author gave; else the unit of that number."""
    numbered = {unit.position: unit.page.translation_key for unit in draft.units}
    homes = {row.pk: numbered[row.unit_number] for row in draft.questions if row.unit_number in numbered}
    asked: dict[int, uuid.UUID] = {}
    for unit in draft.units:
        for row in linked(unit.page.body):
            if isinstance(row, Question):
                asked.setdefault(row.pk, unit.page.translation_key)
    return homes | asked


def _question(edition: Edition, language: str, question: Question, homes: dict[int, uuid.UUID]) -> EditionQuestion:
    return EditionQuestion(
        edition=edition,
        language=language,
        question_key=question.key,
        revision_id=question.latest_revision_id or 0,
        use=question.use,
        kind=question.kind,
        unit_key=homes.get(question.pk),
        outcome=question.outcome,
        position=question.position,
        content=question.content,
    )


def refuse_to_lose(module: ModulePage) -> None:
    """Learners' records point at a module that was published, so its pages are never deleted."""
    if Edition.objects.filter(module_key=module.translation_key).exists():
        raise ProtectedError(_("This module was published, so it can't be deleted."), {module})


def publish_due(*, actor: User | None = None) -> int:
    """Show in the admin as live what editions whose time has come say; returns how many pages changed."""
    changed = 0
    for edition in Edition.objects.current():
        changed += _flip(edition, actor)
    return changed


@transaction.atomic
def _flip(edition: Edition, actor: User | None) -> int:
    """Wagtail's live flag follows the edition. Readers don't look at it."""
    wanted = [(row.page_id, row.revision_id) for row in edition.modules.all()]
    wanted += [(row.page_id, row.revision_id) for row in edition.units.all()]
    changed = 0
    for page_id, revision_id in wanted:
        page = Page.objects.filter(pk=page_id).first()
        if page is None or page.live_revision_id == revision_id:
            continue
        revision = page.revisions.filter(pk=revision_id).first()
        if revision:
            revision.publish(user=actor, skip_permission_checks=True)
            changed += 1
    return changed
