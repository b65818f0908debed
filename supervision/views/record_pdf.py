"""A final record on paper: for the team's supervisor, or the information lead within a disclosure request."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from people.requests import MemberRequest
from supervision import paper
from supervision.forms.guarding import ReasonForm
from supervision.printable import Printable, printable
from supervision.reading import reads_as
from supervision.services.printing import note_print
from supervision.spelled import spelled
from supervision.views.opened import confidential


@confidential
def record_pdf(request: MemberRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """Asks for a reason, logs it, and gives the file; what is not final or not one's to print is not there."""
    found = printable(request.user, kind, key)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _print(request, found, form.cleaned_data["reason"])
    context = {
        "form": form,
        "title": _("Take a record out of Hearth"),
        "text": _("The file carries your name and the time on every page. Taking it is logged with your reason."),
        "submit": _("Make the file"),
        "cancel": reverse("supervision"),
        "crumbs": [(_("Supervision"), reverse("supervision"))],
    }
    return render(request, "supervision/keeping/form.html", context, status=422 if form.errors else 200)


def _print(request: MemberRequest, found: Printable, reason: str) -> HttpResponse:
    reads_as(found.role, found.organisation_id)
    records: tuple[Any, ...] = tuple(spelled(row, found.without) for row in found.rows)
    note_print(actor=request.user, record_row=found.rows[0], role=found.role, reason=reason)
    sheet = paper.Sheet(_("Record of supervision"), str(found.rows[0]), records, str(request.user))
    return paper.answer(sheet, "hearth-record")
