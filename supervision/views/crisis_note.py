"""One crisis call: read, made final, looked at by a supervisor, added to."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from people.models import Team
from people.requests import MemberRequest
from supervision.forms.additions import AdditionForm
from supervision.forms.consultation import version_in
from supervision.models import Addendum, CrisisConsultation, CrisisReview
from supervision.permissions import can_write_crisis
from supervision.services import crises as services
from supervision.services.errors import ConflictError, IncompleteError, WrongStateError
from supervision.views.crisis import people_of, seen_crisis
from supervision.views.opened import confidential

FAULTS = {
    "question": gettext_lazy("Say what was asked."),
    "advice": gettext_lazy("Say what was advised."),
    "route": gettext_lazy("Say whether the safeguarding route was followed."),
    "route_at": gettext_lazy("Say when the safeguarding route was followed."),
    "follow_up_by": gettext_lazy("Say who follows up."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def crisis_note(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """A call to be looked over and made final, or a final one to be read; supervisors review it and add to it."""
    crisis = seen_crisis(request, pk)
    if request.method != "POST":
        return _show(request, crisis)
    if not can_write_crisis(request.user, crisis):
        raise PermissionDenied
    acts = {"final": _final, "review": _review, "add": _add}
    return acts.get(request.POST.get("do", ""), _final)(request, crisis)


def _show(request: MemberRequest, crisis: CrisisConsultation, status: int = 200, **more: Any) -> HttpResponse:
    writes = can_write_crisis(request.user, crisis)
    final = crisis.state == CrisisConsultation.State.FINAL
    added = Addendum.objects.filter(record_type=crisis._meta.label_lower, record_id=crisis.pk)
    review = CrisisReview.objects.visible_to(request.user).filter(crisis=crisis).select_related("author").first()
    context = {
        "crisis": crisis,
        "writes": writes,
        "faults": [] if final else [FAULTS[name] for name in services.faults_of(crisis)],
        "review": review,
        "review_form": AdditionForm(prefix="review") if writes and final and not review else None,
        "additions": added.select_related("author"),
        "addition": AdditionForm() if writes and final else None,
        **more,
    }
    return render(request, "supervision/consultation/crisis_note.html", context, status=status)


def _final(request: MemberRequest, crisis: CrisisConsultation) -> HttpResponse:
    try:
        services.finalise(actor=request.user, crisis=crisis, version=version_in(request.POST))
    except ConflictError:
        messages.warning(request, _("Somebody changed the call since you opened this page. Look at it again."))
    except WrongStateError:
        messages.info(request, _("This call is final already."))
    except IncompleteError:
        return _show(request, crisis, status=422)
    else:
        messages.success(request, _("The call is final."))
    return redirect("crisis_note", crisis.pk)


def _review(request: MemberRequest, crisis: CrisisConsultation) -> HttpResponse:
    form = AdditionForm(request.POST, prefix="review", known_names=_names(crisis))
    if not form.is_valid():
        return _show(request, crisis, status=422, review_form=form)
    try:
        services.look_at(actor=request.user, crisis=crisis, text=form.cleaned_data["text"])
    except WrongStateError:
        messages.warning(request, _("Make the call final first."))
    return redirect("crisis_note", crisis.pk)


def _add(request: MemberRequest, crisis: CrisisConsultation) -> HttpResponse:
    form = AdditionForm(request.POST, known_names=_names(crisis))
    if not form.is_valid():
        return _show(request, crisis, status=422, addition=form)
    try:
        services.add(actor=request.user, crisis=crisis, text=form.cleaned_data["text"])
    except WrongStateError:
        messages.warning(request, _("Make the call final first."))
    return redirect("crisis_note", crisis.pk)


def _names(crisis: CrisisConsultation) -> list[str]:
    return [person.name for person in people_of(Team.objects.filter(pk=crisis.team_id))]
