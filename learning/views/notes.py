"""One's own notes and reflections in one place, and everything of one's own to take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning.own_data import package
from learning.own_notes import notes_of
from learning.rate_limit import within_limit
from learning.services import notes as own_notes
from learning.services import own_data
from people.decorators import record_access_required
from people.requests import MemberRequest

MOST_EXPORTS, WINDOW = 5, 3600


@require_safe
@record_access_required
def notes(request: MemberRequest) -> HttpResponse:
    """Every note and reflection by module; open to people who have left, as their record is."""
    language = get_language() or "en"
    return render(request, "learning/record/notes.html", {"modules": notes_of(request.user, language)})


@require_POST
@record_access_required
def delete_note(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Delete one's own note or reflection; anybody else's is not there."""
    if not own_notes.delete(actor=request.user, kind=kind, pk=pk):
        raise Http404
    messages.success(request, _("Deleted."))
    return redirect("notes")


@require_POST
@record_access_required
def export_own_data(request: MemberRequest) -> HttpResponse:
    """One ZIP with all of one's own learning: a page to print or read, and the same as JSON."""
    user = request.user
    if not within_limit(request, "own_data", MOST_EXPORTS, WINDOW, who=str(user.pk)):
        messages.error(request, _("You have downloaded this a few times in the last hour. Try again in an hour."))
        return redirect("record")
    own_data.note_export(actor=user)
    response = HttpResponse(package(user, get_language() or "en"), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-learning.zip"'
    return response
