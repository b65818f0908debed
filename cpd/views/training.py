"""The whole training record, to take to a new employer: made with one press, and the earlier ones again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cpd import records
from cpd.models import TrainingRecord
from cpd.services.training import make
from learning.certificates.codes import grouped
from learning.rate_limit import within_limit
from people.decorators import record_access_required
from people.requests import MemberRequest

MOST, WINDOW = 20, 3600
KINDS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@require_http_methods(["GET", "HEAD", "POST"])
@record_access_required
def training_record(request: MemberRequest) -> HttpResponse:
    """What is in it, and the files made so far; a press makes today's and sends it."""
    language = get_language() or "en"
    if request.method == "POST":
        return _make(request, language)
    made = TrainingRecord.objects.visible_to(request.user).defer("pdf", "csv")
    context = {
        "facts": records.gather(request.user, language),
        "made": [(row, grouped(row.code)) for row in made],
    }
    return render(request, "cpd/training.html", context)


def _make(request: MemberRequest, language: str) -> HttpResponse:
    if not within_limit(request, "training_record", MOST, WINDOW, who=str(request.user.pk)):
        messages.error(request, _("You have downloaded this a few times in the last hour. Try again in an hour."))
        return redirect("training_record")
    row = make(actor=request.user, language=language)
    return _file(row, "csv" if request.POST.get("kind") == "csv" or not row.pdf else "pdf")


@require_safe
@record_access_required
def training_file(request: MemberRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """One made before, byte for byte."""
    return _file(get_object_or_404(TrainingRecord.objects.visible_to(request.user), public_id=public_id), kind)


def _file(row: TrainingRecord, kind: str) -> HttpResponse:
    body = bytes(row.pdf if kind == "pdf" else row.csv)
    if not body:
        raise Http404
    response = HttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="training-record-{row.made_on}.{kind}"'
    return response
