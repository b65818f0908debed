"""A case's page, searching in notes, and who has read them."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from people.permissions import teams_with_role
from people.requests import MemberRequest
from people.roles import TEAM_ROLES
from supervision.case_reads import may_see_reads, reads_of
from supervision.due import plus_years
from supervision.forms.searching import SearchForm
from supervision.models import CaseReference
from supervision.permissions import can_change_case, role_in_team, supervises
from supervision.reading import reads_as
from supervision.searching import Hit, search
from supervision.services.cases import NEXT
from supervision.services.hand_overs import planned_for
from supervision.story import KINDS, story_of
from supervision.views.case_pages import crumbs, keeping_of, seen
from supervision.views.links import place
from supervision.views.opened import confidential

PER_PAGE = 12
WORDS = {
    "": gettext_lazy("Everything"),
    "summaries": gettext_lazy("Summaries"),
    "sessions": gettext_lazy("Sessions"),
    "actions": gettext_lazy("Actions"),
}


@require_safe
@confidential
def case(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """The story of one case, twelve moments on a page; only what is shown is opened."""
    found = seen(request, pk)
    kind = request.GET.get("show", "")
    kind = kind if kind in KINDS else ""
    story = story_of(request.user, found, kind)
    page = Paginator(story.moments, PER_PAGE).get_page(request.GET.get("page"))
    fitted, circles = story.fit_of(request.GET.get("fit", ""))
    keeping = keeping_of(found.organisation_id)
    context = {
        "case": found,
        "story": story,
        "page": page,
        "shown": [(moment, _linked(moment.kind, moment.row)) for moment in page],
        "kind": kind,
        "kinds": WORDS,
        "fitted": fitted,
        "circles": circles,
        "kept_until": plus_years(found.closed_on, keeping.case_years) if keeping and found.closed_on else None,
        "can_change": can_change_case(request.user, found) and bool(NEXT[found.status]),
        "supervises": supervises(request.user, found.team_id),
        "planned": planned_for(found) if found.is_open else (),
        "may_see_reads": may_see_reads(request.user, found),
        "prepare_href": place("summary_begin", found.pk) if found.therapist_id == request.user.pk else "",
        "form": SearchForm(case=found.pk),
        "crumbs": crumbs(),
    }
    return render(request, "supervision/cases/case.html", context)


def _linked(kind: str, row: object) -> str:
    """Where the whole record stands, while a part offers it."""
    if kind == "summary":
        return place("summary", row.pk)  # type: ignore[attr-defined]
    return place("session", row.session_id) if kind == "session" else ""  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@confidential
def supervision_search(request: MemberRequest) -> HttpResponse:
    """Words in a team's notes. They are sent, never put into an address."""
    teams = teams_with_role(request.user, *TEAM_ROLES).order_by("name")
    if not teams:
        raise Http404
    form = SearchForm(request.POST or None, teams=list(teams))
    found = None
    if request.method == "POST" and form.is_valid():
        team = form.cleaned_data["team"]
        only = form.cleaned_data["case"]
        if only:
            team = get_object_or_404(CaseReference.objects.visible_to(request.user), pk=only).team
        reads_as(role_in_team(request.user, team.pk), team.organisation_id)
        found = search(request.user, team, form.cleaned_data["words"], only)
    hits = [(hit, TOLD[hit.kind][0], _place_of(hit)) for hit in found.hits] if found else []
    context = {"form": form, "found": found, "hits": hits, "crumbs": crumbs()}
    return render(request, "supervision/cases/search.html", context)


# What a kind of note is called, and the page that shows one; without a page of its own, its case does.
TOLD = {
    "summary": (gettext_lazy("Weekly case summary"), "summary"),
    "session": (gettext_lazy("Session"), ""),
    "action": (gettext_lazy("Action"), ""),
    "crisis": (gettext_lazy("Crisis call"), "crisis_note"),
    "recommendation": (gettext_lazy("Recommendation"), ""),
    "consultation": (gettext_lazy("Consultation note"), "consultation_note"),
}


def _place_of(hit: Hit) -> str:
    name = TOLD[hit.kind][1]
    return place(name, hit.key) if name else place("case", hit.case_id)


@require_safe
@confidential
def case_read_log(request: MemberRequest, pk: uuid.UUID) -> HttpResponse:
    """Who has read what was written about the case: for who wrote it, who supervises, and the information lead."""
    found = get_object_or_404(CaseReference.objects.select_related("team", "therapist"), pk=pk)
    if not may_see_reads(request.user, found):
        raise Http404
    visible = CaseReference.objects.visible_to(request.user).filter(pk=pk).exists()
    context = {
        "case": found,
        "reads": reads_of(request.user, found),
        "crumbs": crumbs(found if visible else None),
        "title": _("Who read this"),
    }
    return render(request, "supervision/cases/read_log.html", context)
