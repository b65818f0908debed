"""Entering scores: month by therapist in a grid, or a sheet that is looked at first and stored whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from people.models import Team
from people.permissions import teams_with_role
from people.querysets import LEADING
from people.requests import MemberRequest
from supervision.forms.measures import Grid, ImportForm
from supervision.models import Measure, MeasureScore
from supervision.permissions import role_in_team
from supervision.practice_permissions import can_enter_scores
from supervision.reading import note_opened, reads_as
from supervision.score_sheets import Previewed, known_to, previewed
from supervision.score_texts import SheetError, decoded, read_sheet
from supervision.services import measures as services
from supervision.services.errors import FrozenError, NotReadyError
from supervision.trend import months_until
from supervision.views.opened import confidential
from supervision.views.practice import not_ready

MONTHS_IN_GRID = 6


@dataclass(frozen=True)
class Chosen:
    """Which team and measure are entered, of those one may enter."""

    team: Team
    measure: Measure
    teams: list[Team]
    measures: list[Measure]

    @property
    def query(self) -> str:
        """The choice, for an address."""
        return urlencode({"team": self.team.public_id, "measure": self.measure.code})


def _chosen(request: MemberRequest) -> Chosen:
    """From the address; what one may not enter is not known here. Raises PermissionDenied for who leads no team."""
    teams = list(teams_with_role(request.user, *LEADING).order_by("name"))
    if not teams:
        raise PermissionDenied
    wanted = request.GET.get("team", "")
    team = next((team for team in teams if str(team.public_id) == wanted), None if wanted else teams[0])
    if team is None:
        raise Http404
    rows = Measure.objects.filter(is_active=True)
    measures = [measure for measure in rows if can_enter_scores(request.user, measure, team.pk)]
    code = request.GET.get("measure", "")
    measure = next((one for one in measures if one.code == code), None if code or not measures else measures[0])
    if measure is None:
        raise Http404
    reads_as(role_in_team(request.user, team.pk), team.organisation_id)
    return Chosen(team, measure, teams, measures)


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def measures_grid(request: MemberRequest) -> HttpResponse:
    """Six months of everybody the measure is about; saved as a whole, with what is wrong beside its cell."""
    chosen = _chosen(request)
    months = months_until(timezone.localdate(), MONTHS_IN_GRID)
    scores = MeasureScore.objects.visible_to(request.user).filter(
        measure=chosen.measure, team=chosen.team, month__in=months, case__isnull=True
    )
    stored = list(scores.select_related("entered_by"))
    for row in stored:
        note_opened(row._meta.label_lower, row.pk)
    grid = Grid(chosen.measure, services.subjects(chosen.measure, chosen.team), months, stored)
    problem, status = "", 200
    if request.method == "POST":
        problem, status = _save(request, chosen, grid)
        if not problem:
            return redirect(f"{reverse('measures_grid')}?{chosen.query}")
    context = {"grid": grid, "chosen": chosen, "problem": problem}
    return render(request, "supervision/practice/grid.html", context, status=status)


def _save(request: MemberRequest, chosen: Chosen, grid: Grid) -> tuple[str, int]:
    """What is wrong, in words, and the status for it; nothing is stored then."""
    entries = grid.read(request.POST)
    if grid.faults:
        return _("Nothing is stored yet. Put right the cells that are marked; all you typed is here."), 422
    try:
        n = services.enter(actor=request.user, measure=chosen.measure, team=chosen.team, entries=entries)
    except services.ChangedError as error:
        grid.show_theirs(error.scores)
        return _("Somebody else entered scores meanwhile. Look at the cells that are marked, then save again."), 409
    except NotReadyError:
        return not_ready(), 422
    except FrozenError:
        return _("A disclosure request is open: these scores stay as they are."), 409
    words = ngettext("One score is stored.", "%(n)d scores are stored.", n) if n else _("Nothing was changed.")
    messages.success(request, words % {"n": n} if n else words)
    return "", 302


@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def measures_import(request: MemberRequest) -> HttpResponse:
    """A sheet is shown as it would be stored; only a sheet without a wrong line can be stored, and then whole."""
    chosen = _chosen(request)
    form = ImportForm(
        request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None
    )
    lines: list[Previewed] = []
    text = ""
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            text = decoded(file.read(200_001)) if file else form.cleaned_data["text"]
            lines = previewed(read_sheet(text, tuple(chosen.measure.scales)), known_to(chosen.measure, chosen.team))
        except SheetError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        done = _store(request, chosen, lines, form) if "store" in request.POST and not form.errors else None
        if done:
            return done
    context = {
        "form": form,
        "chosen": chosen,
        "lines": lines,
        "text": text,
        "wrong": sum(bool(line.fault) for line in lines),
    }
    return render(request, "supervision/practice/import.html", context, status=422 if form.errors else 200)


def _store(request: MemberRequest, chosen: Chosen, lines: list[Previewed], form: ImportForm) -> HttpResponse | None:
    """All lines, or none while one of them is wrong."""
    entries = [line.entry for line in lines if line.entry]
    if not lines or len(entries) < len(lines):
        return None
    try:
        n = services.enter(actor=request.user, measure=chosen.measure, team=chosen.team, entries=entries)
    except (NotReadyError, FrozenError) as error:
        frozen = isinstance(error, FrozenError)
        form.add_error(
            None, _("A disclosure request is open: these scores stay as they are.") if frozen else not_ready()
        )
        return None
    words = ngettext("One score is stored.", "%(n)d scores are stored.", n) if n else _("Nothing was changed.")
    messages.success(request, words % {"n": n} if n else words)
    return redirect(f"{reverse('measures_grid')}?{chosen.query}")
