"""What a page says where a service refused: why, in words, with everything that was typed, so that nothing is lost.

Most views say it beside the field. This is for what comes between: a form checked, and the record moved on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from supervision.screening import ADVICE, LABELS, IdentifyingDataError
from supervision.screening.advice import ADVICE_FOR
from supervision.services.errors import FrozenError, NotAllowedError, OnHoldError

UNTYPED = frozenset({"csrfmiddlewaretoken", "version", "marks", "key"})


@dataclass(frozen=True)
class Refusal:
    """The page's title, what follows it, and the status it is sent with."""

    title: Any
    words: Any
    status: int


FROZEN = Refusal(
    _("This record is kept as it is"),
    _(
        "Somebody entitled has asked for records, and until that is answered, what was there may not be changed. "
        "You can write new records, and your information governance lead can tell you more."
    ),
    409,
)
ON_HOLD = Refusal(
    _("This record is on hold"),
    _("A legal hold stands over it, so it can’t be thrown away or moved until the hold is lifted."),
    409,
)
NOT_ALLOWED = Refusal(
    _("This is not yours to change"), _("You, or somebody named in it, can’t do this in this team today."), 403
)
NAMED = Refusal(_("This names somebody"), _("It was not stored, because it holds what identifies a person."), 422)
MOVED_ON = Refusal(_("This has changed since you opened it"), _("Look at it as it stands now, then go on."), 409)


def refused(request: HttpRequest, error: Exception) -> HttpResponseBase:
    """The refusal as a page with what was typed, to be copied; for a script, in a few words."""
    refusal, advice = _refusal(error), _advice(error)
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"text": f"{refusal.title}. {refusal.words}"}, status=refusal.status)
    context = {"refusal": refusal, "advice": advice, "typed": _typed(request)}
    return render(request, "supervision/keeping/refused.html", context, status=refusal.status)


def _refusal(error: Exception) -> Refusal:
    kinds = (
        (FrozenError, FROZEN),
        (OnHoldError, ON_HOLD),
        (NotAllowedError, NOT_ALLOWED),
        (IdentifyingDataError, NAMED),
    )
    return next((refusal for kind, refusal in kinds if isinstance(error, kind)), MOVED_ON)


def _advice(error: Exception) -> list[tuple[Any, Any]]:
    """What was found, and how to write it instead."""
    kinds: Iterable[str] = error.kinds if isinstance(error, IdentifyingDataError) else ()
    return [(LABELS[kind], ADVICE[ADVICE_FOR[kind]]) for kind in kinds]


def _typed(request: HttpRequest) -> list[str]:
    return [text for name, texts in request.POST.lists() if name not in UNTYPED for text in texts if text]
