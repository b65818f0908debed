"""Three questions to keep a finished module fresh, answered or set aside. Nobody else sees any of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from learning import keeping_fresh, marking
from learning.addresses import learn_address
from learning.asking import put
from learning.models import Completion, Edition, EditionUnit, RefreshRound
from learning.refreshing import Finished, next_day
from learning.services import remembering
from people.decorators import member_required
from people.requests import MemberRequest


@require_GET
@member_required
def keep_fresh(request: MemberRequest) -> HttpResponse:
    """The three questions of today; back to Today when there are none."""
    offer = keeping_fresh.offer_of_today(request.user, get_language() or "en")
    if offer is None:
        return redirect("today")
    completion = Completion.objects.select_related("attempt").get(pk=offer.completion_id)
    return render(request, "learning/fresh/questions.html", _asking(completion, offer.number, {}, []))


def _asking(completion: Completion, number: int, answers: dict[str, list[str]], missing: list[int]) -> dict[str, Any]:
    spoken, questions = keeping_fresh.questions_of(completion, number, get_language() or "en")
    module = completion.edition.modules.filter(language=spoken).first() or completion.edition.modules.get(language="en")
    return {
        "module": module,
        "completion_id": completion.pk,
        "number": number,
        "questions": put(questions, answers, missing),
        "missing": missing,
        "spoken": spoken if spoken != get_language() else "",
    }


@require_POST
@member_required
def keep_fresh_answer(request: MemberRequest) -> HttpResponseBase:
    """Answer them, not now, or not again for this module. A round that has moved on leads back to Today."""
    sent = request.POST
    which = _whole(sent.get("completion")), _whole(sent.get("number"))
    given: dict[str, Any] = {"actor": request.user, "completion_id": which[0], "number": which[1]}
    answers = {name[2:]: sent.getlist(name) for name in sent if name.startswith("q-")}
    try:
        if "skip" in sent or "stop" in sent:
            return _set_aside(request, given)
        done = remembering.answer(**given, language=get_language() or "en", answers=answers)
    except remembering.Unanswered as error:
        own = Completion.objects.select_related("attempt").get(pk=which[0], user=request.user)
        context = _asking(own, which[1], answers, error.numbers)
        return render(request, "learning/fresh/questions.html", context, status=422)
    except remembering.ClosedBefore as error:
        answered = error.round.state == RefreshRound.State.ANSWERED
        return redirect("keep_fresh_result", error.round.public_id) if answered else redirect("today")
    except (remembering.NoSuchRound, marking.NotAnAnswer):
        messages.info(request, _("Those questions have moved on. Here is what there is today."))
        return redirect("today")
    return redirect("keep_fresh_result", done.public_id)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _set_aside(request: MemberRequest, given: dict[str, Any]) -> HttpResponse:
    if "stop" in request.POST:
        remembering.stop(**given)
        messages.success(request, _("You will not be asked about this module again."))
    else:
        remembering.skip(**given)
        messages.success(request, _("That's fine. Nothing is counted."))
    return redirect("today")


@require_GET
@member_required
def keep_fresh_result(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The reasons, question by question, and where to re-read."""
    own = RefreshRound.objects.filter(user=request.user, state=RefreshRound.State.ANSWERED)
    done = get_object_or_404(own.select_related("completion__edition"), public_id=public_id)
    units = _units(done)
    on = timezone.localdate(done.completion.completed_at)
    finished = Finished(done.completion_id, "", on)
    context = {
        "round": done,
        "title": next((unit["module_title"] for unit in units.values()), done.completion.edition.code),
        "results": [_result(question, done, units) for question in done.questions],
        "next_on": next_day(finished, done.number, timezone.localdate()),
        "spoken": done.language if done.language != get_language() else "",
    }
    return render(request, "learning/fresh/result.html", context)


def _units(done: RefreshRound) -> dict[str, dict[str, Any]]:
    """Units as they read today, by key, each with its title and address."""
    current = Edition.objects.current().filter(module_key=done.module_key)
    rows = EditionUnit.objects.filter(
        edition__in=current, language=done.language, edition__modules__language=done.language
    )
    found = rows.values_list("unit_key", "title", "slug", "edition__modules__slug", "edition__modules__title")
    return {
        str(key): {"title": title, "href": learn_address(done.language, module, slug), "module_title": module_title}
        for key, title, slug, module, module_title in found
    }


def _result(question: dict[str, Any], done: RefreshRound, units: dict[str, dict[str, Any]]) -> dict[str, Any]:
    chosen = done.answers.get(question["key"], [])
    unit = units.get(question["unit_key"] or "")
    return {
        "stem": question["stem"],
        "right": marking.is_right(question["kind"], question, chosen),
        "kind": question["kind"],
        "options": marking.told(question["kind"], question, chosen),
        "rationale": question["rationale"],
        "unit": unit,
    }
