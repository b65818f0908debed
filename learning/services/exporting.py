"""A module or the library's resources back into folders of Markdown, as their authors have them now.

Importing what was exported changes nothing, and exporting again gives the same bytes.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from wagtail.images import get_image_model

from home.markdown import write_blocks
from learning.folder.facts import write_mapping
from learning.folder.questions import write_questions
from learning.folder.sources import QuestionSource, VignetteSource
from learning.folder.vignettes import FOLDER as CASES
from learning.folder.vignettes import write_vignette
from learning.folder.written_bodies import BodyWriter
from learning.models import ModulePage, Question, ResourcePage, Vignette
from learning.services.drafts import DraftModule, DraftUnit, gather
from learning.services.imported_recordings import written_recording
from learning.services.streams import raw


class NothingToExport(Exception):
    """There is no such module or resource."""


class FolderInUse(Exception):
    """The folder has other files in it, which an export must not mix with."""


def export_module(*, code: str, folder: Path) -> list[Path]:
    """Write the module of this code; returns the files written."""
    page = ModulePage.objects.filter(code__iexact=code, alias_of=None).order_by("pk").first()
    if page is None:
        raise NothingToExport(code)
    _clear(folder, marker="module.yaml")
    drafts = gather(page.translation_key)
    languages = [draft.language for draft in drafts]
    for draft in drafts:
        _write_language(draft, folder, languages)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _clear(folder: Path, marker: str) -> None:
    """Take an earlier export away; refuse a folder that holds anything else."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / marker).is_file():
            raise FolderInUse(folder)
        for path in [*folder.glob("*.md"), *folder.glob("*.yaml")]:
            path.unlink()
        for name in ("cy", "pictures", "recordings", CASES):
            shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


def _write_language(draft: DraftModule, root: Path, languages: list[str]) -> None:
    folder = root if draft.language == "en" else root / draft.language
    folder.mkdir(exist_ok=True)
    _write(folder / "module.yaml", write_mapping(_module_facts(draft, languages)))
    placed: set[int] = set()
    for unit in draft.units:
        name = f"{unit.position:02d}-{unit.page.slug}.md"
        _write(folder / name, _unit_text(draft, unit, root, placed))
    unplaced = [question for question in draft.questions if question.pk not in placed]
    if unplaced:
        _write(folder / "questions.yaml", write_questions([source_of(question) for question in unplaced]))

    if draft.vignettes:
        (folder / CASES).mkdir()
    for row in draft.vignettes:
        case = _case(row)
        _write(folder / CASES / f"{row.slug}.yaml", write_vignette(case, draft.page.code, draft.language))


def _case(row: Vignette) -> VignetteSource:
    return VignetteSource(
        slug=row.slug,
        title=row.title,
        position=row.position,
        content=row.content,
        review=row.review_note,
        translation=row.translation_note,
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _module_facts(draft: DraftModule, languages: list[str]) -> dict[str, Any]:
    page = draft.page
    return {
        "code": page.code,
        "slug": page.slug if page.slug != page.code.lower() else None,
        "lang": draft.language if draft.language != "en" else None,
        "translation": page.translation_note,
        "title": page.title,
        "summary": page.summary,
        "audience": page.audience,
        "minutes": page.minutes,
        "outcomes": [str(block.value) for block in page.outcomes],
        "pass_mark": page.pass_mark,
        "draw": page.draw,
        "attempts_allowed": page.attempts_allowed,
        "fails_before_wait": page.fails_before_wait if page.fails_before_wait != 2 else None,
        "wait_hours": page.wait_hours if page.wait_hours != 12 else None,
        "time_limit": page.time_limit,
        "approach": page.approach,
        "evidence": page.evidence,
        "repeat_months": page.repeat_months,
        "review_by": page.review_by,
        "languages": languages if draft.language == "en" else None,
        "review": page.review_note,
        "units": [unit.page.title for unit in draft.units],
    }


def _unit_text(draft: DraftModule, unit: DraftUnit, root: Path, placed: set[int]) -> str:
    page = unit.page
    facts = {
        "module": draft.page.code,
        "unit": unit.position,
        "lang": draft.language if draft.language != "en" else None,
        "translation": page.translation_note,
        "title": page.title,
        "minutes": page.minutes,
        "outcome": page.outcome,
        "summary": page.summary,
        "review": page.review_note,
    }
    writer = _writer(root, {question.pk: question for question in draft.questions}, placed)
    return _page_text(facts, writer, page.body)


def _page_text(facts: dict[str, Any], writer: BodyWriter, body: Any) -> str:
    return f"---\n{write_mapping(facts)}---\n\n{write_blocks(writer.blocks(raw(body)))}"


def _writer(root: Path, questions: dict[int, Question], placed: set[int]) -> BodyWriter:
    def question(key: int) -> dict[str, Any]:
        row = questions.get(key) or Question.objects.get(pk=key)
        if row.use == "check":
            placed.add(row.pk)
        source = source_of(row)
        return {
            "kind": row.kind,
            "stem": row.stem,
            "options": source.options,
            "rationale": row.rationale,
            "outcome": row.outcome,
            "title": row.title,
            "unit_of_answer": row.unit_of_answer,
        }

    return BodyWriter(
        question=question,
        picture=lambda key: _copy_picture(key, root),
        recording=lambda key: written_recording(key, root),
        resource=lambda key: ResourcePage.objects.get(pk=key).code,
        vignette=lambda key: Vignette.objects.get(pk=key).slug,
    )


def source_of(question: Question) -> QuestionSource:
    """The row as plain values."""
    return QuestionSource(
        kind=question.kind,
        stem=question.stem,
        options=question.content["options"],
        rationale=question.rationale,
        line=0,
        unit=question.unit_number,
        outcome=question.outcome,
        position=question.position,
        use=question.use,
        title=question.title,
        unit_of_answer=question.unit_of_answer,
    )


def _copy_picture(key: int, root: Path) -> str:
    picture = get_image_model().objects.get(pk=key)
    name = f"pictures/{Path(picture.file.name).name}"
    target = root / name
    target.parent.mkdir(exist_ok=True)
    with picture.file.open("rb") as file:
        target.write_bytes(file.read())
    return name


def export_resources(*, folder: Path) -> list[Path]:
    """Write every resource of the library; returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(path.suffix not in {".md", ""} for path in folder.iterdir()):
        raise FolderInUse(folder)
    for path in [*folder.glob("*.md"), *folder.glob("cy/*.md")]:
        path.unlink()
    for page in ResourcePage.objects.filter(alias_of=None).select_related("locale").order_by("pk"):
        language = page.locale.language_code
        below = folder if language == "en" else folder / language
        below.mkdir(exist_ok=True)
        draft = page.get_latest_revision_as_object()
        text = _page_text(_resource_facts(draft, language), _writer(folder, {}, set()), draft.body)
        _write(below / f"{draft.slug}.md", text)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _resource_facts(page: ResourcePage, language: str) -> dict[str, Any]:
    return {
        "code": page.code,
        "lang": language if language != "en" else None,
        "title": page.title,
        "approach": page.approach,
        "systems": page.systems,
        "principles": page.principles,
        "step": page.step,
        "format": page.format,
        "minutes": page.minutes,
        "safety": page.safety,
        "summary": page.summary,
        "related_units": page.related_units,
        "review_by": page.review_by,
        "source": page.source,
        "licence": page.licence,
        "public": page.is_public or None,
    }
