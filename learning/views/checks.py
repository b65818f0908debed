"""The final check: begin, answer (now or later), look it over, send, and read the result."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from learning import marking, reading
from learning.addresses import learn_address
from learning.asking import put
from learning.models import Attempt, Certificate, EditionUnit, Enrolment
from learning.services import attempts
from learning.views.modules import asked_of, module_or_404
from people.decorators import member_required
from people.requests import MemberRequest


@require_GET
@member_required
def final_check(request: MemberRequest, module_slug: str) -> HttpResponse:
    """The check under way; or what it will be and what is still to do first; or how it went."""
    module: Any = module_or_404(request, module_slug)
    enrolment = Enrolment.objects.of(request.user).filter(pk=module.enrolment_id).select_related("edition").first()
    under_way = enrolment and enrolment.attempts.filter(submitted_at__isnull=True).first()
    if under_way and attempts.is_over(under_way):
        return render(request, "learning/check_review.html", _answering(module, under_way, under_way.answers))
    if under_way:
        return render(request, "learning/check.html", _answering(module, under_way, under_way.answers))
    return render(request, "learning/check_intro.html", {**_intro(module, enrolment), **_waits(module)})


def _intro(module: Any, enrolment: Enrolment | None) -> dict[str, Any]:
    units = reading.outline(module.edition_id, module.language, module.enrolment_id)
    return {
        **_common(module),
        "units_left": [unit for unit in units if not unit["completed_at"]],
        "last": enrolment.attempts.filter(submitted_at__isnull=False).last() if enrolment else None,
        "wait_until": attempts.wait_until(enrolment) if enrolment else None,
        "tries_left": attempts.tries_left(enrolment) if enrolment else None,
        "extra": attempts.extra_per_cent(enrolment.user_id) if enrolment and module.edition.time_limit else 0,
        "passed": bool(enrolment and (module.passed or enrolment.state == Enrolment.State.COMPLETED)),
    }


def _common(module: Any) -> dict[str, Any]:
    return {
        "module": module,
        "module_href": learn_address(module.language, module.slug),
        "check_href": learn_address(module.language, module.slug, "check"),
    }


def _waits(module: Any) -> dict[str, Any]:
    """What stands between a passed check and the certificate."""
    return {"asked": asked_of(module) if module.passed else []}


def _answering(
    module: Any, attempt: Attempt, answers: dict[str, list[str]], missing: list[int] | None = None
) -> dict[str, Any]:
    return {
        **_common(module),
        "attempt": attempt,
        "questions": put(attempt.questions, answers, missing or []),
        "missing": missing or [],
        "over": attempts.is_over(attempt),
        "answered": len(attempt.questions) - len(attempts.lacking(attempt)),
    }


@require_POST
@member_required
def begin_check(request: MemberRequest, module_slug: str) -> HttpResponse:
    """Draw the questions, or go on with those drawn before."""
    module: Any = module_or_404(request, module_slug)
    enrolment = get_object_or_404(Enrolment.objects.of(request.user), pk=module.enrolment_id)
    try:
        attempts.begin(actor=request.user, enrolment=enrolment, language=module.language)
    except attempts.UnitsLeft:
        messages.error(request, _("The final check opens when every unit is done."))
    except attempts.NoTriesLeft:
        messages.error(request, _("All tries of this check are used. Your training coordinator can help."))
    except attempts.WaitFirst:
        messages.error(request, _("The next try opens a little later. Re-read first; the page says when."))
    except attempts.Finished:
        messages.info(request, _("You have finished this module."))
    except attempts.NoQuestions:
        messages.error(request, _("This check has no questions yet. Your training coordinator can help."))
    return redirect(learn_address(module.language, module.slug, "check"))


@require_POST
@member_required
def answer_check(request: MemberRequest, module_slug: str) -> HttpResponseBase:
    """Save (one answer or all), look over, or send. Nothing given is ever lost."""
    module: Any = module_or_404(request, module_slug)
    attempt = _attempt_of(request, module)
    here = learn_address(module.language, module.slug, "check")
    try:
        return _taken(request, module, attempt)
    except attempts.Unanswered as error:
        attempt.refresh_from_db()
        context = _answering(module, attempt, attempt.answers, error.numbers)
        return render(request, "learning/check.html", context, status=422)
    except attempts.AlreadySent:
        words, there = _("These answers were sent before. Here is the result."), _result_address(module, attempt)
    except attempts.TimeUp:
        words, there = _("The time is over. What was saved until then is kept and counts."), here
    except marking.NotAnAnswer:
        words, there = _("Some answers did not belong to these questions, so nothing was changed."), here
    if _wants_json(request):
        return JsonResponse({"problem": words}, status=409)
    messages.info(request, words)
    return redirect(there)


def _taken(request: MemberRequest, module: Any, attempt: Attempt) -> HttpResponseBase:
    answers = _answers(request)
    if "send" in request.POST:
        attempts.submit(actor=request.user, attempt=attempt, answers=answers)
        return redirect(_result_address(module, attempt))
    kept = attempts.save_answers(actor=request.user, attempt=attempt, answers=answers)
    context = _answering(module, kept, kept.answers)
    if _wants_json(request):
        problems = {question.key: question.problem for question in context["questions"] if question.key in answers}
        return JsonResponse({"problems": problems, "answered": context["answered"]})
    if "review" in request.POST:
        return render(request, "learning/check_review.html", context)
    messages.success(request, _("Saved. You can go on later, on any device."))
    return redirect(learn_address(module.language, module.slug, "check"))


def _result_address(module: Any, attempt: Attempt) -> str:
    return reverse("check_result", args=[module.slug, attempt.public_id])


def _wants_json(request: MemberRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _attempt_of(request: MemberRequest, module: Any) -> Attempt:
    try:
        key = uuid.UUID(request.POST.get("attempt", ""))
    except ValueError as error:
        raise Http404 from error
    own = Attempt.objects.filter(enrolment__user=request.user, enrolment__module_key=module.edition.module_key)
    return get_object_or_404(own, public_id=key)


def _answers(request: MemberRequest) -> dict[str, list[str]]:
    """What was ticked. A question that was `shown` with nothing ticked is unanswered; one not shown stays as stored."""
    sent = {name[2:]: request.POST.getlist(name) for name in request.POST if name.startswith("q-")}
    return {**{key: [] for key in request.POST.getlist("shown")}, **sent}


@require_GET
@member_required
def check_result(request: MemberRequest, module_slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """How it went, question by question, and what to re-read."""
    module: Any = module_or_404(request, module_slug)
    attempt = get_object_or_404(
        Attempt.objects.select_related("enrolment__completion"),
        public_id=attempt_id,
        enrolment__user=request.user,
        enrolment__module_key=module.edition.module_key,
        submitted_at__isnull=False,
    )
    units = {
        str(unit.unit_key): unit
        for unit in EditionUnit.objects.filter(edition_id=attempt.enrolment.edition_id, language=module.language)
    }
    results = [_result(question, attempt, units, module) for question in attempt.questions]
    context = {
        **_common(module),
        **_waits(module),
        "attempt": attempt,
        "results": results,
        "right": sum(result["right"] for result in results),
        "revisit": _to_revisit(results),
        "certificate": Certificate.objects.of(request.user).filter(completion__attempt=attempt).last(),
        "wait_until": attempts.wait_until(attempt.enrolment),
        "language": get_language(),
    }
    return render(request, "learning/check_result.html", context)


def _result(question: dict[str, Any], attempt: Attempt, units: dict[str, EditionUnit], module: Any) -> dict[str, Any]:
    chosen = attempt.answers.get(question["key"], [])
    unit = units.get(question["unit_key"] or "")
    return {
        "stem": question["stem"],
        "kind": question["kind"],
        "credit": marking.credit(question["kind"], question, chosen) * 100,
        "right": marking.is_right(question["kind"], question, chosen),
        "options": marking.told(question["kind"], question, chosen),
        "rationale": question["rationale"],
        "unit_title": unit.title if unit else "",
        "unit_href": learn_address(module.language, module.slug, unit.slug) if unit else "",
    }


def _to_revisit(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The units behind wrong answers, each once, in order of the questions."""
    wanted = {r["unit_href"]: r for r in results if not r["right"] and r["unit_href"]}
    return list(wanted.values())
