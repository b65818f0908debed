"""What to look at before a module is published. Errors stop it; warnings are for the author to weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from learning.models import Question
from learning.question_rules import faults
from learning.services.drafts import DraftModule, DraftUnit, complete_languages
from learning.services.vignettes import by_key, errors_in


@dataclass(frozen=True)
class Finding:
    """One thing found, and the page or question to go to."""

    message: str
    language: str
    page_id: int | None = None
    question_id: int | None = None
    vignette_id: int | None = None
    is_error: bool = False

    def __str__(self) -> str:
        return self.message


def errors_of(drafts: list[DraftModule]) -> list[Finding]:
    """What stops publication, in every language that would be published."""
    return [
        finding
        for draft in complete_languages(drafts)
        for finding in [*_module_errors(draft), *_unit_errors(draft), *_bank(draft), *_cases(draft, drafts[0])]
    ]


def _error(message: str, draft: DraftModule, page: Any) -> Finding:
    return Finding(message, draft.language, page_id=page.pk, is_error=True)


def _module_errors(draft: DraftModule) -> Iterator[Finding]:
    if not draft.units:
        yield _error(_("The module has no units."), draft, draft.page)
    if len(draft.finals) < draft.page.draw:
        text = _("The final check draws %(draw)d questions; the bank has %(count)d.")
        yield _error(text % {"draw": draft.page.draw, "count": len(draft.finals)}, draft, draft.page)


def _unit_errors(draft: DraftModule) -> Iterator[Finding]:
    for unit in draft.units:
        for message in [*_empty_unit(unit), *_broken_blocks(unit), *_recordings(unit)]:
            text = _("%(unit)s: %(problem)s") % {"unit": unit.page.title, "problem": message}
            yield _error(text, draft, unit.page)


def _empty_unit(unit: DraftUnit) -> Iterator[str]:
    if not unit.page.minutes:
        yield _("no minutes.")
    if not len(unit.page.body):
        yield _("no content.")


def _broken_blocks(unit: DraftUnit) -> Iterator[str]:
    for block in unit.page.body:
        if block.block_type == "image" and not str(block.value["alt"]).strip():
            yield _("a picture has no alternative text.")
        if block.block_type == "image" and block.value["picture"] is None:
            yield _("a picture is missing.")
        if block.block_type == "check" and block.value["question"] is None:
            yield _("a knowledge check has no question.")
        if block.block_type == "vignette" and block.value["vignette"] is None:
            yield _("a link to a case has no case.")
        if block.block_type == "resource_link" and not getattr(block.value["resource"], "live", False):
            yield _("a resource link points to a page that is not published.")


def _recordings(unit: DraftUnit) -> Iterator[str]:
    """No video or audio without captions and transcript; a unit read aloud is its own transcript."""
    for block in unit.page.body:
        if block.block_type not in {"video", "audio"}:
            continue
        recording = block.value["recording"]
        if recording is None:
            yield _("a recording is missing.")
            continue
        if block.block_type == "audio" and block.value["is_reading"]:
            continue
        for is_there, words in (
            (recording.captions, _("“%(title)s” has no captions.")),
            (recording.transcript, _("“%(title)s” has no transcript.")),
        ):
            if not is_there.strip():
                yield words % {"title": recording.title}


def _bank(draft: DraftModule) -> Iterator[Finding]:
    known = {question.pk for question in draft.questions}
    for unit in draft.units:
        for block in unit.page.body:
            question = block.value["question"] if block.block_type == "check" else None
            if question is not None and question.pk not in known:
                text = _("%(unit)s: a knowledge check uses a question of another module or language.")
                yield _error(text % {"unit": unit.page.title}, draft, unit.page)
    for question in draft.questions:
        for message in question_faults(question):
            text = _("Question “%(question)s”: %(problem)s") % {"question": question, "problem": message}
            yield Finding(text, draft.language, question_id=question.pk, is_error=True)


def _cases(draft: DraftModule, first: DraftModule) -> Iterator[Finding]:
    known, sources = {vignette.pk for vignette in draft.vignettes}, by_key(first.vignettes)
    for unit in draft.units:
        for block in unit.page.body:
            vignette = block.value["vignette"] if block.block_type == "vignette" else None
            if vignette is not None and vignette.pk not in known:
                text = _("%(unit)s: it links to a case of another module or language.")
                yield _error(text % {"unit": unit.page.title}, draft, unit.page)
    for vignette in draft.vignettes:
        source = sources.get(vignette.key) if draft is not first else None
        for message in errors_in(vignette, source):
            text = _("Case “%(case)s”: %(problem)s") % {"case": vignette, "problem": message}
            yield Finding(text, draft.language, vignette_id=vignette.pk, is_error=True)


def question_faults(question: Question) -> list[str]:
    """What is wrong with one question."""
    found = faults(question.kind, question.content["options"])
    if not question.rationale.strip():
        found.append(_("no rationale."))
    return found
