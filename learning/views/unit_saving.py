"""What a reader does in a unit: answers, reflections, a note, being done. Every way in is a POST."""

from __future__ import annotations

import contextlib
import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning import marking, reading
from learning.addresses import learn_address
from learning.asking import problem_of
from learning.models import EditionQuestion, EditionUnit
from learning.outline import Step, steps_of
from learning.services import notes, progress, updates
from learning.views.units import feedback_html, filled, note_mark, unit_context, unit_or_404
from people.decorators import member_required
from people.requests import MemberRequest

BLOCK_ID = re.compile(r"[0-9a-f-]{1,40}\Z")


@require_POST
@member_required
def unit_save(request: MemberRequest, module_slug: str, unit_slug: str) -> HttpResponseBase:
    """One form for all a reader does in a unit. Whatever else was typed in it is kept as well."""
    row: Any = unit_or_404(request, module_slug, unit_slug)
    problem = _keep_note(request, row) or _keep_reflections(request, row)
    if problem:
        messages.error(request, problem)
        return render(request, "learning/unit.html", unit_context(request, row, _typed(request)))
    if not _wants_fragment(request):
        _keep_other_answers(request, row)
    if "keep_note" in request.POST or "check" in request.POST:
        return _note_kept(request, row) if "keep_note" in request.POST else _check(request, row)
    if "reflect" in request.POST:
        messages.success(request, _("Your answer is kept. Only you can read it."))
        return redirect(f"{learn_address(row.language, row.module_slug, row.slug)}#b-{_block_id(request, 'reflect')}")
    if "reread" in request.POST or "done" in request.POST:
        return _reread(request, row) if "reread" in request.POST else _done(request, row)
    return redirect(learn_address(row.language, row.module_slug, row.slug))


def _block_id(request: MemberRequest, name: str) -> str:
    value = request.POST.get(name, "")
    return value if BLOCK_ID.match(value) else ""


def _typed(request: MemberRequest) -> dict[str, str]:
    """Reflections by block. PostgreSQL takes no NUL in a text, and no keyboard types one."""
    sent = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("r-")}
    return {key: text.replace("\0", "") for key, text in sent.items() if BLOCK_ID.match(key)}


def _keep_reflections(request: MemberRequest, row: EditionUnit) -> str:
    own = reading.own_words(request.user, row).reflections if _typed(request) else {}
    for key, text in _typed(request).items():
        if f"⟦reflection:{key}⟧" not in row.html or text == own.get(key, ""):
            continue
        try:
            progress.save_reflection(actor=request.user, unit=row, block_id=uuid.UUID(key), text=text)
        except progress.ReflectionTooLong:
            return _("That is longer than 5,000 characters. Shorten it a little; nothing is lost yet.")
    return ""


def _keep_note(request: MemberRequest, row: Any) -> str:
    """The reader's note, when it was changed in this page; an older page left open puts no older words back.

    What could not be kept stays in the page.
    """
    text = str(request.POST.get("note", row.note or "")).replace("\0", "")
    untouched = note_mark(text) == request.POST.get("note_seen") and len(text) <= notes.NOTE_LENGTH
    if untouched or text == (row.note or ""):
        return ""
    row.note = text
    try:
        notes.keep(actor=request.user, unit=row, text=text)
    except notes.NoteTooLong:
        return _("That is longer than 5,000 characters. Shorten it a little; nothing is lost yet.")
    return ""


def _note_kept(request: MemberRequest, row: Any) -> HttpResponseBase:
    if _wants_fragment(request):
        return HttpResponse(status=204)
    messages.success(request, _("Your note is kept. Only you can read it."))
    return redirect(f"{learn_address(row.language, row.module_slug, row.slug)}#note")


def _keep_other_answers(request: MemberRequest, row: EditionUnit) -> None:
    """Checks that were ticked but not sent are taken as answered, so that no tick is lost with the page."""
    own = reading.own_words(request.user, row).answers if "⟦answer:" in row.html else {}
    for name in request.POST:
        key = _uuid(name[2:]) if name.startswith("q-") and name[2:] != request.POST.get("check") else None
        chosen = request.POST.getlist(name)
        if key is None or set(chosen) == set(own.get(str(key), ([], {}, ""))[0]):
            continue
        with contextlib.suppress(marking.NotAnAnswer, EditionQuestion.DoesNotExist):
            progress.answer_check(actor=request.user, unit=row, question_key=key, chosen=chosen)


def _reread(request: MemberRequest, row: Any) -> HttpResponseBase:
    with contextlib.suppress(updates.NotAsked):
        updates.reread(actor=request.user, module_key=row.edition.module_key, unit_key=row.unit_key)
        messages.success(request, _("Thank you. “%(unit)s” is ticked off.") % {"unit": row.title})
    return redirect(learn_address(row.language, row.module_slug))


def _check(request: MemberRequest, row: Any) -> HttpResponseBase:
    key = request.POST.get("check", "")
    chosen = request.POST.getlist(f"q-{key}")
    address = f"{learn_address(row.language, row.module_slug, row.slug)}#a-{key}"
    try:
        client_id = _uuid(request.POST.get("client_id"))
        answer = progress.answer_check(
            actor=request.user, unit=row, question_key=uuid.UUID(key), chosen=chosen, client_id=client_id
        )
    except progress.NotWhole as error:
        return _not_whole(request, row, key, error)
    except (ValueError, EditionQuestion.DoesNotExist):
        return _refused(request, _("That answer doesn't belong to this question any more."), address)
    if _wants_fragment(request):
        question = EditionQuestion.objects.get(
            edition_id=row.edition_id, language=row.language, question_key=answer.question_key
        )
        return HttpResponse(feedback_html(key, question.kind, question.content, answer.chosen))
    return redirect(address)


def _not_whole(request: MemberRequest, row: Any, key: str, error: progress.NotWhole) -> HttpResponse:
    """Says beside the question what is missing, with everything given still there."""
    words = problem_of(error.question.kind, error.question.content, error.chosen)
    notice = f'<p class="error" role="alert">{escape(words)}</p>'
    if _wants_fragment(request):
        return HttpResponse(notice, status=422)
    given = (error.chosen, error.question.content, error.question.kind)
    context = unit_context(request, row)
    context["body"] = filled(request.user, row, None, {key: (given, f'<div id="a-{key}">{notice}</div>')})
    return render(request, "learning/unit.html", context, status=422)


def _refused(request: MemberRequest, words: str, address: str) -> HttpResponseBase:
    if _wants_fragment(request):
        return HttpResponse(f'<p class="error" role="alert">{escape(words)}</p>', status=422)
    messages.error(request, words)
    return redirect(
        address
        if "#a-" in address and BLOCK_ID.match(address.rpartition("#a-")[2])
        else address.split("#", maxsplit=1)[0]
    )


def _wants_fragment(request: MemberRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _uuid(text: str | None) -> uuid.UUID | None:
    with contextlib.suppress(ValueError):
        return uuid.UUID(text or "")
    return None


def _done(request: MemberRequest, row: Any) -> HttpResponseBase:
    progress.complete_unit(actor=request.user, unit=row)
    units = reading.outline(row.edition_id, row.language, row.enrolment_id)
    steps: list[Step] = steps_of(units, row.language, row.module_slug, row.unit_key)
    here = next(place for place, step in enumerate(steps) if step.current)
    if here + 1 < len(steps):
        return redirect(steps[here + 1].href)
    return redirect(learn_address(row.language, row.module_slug, "check"))


@require_POST
@member_required
def unit_position(request: MemberRequest, module_slug: str, unit_slug: str) -> HttpResponse:
    """The page tells, now and then, which block the reader has reached."""
    row = unit_or_404(request, module_slug, unit_slug)
    position = request.POST.get("position", "")
    if not BLOCK_ID.match(position) or f'id="b-{position}"' not in row.html:
        return JsonResponse({"error": _("There is no such place on this page.")}, status=400)
    progress.record_position(actor=request.user, unit=row, position=position)
    return HttpResponse(status=204)
