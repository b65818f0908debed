"""Training across teams: how everybody stands, whom to chase, what waits, who is new."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pathways.forms.chasing import ChaseForm
from pathways.models import Round
from pathways.overview import figures, filters
from pathways.overview.chase import to_chase
from pathways.overview.scope import Scope, counted, may_chase, named, scope_of
from pathways.overview.starters import starters
from pathways.overview.waiting import waiting_for
from pathways.services import chasing
from people.decorators import member_required
from people.requests import MemberRequest

COUNTS = "counts"


def scope_for(request: MemberRequest) -> Scope:
    """What of the overview this request is about."""
    return scope_of(request.user, counts=request.GET.get("view") == COUNTS)


@member_required
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """The coordinator's morning; whoever has no overview goes to the teams."""
    scope = scope_for(request)
    if scope.is_empty:
        return redirect("team_index")
    requirements = figures.requirements_in(scope.statuses())
    offered = filters.choices(scope, requirements)
    chosen = filters.chosen(request.GET, offered)
    lines = figures.lines_of(scope, chosen, offered.organisations, offered.teams)
    heatmap = figures.heatmap(scope, chosen, lines, requirements)
    chase = to_chase(scope, chosen, request.user)
    context = {
        "scope": scope,
        "offered": offered,
        "chosen": chosen,
        "heatmap": heatmap,
        "staff": sum(line.staff for line in lines),
        "team_count": sum(line.kind == "team" for line in lines),
        "today": timezone.localdate(),
        "chase": chase,
        "words": [(person, person.words(request.user)) for person in chase.people],
        "round_id": uuid.uuid4(),
        "late": figures.people_late(scope.statuses(), scope),
        "certificates": figures.certificates_running_out(scope),
        "median": figures.days_to_orientation(scope),
        "waiting": waiting_for(request.user),
        "starters": starters(scope, chosen),
        "reminded": _reminded(request),
        "may_assign": bool(scope.names and scope.organisations),
        "also_counts": scope.names and not counted(request.user).is_empty,
        "also_names": not scope.names and not named(request.user).is_empty,
    }
    return render(request, "pathways/overview.html", context)


def _reminded(request: MemberRequest) -> Round | None:
    """The round just made, while it can still be undone."""
    try:
        key = uuid.UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    found = Round.objects.filter(pk=key, actor=request.user).first()
    return found if found and found.can_be_undone else None


@member_required
@require_POST
def remind(request: MemberRequest) -> HttpResponse:
    """Remind the people ticked; the page that follows offers to undo it."""
    if not may_chase(request.user):
        raise PermissionDenied
    form = ChaseForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Tick who should be reminded."))
        return redirect("team_overview")
    try:
        made = chasing.remind(actor=request.user, **form.cleaned_data)
    except chasing.NobodyToRemind:
        messages.info(request, _("Nobody needed a reminder any more."))
        return redirect("team_overview")
    return redirect(f"{reverse('team_overview')}?done={made.pk}")


@member_required
@require_POST
def undo(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """Take a round of reminders back while nobody has heard of it."""
    made = get_object_or_404(Round, pk=key, actor=request.user, kind=Round.Kind.REMINDERS)
    try:
        chasing.undo(actor=request.user, made=made)
    except chasing.TooLate:
        messages.warning(request, _("Too late: the reminders have gone out."))
    else:
        text = ngettext("Undone. %(n)d person is not reminded.", "Undone. %(n)d people are not reminded.", made.people)
        messages.success(request, text % {"n": made.people})
    return redirect("team_overview")
