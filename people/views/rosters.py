"""Many people at once: a list, what it would do row by row, how far it is."""

from __future__ import annotations

import csv
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.decorators import member_required
from people.forms.rosters import RosterForm
from people.models import Organisation, RosterImport, Team
from people.requests import MemberRequest
from people.roles import Role
from people.rosters import COLUMNS, words
from people.services import roster_imports, rosters
from people.team_rights import can_invite_anyone


def _may(request: MemberRequest) -> bool:
    user = request.user
    teams = Team.objects.visible_to(user).select_related("organisation")
    return any(can_invite_anyone(user, row) for row in Organisation.objects.all()) or any(
        can_invite_anyone(user, team.organisation, team) for team in teams
    )


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: MemberRequest) -> HttpResponse:
    """A file or text, then what each row would do; `apply` carries out what was shown, and only that."""
    if not _may(request):
        raise PermissionDenied
    if request.method != "POST":
        return _screen(request, RosterForm())
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid() or form.sheet is None:
        return _screen(request, form)
    if "apply" in request.POST:
        text, seal = form.cleaned_data["text"], request.POST.get("seal", "")
        try:
            row = roster_imports.start(actor=request.user, text=text, seal=seal)
        except roster_imports.ListChanged:
            messages.warning(request, _("Something has changed since you looked. This is what would happen now."))
        else:
            return redirect("people_import_progress", key=row.pk)
    return _screen(request, form, rosters.plan(actor=request.user, sheet=form.sheet))


def _screen(request: MemberRequest, form: RosterForm, plan: rosters.Plan | None = None) -> HttpResponse:
    crumbs = [(_("Teams"), reverse("team_index")), (_("People"), reverse("people"))]
    columns = [words.column(name) for name in COLUMNS]
    context = {"form": form, "plan": plan, "columns": columns, "crumbs": crumbs}
    return render(request, "people/import.html", context)


@member_required
@require_safe
def progress(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """How far one's own list is, and what came of it."""
    row = get_object_or_404(RosterImport, pk=key, actor=request.user)
    crumbs = [(_("Teams"), reverse("team_index")), (_("People by CSV"), reverse("people_import"))]
    return render(request, "people/import_progress.html", {"row": row, "crumbs": crumbs})


@member_required
@require_safe
def template(request: MemberRequest) -> HttpResponse:
    """The headings and one row to write over, in the reader's language, as Excel reads it."""
    if not _may(request):
        raise PermissionDenied
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="hearth-people.csv"'
    writer = csv.writer(response)
    writer.writerow([words.column(name) for name in COLUMNS])
    team = Team.objects.visible_to(request.user).select_related("organisation").first()
    place = [team.name, team.organisation.name] if team else ["", ""]
    first = timezone.localdate().strftime("%d/%m/%Y")
    writer.writerow(
        [_("Nell Example"), "nell@example.org", Role.THERAPIST.label, *place, request.user.language, first, ""]
    )
    return response
