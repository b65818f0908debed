"""What somebody types in a form of practice is kept for them alone, so that being signed out loses none of it."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from people.requests import MemberRequest
from supervision.models import Draft
from supervision.models.base import Record
from supervision.screening import masked_in
from supervision.services import drafts

NOT_TYPED = {"csrfmiddlewaretoken", "version", "step", "more"}
LONGEST = 200_000


def autosaves(request: MemberRequest) -> bool:
    """Whether the page's script sends what is being typed."""
    return request.method == "POST" and "autosave" in request.GET


def keep_typed(request: MemberRequest, record: Record, version: int = 0) -> HttpResponse:
    """Keep the form as it stands, without what identifies somebody; the record is not touched."""
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}
    if sum(len(text) for texts in typed.values() for text in texts) > LONGEST:
        return JsonResponse({"text": _("Not saved yet: a text is too long. Nothing is lost.")}, status=413)
    drafts.keep(actor=request.user, record=record, base_version=version, content={"typed": masked_in(typed)})
    at = f"{timezone.localtime():%H:%M}"
    return JsonResponse({"saved_at": at, "text": _("Draft saved, %(time)s") % {"time": at}})


def left(request: MemberRequest, record: Record) -> Draft | None:
    """What was typed here before and never saved, when the page is opened."""
    return drafts.of(request.user, record) if request.method != "POST" else None


def unjudged(form: Form, draft: Draft | None) -> None:
    """What was left half written is no mistake: it is judged when it is sent."""
    if draft is not None:
        form._errors = ErrorDict()  # type: ignore[attr-defined]


def form_data(request: MemberRequest, draft: Draft | None) -> Any:
    """What the form is filled with: what was sent, else what was typed and left, else nothing."""
    if request.method == "POST":
        return request.POST
    if draft is None:
        return None
    data = QueryDict(mutable=True)
    for name, texts in draft.content["typed"].items():
        data.setlist(name, texts)
    return data
