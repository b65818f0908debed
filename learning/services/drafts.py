"""A module as its authors have it now: the newest draft of each page and the bank, in every language it has."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wagtail.models import Revision
from wagtail_localize.models import StringSegment

from learning.models import ModulePage, Question, UnitPage, Vignette
from learning.rendering import fingerprint, linked, version_of

PARTS = ("units", "questions", "vignettes")
MOMENTS = 300  # seconds that may lie between two parts of one import
P = TypeVar("P", ModulePage, UnitPage)


@dataclass(frozen=True)
class DraftUnit:
    """A unit's newest draft."""

    page: UnitPage
    revision: Revision
    position: int

    @property
    def fingerprint(self) -> str:
        """Over the unit's revision and everything it shows."""
        return fingerprint(f"unit:{self.revision.pk}", *(version_of(row) for row in linked(self.page.body)))


@dataclass(frozen=True)
class DraftModule:
    """A module's newest draft in one language."""

    language: str
    page: ModulePage
    revision: Revision
    units: list[DraftUnit]
    questions: list[Question]
    vignettes: list[Vignette] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The language as people call it."""
        return str(self.page.locale.get_display_name())

    @property
    def snippets(self) -> list[Question | Vignette]:
        """What belongs to the module and is no page."""
        return [*self.questions, *self.vignettes]

    @property
    def finals(self) -> list[Question]:
        """The questions that the final check draws from."""
        return [question for question in self.questions if question.use == "final"]


def gather(module_key: uuid.UUID) -> list[DraftModule]:
    """Each language's draft, English first; copies that only stand in for a translation are left out."""
    pages = ModulePage.objects.filter(translation_key=module_key, alias_of=None).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    ordered = sorted(by_language, key=lambda code: (code != "en", code))
    return [_gather_one(by_language[code]) for code in ordered]


def _gather_one(page: ModulePage) -> DraftModule:
    children = UnitPage.objects.child_of(page).filter(alias_of=None).order_by("path").select_related("locale")
    units = []
    for position, unit in enumerate(children, start=1):
        draft, revision = newest(unit)
        units.append(DraftUnit(draft, revision, position))
    draft, revision = newest(page)
    questions = list(Question.objects.filter(module_key=page.translation_key, locale=page.locale))
    vignettes = list(Vignette.objects.filter(module_key=page.translation_key, locale=page.locale))
    rows: list[Question | Vignette] = [*questions, *vignettes]
    for row in rows:
        if row.latest_revision_id is None:
            row.save_revision()
    return DraftModule(page.locale.language_code, draft, revision, units, questions, vignettes)


def newest(page: P) -> tuple[P, Revision]:
    """The newest draft and its revision, made from the row where there is none yet."""
    revision = page.get_latest_revision() or page.save_revision()
    draft: P = revision.as_object()
    return draft, revision


def complete_languages(drafts: list[DraftModule]) -> list[DraftModule]:
    """The first language, and each other one with every unit, enough questions and nothing left untranslated."""
    first, *others = drafts
    keys = [unit.page.translation_key for unit in first.units]
    return [first] + [
        draft
        for draft in others
        if sorted(unit.page.translation_key for unit in draft.units) == sorted(keys)
        and len(draft.finals) >= first.page.draw
        and not untranslated(draft)
    ]


def is_older(twin: DraftUnit, unit: DraftUnit) -> bool:
    """Its source was changed later, by more than the moments between two parts of one import."""
    return (unit.revision.created_at - twin.revision.created_at).total_seconds() > MOMENTS


def untranslated(draft: DraftModule) -> int:
    """Texts of the module that are still in the source's words; imported translations have none."""
    keys = [draft.page.translation_key]
    keys += [unit.page.translation_key for unit in draft.units]
    keys += [row.translation_key for row in draft.snippets]
    waiting = StringSegment.objects.filter(
        source__object_id__in=keys,
        source__translations__target_locale=draft.page.locale,
        source__translations__enabled=True,
    )
    return int(waiting.annotate_translation(draft.page.locale).filter(translation__isnull=True).count())


def whole_fingerprint(drafts: list[DraftModule]) -> str:
    """Over every revision of the module: what an approval holds for."""
    marks: list[str] = []
    for draft in drafts:
        marks.append(f"module:{draft.language}:{draft.revision.pk}")
        marks += [f"{unit.page.translation_key}:{unit.fingerprint}" for unit in draft.units]
        marks += [version_of(row) for row in draft.snippets]
    return fingerprint(*marks)


def sent_revisions(drafts: list[DraftModule]) -> list[dict[str, Any]]:
    """The revisions of a gathered module, to find exactly these again."""
    return [
        {
            "language": draft.language,
            "module": draft.revision.pk,
            "units": [unit.revision.pk for unit in draft.units],
            "questions": [question.latest_revision_id for question in draft.questions],
            "vignettes": [vignette.latest_revision_id for vignette in draft.vignettes],
        }
        for draft in drafts
    ]


def gather_sent(sent: list[dict[str, Any]]) -> list[DraftModule]:
    """The module as it was when it was sent, whatever was changed since."""
    numbers = [item["module"] for item in sent]
    numbers += [number for item in sent for part in PARTS for number in item.get(part, [])]
    revisions = Revision.objects.in_bulk(numbers)
    return [_gather_sent_one(item, revisions) for item in sent]


def _gather_sent_one(item: dict[str, Any], revisions: dict[int, Revision]) -> DraftModule:
    questions = [revisions[number].as_object() for number in item["questions"]]
    vignettes = [revisions[number].as_object() for number in item.get("vignettes", [])]
    by_id = {question.pk: question for question in questions}
    units = []
    for position, number in enumerate(item["units"], start=1):
        page = revisions[number].as_object()
        for block in page.body:
            if block.block_type == "check" and block.value["question"] is not None:
                block.value["question"] = by_id.get(block.value["question"].pk, block.value["question"])
        units.append(DraftUnit(page, revisions[number], position))
    revision = revisions[item["module"]]
    return DraftModule(item["language"], revision.as_object(), revision, units, questions, vignettes)
