"""Reading a unit, on the screen and on paper. Nothing here writes."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from learning import markers, marking, reading
from learning.addresses import learn_address, unit_address
from learning.asking import values_chosen
from learning.models import EditionUnit
from learning.outline import steps_of
from people.decorators import member_required
from people.requests import MemberRequest


@require_GET
@member_required
def unit(request: MemberRequest, module_slug: str, unit_slug: str) -> HttpResponse:
    """The unit, the learner's place in it, and the way on."""
    row = unit_or_404(request, module_slug, unit_slug)
    return render(request, "learning/unit.html", unit_context(request, row))


def unit_context(request: MemberRequest, row: Any, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """What the unit page shows; `typed` are reflections that could not be kept, so that nothing is lost."""
    units = reading.outline(row.edition_id, row.language, row.enrolment_id)
    steps = steps_of(units, row.language, row.module_slug, row.unit_key)
    here = next(place for place, step in enumerate(steps) if step.current)
    done = sum(bool(item["completed_at"]) for item in units)
    return {
        "unit": row,
        "body": filled(request.user, row, typed),
        "steps": tuple(steps),
        "number": here + 1,
        "done": done,
        "total": len(steps),
        "is_done": bool(units[here]["completed_at"]),
        "reached": units[here]["reached"] or "",
        "before": steps[here - 1] if here else None,
        "after": steps[here + 1] if here + 1 < len(steps) else None,
        "all_done": done == len(steps),
        "module_href": learn_address(row.language, row.module_slug),
        "check_href": learn_address(row.language, row.module_slug, "check"),
        "save_href": _post_address("unit_save", row),
        "position_href": _post_address("unit_position", row),
        "print_href": _post_address("unit_print", row),
        "report_href": _post_address("report_unit", row),
        "note_mark": note_mark(row.note or ""),
        "fallback": row.language != get_language(),
        "spoken": row.language if row.language != get_language() else "",
    }


def _post_address(name: str, row: Any, *more: str) -> str:
    return unit_address(get_language() or "en", name, row.module_slug, row.slug, *more)


def note_mark(text: str) -> str:
    """The same for the same note, however a browser ends its lines."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:12]


def unit_or_404(request: MemberRequest, module_slug: str, unit_slug: str) -> Any:
    """The unit in the language of the page, or in English where there is no Welsh; drafts and the future are 404."""
    language = get_language() or "en"
    row: Any = reading.unit(request.user, language, module_slug, unit_slug)
    if row is None and language != "en":
        row = reading.unit(request.user, "en", module_slug, unit_slug)
    if row is None:
        raise Http404
    other = "cy" if row.language == "en" else "en"
    request.translations = {row.language: learn_address(row.language, row.module_slug, row.slug)}
    if row.other_module_slug and row.other_unit_slug:
        request.translations[other] = learn_address(other, row.other_module_slug, row.other_unit_slug)
    return row


def filled(
    user: Any,
    row: EditionUnit,
    typed: dict[str, str] | None = None,
    refused: dict[str, tuple[tuple[list[str], dict[str, Any], str], str]] | None = None,
) -> SafeString:
    """The stored HTML with the learner's own words and marked answers in it; `refused` answers say what they lack."""
    own = reading.own_words(user, row) if "⟦answer:" in row.html or "⟦reflection:" in row.html else reading.Own({}, {})
    words = {**own.reflections, **(typed or {})}
    notices = {key: notice for key, (_given, notice) in (refused or {}).items()}
    own.answers.update({key: given for key, (given, _notice) in (refused or {}).items()})
    html = markers.fill(
        row.html,
        answer=lambda key: notices.get(key) or _feedback(key, own),
        reflection=lambda key: escape(words.get(key, "")),
        typed=lambda key: escape(_typed_answer(key, own)),
        worksheet=_post_address("unit_worksheet", row, "00000000-0000-0000-0000-000000000000").replace(
            "00000000-0000-0000-0000-000000000000", "{}"
        ),
    )
    for chosen, content, kind in own.answers.values():
        html = markers.choose(html, values_chosen(kind, content, chosen))
    return mark_safe(html)  # noqa: S308 - rendered by our templates at publication; the learner's words are escaped


def _typed_answer(key: str, own: reading.Own) -> str:
    chosen, _content, kind = own.answers.get(key, ([], {}, ""))
    return chosen[0] if chosen and kind in {"numeric", "short"} else ""


def _feedback(key: str, own: reading.Own) -> str:
    if key not in own.answers:
        return f'<div id="a-{key}" aria-live="polite"></div>'
    chosen, content, kind = own.answers[key]
    return feedback_html(key, kind, content, chosen)


def feedback_html(key: str, kind: str, content: dict[str, Any], chosen: list[str]) -> str:
    """What comes back after answering: right or not yet, the reasons of what was chosen, and the rationale."""
    right = marking.is_right(kind, content, chosen)
    options = marking.marked_options(kind, content, chosen)
    shown = [option for option in options if option.chosen or option.right or (right and option.correct)]
    context = {"key": key, "right": right, "options": shown, "content": content, "kind": kind}
    return render_to_string("learning/parts/feedback.html", context)


@require_GET
@member_required
def unit_print(request: MemberRequest, module_slug: str, unit_slug: str) -> HttpResponse:
    """The unit alone, for paper."""
    row: Any = unit_or_404(request, module_slug, unit_slug)
    context = {"title": row.title, "over": row.module_title, "body": _blank(row), "language": row.language}
    return render(request, "learning/print.html", context)


@require_GET
@member_required
def unit_worksheet(request: MemberRequest, module_slug: str, unit_slug: str, block_id: uuid.UUID) -> HttpResponse:
    """One worksheet alone, for paper."""
    row: Any = unit_or_404(request, module_slug, unit_slug)
    sheet = markers.block(_blank(row), str(block_id))
    if not sheet:
        raise Http404
    context = {"title": row.title, "over": row.module_title, "sheet": True, "language": row.language}
    context["body"] = mark_safe(sheet)  # noqa: S308
    return render(request, "learning/print.html", context)


def _blank(row: EditionUnit) -> SafeString:
    """The stored HTML with nobody's words in it."""
    return mark_safe(markers.fill(row.html, worksheet="#{}"))  # noqa: S308 - rendered by our templates at publication
