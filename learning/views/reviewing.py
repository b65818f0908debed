"""The clinical reviewer's screens: what waits, the whole module as it was sent, and the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from learning.authoring_forms import DecisionForm
from learning.models import ModuleReview
from learning.permissions import authoring
from learning.services import reviews
from learning.services.drafts import DraftModule, gather, gather_sent, whole_fingerprint


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Reviews that the user may see, waiting ones first."""
    if not (authoring.is_reviewer(request.user) or authoring.can_publish(request.user)):
        raise Http404
    found = authoring.reviews_visible_to(request.user).select_related("reviewer", "requested_by")[:200]
    rows = [(review, title_of(review)) for review in sorted(found, key=lambda review: review.state != "waiting")]
    return render(request, "learning/admin/reviews.html", {"rows": rows})


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: what was sent, by whom, and the decision."""
    return _screen(request, _review_or_404(request, pk))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, or ask for changes."""
    found = _review_or_404(request, pk)
    if not authoring.can_decide(request.user, found):
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _screen(request, found, form)
    approved = form.cleaned_data["decision"] == DecisionForm.APPROVE
    try:
        reviews.decide(
            actor=request.user,  # type: ignore[arg-type]
            review=found,
            approved=approved,
            comment=form.cleaned_data["comment"],
        )
    except reviews.AlreadyDecided:
        messages.error(request, _("This request was decided or withdrawn in the meantime. Your comment is below."))
        return _screen(request, ModuleReview.objects.get(pk=pk), form)
    messages.success(request, _("Thank you. The author gets an e-mail."))
    return redirect("module_review", pk)


@require_GET
def preview(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The whole module in one language, exactly as it was sent."""
    draft = next((draft for draft in _sent(_review_or_404(request, pk)) if draft.language == language), None)
    if draft is None:
        raise Http404
    return render(request, "learning/admin/preview_whole.html", {"draft": draft})


def _sent(found: ModuleReview) -> list[DraftModule]:
    try:
        return gather_sent(found.revisions)
    except KeyError:
        return []


def title_of(found: ModuleReview) -> str:
    """The module's title as it was sent."""
    drafts = _sent(found)
    return str(drafts[0].page.title) if drafts else _("A module that is no longer there")


def _review_or_404(request: HttpRequest, pk: int) -> ModuleReview:
    if not (authoring.is_reviewer(request.user) or authoring.can_publish(request.user)):
        raise Http404
    return get_object_or_404(authoring.reviews_visible_to(request.user), pk=pk)


def _screen(request: HttpRequest, found: ModuleReview, form: DecisionForm | None = None) -> HttpResponse:
    drafts = _sent(found)
    now = gather(found.module_key)
    context = {
        "review": found,
        "title": title_of(found),
        "drafts": drafts,
        "changed": bool(now) and whole_fingerprint(now) != found.fingerprint,
        "may_decide": found.state == ModuleReview.State.WAITING and authoring.can_decide(request.user, found),
        "form": form or DecisionForm(),
    }
    return render(request, "learning/admin/review.html", context)
