"""A folder becomes draft pages and questions: all of it or nothing, and an unchanged folder writes nothing."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from audit.services import record
from learning.folder.modules import read_module
from learning.folder.problems import FolderRefused, Problems
from learning.folder.sources import ModuleSource, UnitSource, key_for
from learning.models import LearnIndexPage, ModulePage, UnitPage
from learning.models.check_rules import CHECK_RULES
from learning.services.imported_bodies import BodyMaker
from learning.services.imported_questions import Bank
from learning.services.imported_vignettes import store_vignettes
from learning.services.streams import keep_ids, raw
from people.models import User

__all__ = ["FolderRefused", "ImportReport", "import_module"]


@dataclass
class ImportReport:
    """What an import did."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    module_key: uuid.UUID | None = None

    @property
    def changed(self) -> bool:
        """Anything was written or removed."""
        return bool(self.written or self.removed)


def import_module(*, actor: User | None, folder: Path, dry_run: bool = False) -> ImportReport:
    """Store the module in the folder as drafts; refused as a whole when anything in it is wrong."""
    problems = Problems()
    sources = read_module(folder, problems)
    problems.refuse_if_any()
    report = ImportReport()
    with transaction.atomic():
        importer = _Importer(actor, sources, problems, report)
        importer.run()
        problems.refuse_if_any()
        if report.changed:
            record(actor=actor, action="learning.module_imported", records=[("learning.module", str(importer.key))])
        if dry_run:
            transaction.set_rollback(True)
    return report


class _Importer:
    """One run: English first, then Welsh as its translation."""

    def __init__(
        self, actor: User | None, sources: list[ModuleSource], problems: Problems, report: ImportReport
    ) -> None:
        self.actor = actor
        self.sources = sources
        self.problems = problems
        self.report = report
        code = sources[0].code
        existing = ModulePage.objects.filter(code__iexact=code, alias_of=None).order_by("pk").first()
        self.key = report.module_key = existing.translation_key if existing else key_for(code)
        self.unit_keys: list[uuid.UUID] = []
        self.bank = Bank(actor, self.key, code, report.written, report.removed)

    def run(self) -> None:
        """Every language of the folder."""
        for source in self.sources:
            locale = Locale.objects.get(language_code=source.language)
            index = LearnIndexPage.objects.filter(locale=locale).first()
            if index is None:
                file = f"{source.language}/" if source.language != "en" else ""
                self.problems.add(f"{file}module.yaml", 1, "The site has no page for modules yet: run setup_site.")
                continue
            module = self._module(source, locale, index)
            store_vignettes(
                actor=self.actor,
                source=source,
                module_key=self.key,
                locale=locale,
                written=self.report.written,
                removed=self.report.removed,
            )
            self._units(source, module, locale)
            self.bank.finals(source, locale)
            self.bank.remove_leftovers(locale)

    def _module(self, source: ModuleSource, locale: Locale, index: LearnIndexPage) -> ModulePage:
        page = ModulePage.objects.filter(translation_key=self.key, locale=locale).first()
        draft = _draft(page) or ModulePage(translation_key=self.key, locale=locale)
        outcomes = [
            {"type": "outcome", "value": text, "id": str(key_for(source.code, "outcome", number))}
            for number, text in enumerate(source.outcomes, start=1)
        ]
        values: dict[str, Any] = {
            "title": source.title,
            "slug": source.slug,
            "code": source.code,
            "summary": source.summary,
            "audience": source.audience,
            "minutes": source.minutes,
            "approach": source.approach,
            **{name: getattr(source, name) for name in CHECK_RULES},
            "evidence": source.evidence,
            "repeat_months": source.repeat_months,
            "review_by": source.review_by,
            "review_note": source.review,
            "translation_note": source.translation,
        }
        self._store(draft, values, {"outcomes": outcomes}, index)
        return ModulePage.objects.get(pk=draft.pk)

    def _units(self, source: ModuleSource, module: ModulePage, locale: Locale) -> None:
        children = list(UnitPage.objects.child_of(module).order_by("path"))
        bodies = BodyMaker(source, locale, self.bank, self.problems)
        stored: list[int] = []
        for unit in source.units:
            page = self._find_unit(unit, source, children)
            draft = _draft(page) or UnitPage(translation_key=self._unit_key(unit, source), locale=locale)
            if locale.language_code == "en":
                self.unit_keys.append(draft.translation_key)
            values = {
                "title": unit.title,
                "slug": unit.slug,
                "summary": unit.summary,
                "minutes": unit.minutes,
                "outcome": unit.outcome,
                "review_note": unit.review,
                "translation_note": unit.translation,
            }
            self._store(draft, values, {"body": bodies.stream(unit)}, module)
            stored.append(draft.pk)
        for page in children:
            if page.pk not in stored:
                message = (
                    f"The unit “{page.title}” is on the site but not in the folder. Delete it there, or add its file."
                )
                self.problems.add("module.yaml", 1, message)
        _put_in_order(module, stored)

    def _unit_key(self, unit: UnitSource, source: ModuleSource) -> uuid.UUID:
        if source.language != "en" and unit.number <= len(self.unit_keys):
            return self.unit_keys[unit.number - 1]
        return key_for(source.code, "unit", unit.slug)

    def _find_unit(self, unit: UnitSource, source: ModuleSource, children: list[UnitPage]) -> UnitPage | None:
        key = self._unit_key(unit, source)
        if source.language == "en":
            by_slug = next((page for page in children if page.slug == unit.slug), None)
            if by_slug:
                return by_slug
        return next((page for page in children if page.translation_key == key), None)

    def _store(self, draft: Page, values: dict[str, Any], streams: dict[str, Any], parent: Page) -> None:
        """Save as a draft when something differs from the newest draft."""
        if store_draft(draft, values, streams, parent, self.actor):
            self.report.written.append(f"{draft.locale.language_code}: {draft.title}")


def _draft(page: Any) -> Any:
    return page.get_latest_revision_as_object() if page else None


def store_draft(draft: Any, values: dict[str, Any], streams: dict[str, Any], parent: Page, actor: User | None) -> bool:
    """Save the page as a draft if it is new or differs; says whether it did."""
    for name, new in streams.items():
        old = raw(getattr(draft, name)) if draft.pk else []
        kept = keep_ids(new, old)
        if not draft.pk or kept != old:
            values = values | {name: kept}
    changed = {name: value for name, value in values.items() if name in streams or getattr(draft, name) != value}
    if draft.pk and not changed:
        return False
    for name, value in changed.items():
        setattr(draft, name, json.dumps(value) if name in streams else value)
    if not draft.pk:
        draft.draft_title = draft.title
        draft.live = False
        draft.owner = actor
        parent.add_child(instance=draft)
    draft.save_revision(user=actor)
    return True


def _put_in_order(module: ModulePage, wanted: list[int]) -> None:
    """Units stand in the order of the folder."""
    present = list(UnitPage.objects.child_of(module).order_by("path").values_list("pk", flat=True))
    if [pk for pk in present if pk in wanted] == wanted:
        return
    for pk in wanted:
        UnitPage.objects.get(pk=pk).move(ModulePage.objects.get(pk=module.pk), pos="last-child")
