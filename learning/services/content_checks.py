"""What to look at before a module is published. Errors stop it; warnings are for the author to weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from learning.models import Question
from learning.question_rules import faults
from learning.services.drafts import DraftModule, DraftUnit


@dataclass(frozen=True)
class Finding:
    """One thing found, and the page or question to go to."""

    message: str
    language: str
    page_id: int | None = None
    question_id: int | None = None
    is_error: bool = False

    def __str__(self) -> str:
        return self.message


def errors_of(drafts: list[DraftModule]) -> list[Finding]:
    """What stops publication."""
    return [finding for draft in drafts[:1] for finding in _errors(draft)]


def _errors(draft: DraftModule) -> Iterator[Finding]:
    def page_error(message: str, page: Any) -> Finding:
        return Finding(message, draft.language, page_id=page.pk, is_error=True)

    if not draft.units:
        yield page_error(_("The module has no units."), draft.page)
    if len(draft.finals) < draft.page.draw:
        text = _("The final check draws %(draw)d questions; the bank has %(count)d.")
        yield page_error(text % {"draw": draft.page.draw, "count": len(draft.finals)}, draft.page)
    for unit in draft.units:
        for message in _unit_faults(unit):
            yield page_error(message, unit.page)
    for question in draft.questions:
        for message in question_faults(question):
            text = f"{question}: {message}"
            yield Finding(text, draft.language, question_id=question.pk, is_error=True)


def _unit_faults(unit: DraftUnit) -> Iterator[str]:
    if not unit.page.minutes:
        yield _("%(unit)s: no minutes.") % {"unit": unit.page.title}
    if not len(unit.page.body):
        yield _("%(unit)s: no content.") % {"unit": unit.page.title}
    for message in _broken_blocks(unit):
        yield f"{unit.page.title}: {message}"


def _broken_blocks(unit: DraftUnit) -> Iterator[str]:
    for block in unit.page.body:
        if block.block_type == "image" and not str(block.value["alt"]).strip():
            yield _("a picture has no alternative text.")
        if block.block_type == "image" and block.value["picture"] is None:
            yield _("a picture is missing.")
        if block.block_type == "check" and block.value["question"] is None:
            yield _("a knowledge check has no question.")
        if block.block_type == "resource_link" and block.value["resource"] is None:
            yield _("a resource link points nowhere.")


def question_faults(question: Question) -> list[str]:
    """What is wrong with one question."""
    found = faults(question.kind, [bool(option.value["correct"]) for option in question.options])
    if not question.rationale.strip():
        found.append(_("no rationale."))
    return found
