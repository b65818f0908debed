"""The last look at a consultation note, and what follows it: sent to the expert, made final, added to."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.forms.additions import AdditionForm
from supervision.forms.consultation import version_in
from supervision.models import ConsultationNote
from supervision.permissions import can_confirm_consultation
from supervision.services import consultation as services
from supervision.services import drafts
from supervision.services.confirming import faults_of, finalise, frozen_cases, open_reviews
from supervision.services.errors import ConflictError, IncompleteError, WrongStateError
from supervision.views.consultation_desk import led, read_context
from supervision.views.opened import confidential

FAULTS = {
    "nobody_present": gettext_lazy("Say who was there."),
    "no_end": gettext_lazy("Say when the call ended."),
    "no_owner": gettext_lazy("A follow-up has nobody to do it, or somebody who is no longer in the team."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def consultation_check(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything on one page, and what becomes of it. The expert makes it final; anybody else sends it to them."""
    note = led(request, pk)
    if request.method == "POST":
        return _go(request, note)
    if note.state == ConsultationNote.State.FINAL:
        return redirect("consultation_note", note.pk)
    return _check(request, note)


def _check(request: MemberRequest, note: ConsultationNote, status: int = 200) -> HttpResponse:
    context = read_context(request, note)
    owners = dict(_owners(note))
    context |= {
        "faults": [FAULTS[name] for name in faults_of(note)],
        "follow_ups": [{**line, "who": owners.get(line["owner"], "")} for line in note.follow_ups],
        "targets": set(open_reviews(list(context["rows"]))),
        "frozen": ", ".join(frozen_cases(list(context["rows"]))),
        "confirms": can_confirm_consultation(request.user, note),
        "unsaved": drafts.of(request.user, note),
    }
    return render(request, "supervision/consultation/check.html", context, status=status)


def _owners(note: ConsultationNote) -> list[tuple[str, str]]:
    people = services.members(note.team).select_related("user")
    return [(str(member.user.public_id), member.user.name) for member in people]


def _go(request: MemberRequest, note: ConsultationNote) -> HttpResponse:
    """Final by the expert, sent by anybody else; what changed since this page was opened is looked at again."""
    final = can_confirm_consultation(request.user, note)
    act = finalise if final else services.send
    try:
        act(actor=request.user, note=note, version=version_in(request.POST))
    except ConflictError:
        messages.warning(request, _("Somebody changed the note since you opened this page. Look at it again."))
        return redirect("consultation_check", note.pk)
    except IncompleteError:
        return _check(request, note, status=422)
    except WrongStateError:
        messages.info(request, _("This was done before."))
        return redirect("consultation_note", note.pk)
    drafts.drop(actor=request.user, record=note)
    done = _("The note is final. The team can read it.") if final else _("Sent. %(expert)s confirms it.")
    messages.success(request, done % {"expert": note.expert.name} if not final else done)
    return redirect("consultation_note", note.pk)


@require_POST
@confidential
def consultation_add(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Add to a final note."""
    note = led(request, pk)
    form = AdditionForm(request.POST, known_names=[name for _key, name in _owners(note)])
    if note.state != ConsultationNote.State.FINAL:
        return redirect("consultation_note", note.pk)
    if not form.is_valid():
        context = {**read_context(request, note), "addition": form}
        return render(request, "supervision/consultation/read.html", context, status=422)
    services.add(actor=request.user, note=note, text=form.cleaned_data["text"])
    messages.success(request, _("Added."))
    return redirect("consultation_note", note.pk)
