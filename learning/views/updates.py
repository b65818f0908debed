"""What a reader sees and does about a later edition: what changed, noted, take the check again, move over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learning import comparing
from learning.addresses import learn_address
from learning.models import Edition, EditionModule, Enrolment
from learning.services import moving, updates
from learning.views.modules import module_or_404
from people.decorators import member_required
from people.requests import MemberRequest


@require_GET
@member_required
def changes(request: MemberRequest, module_slug: str, since: int) -> HttpResponse:
    """What changed in the units from an edition to the newest: added, changed with the words, gone."""
    module: Any = module_or_404(request, module_slug)
    live = Edition.objects.live().filter(module_key=module.edition.module_key)
    old = get_object_or_404(live, number=since)
    new = live.order_by("-number").first()
    if new is None or new.number <= old.number:
        raise Http404
    context = {
        "module": module,
        "module_href": learn_address(module.language, module.slug),
        "old": old,
        "new": new,
        "notes": comparing.notes_between(old, new, module.language),
        "comparison": comparing.units_between(old, new, module.language),
        "unit_href": learn_address(module.language, module.slug) if module.edition_id == new.pk else "",
    }
    return render(request, "learning/changes.html", context)


@require_POST
@member_required
def noted(request: MemberRequest, module_slug: str) -> HttpResponse:
    """Put an update away as known."""
    module: Any = module_or_404(request, module_slug)
    try:
        updates.note(actor=request.user, module_key=module.edition.module_key)
        messages.success(request, _("Noted: %(module)s.") % {"module": module.title})
    except updates.NotAsked:
        messages.info(request, _("That was noted before."))
    except updates.StillToDo:
        messages.info(request, _("There is something to do for this one: see below."))
        return redirect("module", module.slug)
    return redirect("today")


@require_POST
@member_required
def retake(request: MemberRequest, module_slug: str) -> HttpResponse:
    """Begin the check of the newest edition, after the units named with it."""
    module: Any = module_or_404(request, module_slug)
    try:
        enrolment = updates.retake(actor=request.user, module_key=module.edition.module_key)
    except updates.NotAsked:
        messages.info(request, _("There is no check to take again."))
        return redirect("module", module.slug)
    slug = EditionModule.objects.get(edition_id=enrolment.edition_id, language=module.language).slug
    if enrolment.units.count() < enrolment.edition.units.filter(language=module.language).count():
        return redirect("module", slug)
    return redirect("final_check", slug)


@require_http_methods(["GET", "POST"])
@member_required
def move(request: MemberRequest, module_slug: str) -> HttpResponseBase:
    """What moving to the newest edition would mean, and the move."""
    module: Any = module_or_404(request, module_slug)
    mine = Enrolment.objects.of(request.user).under_way().select_related("edition")
    enrolment = get_object_or_404(mine, pk=module.enrolment_id)
    try:
        edition = moving.newest_for(enrolment)
        if request.method == "POST":
            return _moved(request, module, edition)
    except moving.NothingNewer:
        messages.info(request, _("You are in the newest edition."))
        return redirect("module", module.slug)
    except moving.CheckUnderWay:
        messages.error(request, _("You have begun the final check, so finish it in this edition first."))
        return redirect("module", module.slug)
    steps = moving.steps(enrolment, edition, module.language)
    context = {
        "module": module,
        "module_href": learn_address(module.language, module.slug),
        "edition": edition,
        "steps": steps,
        "again": sum(step.changed and not step.stays_done for step in steps),
        "in_check": moving.is_in_check(enrolment),
    }
    return render(request, "learning/move.html", context)


def _moved(request: MemberRequest, module: Any, edition: Edition) -> HttpResponse:
    moving.move(actor=request.user, module_key=edition.module_key, language=module.language)
    messages.success(request, _("You are now in edition %(number)d.") % {"number": edition.number})
    texts = EditionModule.objects.filter(edition=edition, language__in=[module.language, "en"])
    text = sorted(texts, key=lambda row: row.language != module.language)[0]
    return redirect(learn_address(text.language, text.slug))
