"""A weekly summary as the team reads it, with the part that the reader writes: guidance, advice, an addition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.shelf.cards import readable
from people.requests import MemberRequest
from supervision.forms.guidance import AddendumForm, AdviceForm, GuidanceForm
from supervision.models import Addendum, CaseRecordCopy, CaseReview
from supervision.permissions import can_add, can_advise, can_finalise, can_guide, can_note_copy, writes_summary
from supervision.services.reviews import UNDER_WAY
from supervision.summary.telling import told
from supervision.words import Method, Principle

State = CaseReview.State
DISCUSSED = (State.DISCUSSED, State.CONSULTED)
TONES = {"draft": "", "submitted": "info", "discussed": "plum", "consulted": "plum", "final": "ok", "withdrawn": "over"}


@dataclass(frozen=True)
class OwnForm:
    """The part that the reader writes: its letter and heading, where it is sent, and the form."""

    letter: str
    title: str
    action: str
    button: str
    form: Any


def summary_page(
    request: MemberRequest, review: CaseReview, *, form: Any = None, words: str = "", status: int = 200
) -> HttpResponse:
    """Everything that is written, and the reader's own form; `form` is one that was sent wrong."""
    context = shown(review)
    copies = [addendum.copy_id for addendum in context["addenda"] if addendum.withdraws]
    context |= {
        "copy": copies and CaseReview.objects.visible_to(request.user).filter(pk__in=copies).first(),
        "forms": _forms(request, review, form),
        "words": words,
        "can_change": writes_summary(request.user, review) and review.state in {State.DRAFT, State.SUBMITTED},
        "can_note_copy": can_note_copy(request.user, review),
        "can_finalise": can_finalise(request.user, review) and review.state in DISCUSSED,
    }
    return render(request, "supervision/prep/summary.html", context, status=status)


def shown(review: CaseReview) -> dict[str, Any]:
    """The summary for reading: on screen, on paper, and before it is final."""
    labels = dict(Principle.choices)
    methods = dict(Method.choices)
    added = Addendum.objects.filter(record_type=review._meta.label_lower, record_id=review.pk)
    addenda = list(added.select_related("author")) if review.state == State.FINAL else []
    return {
        "review": review,
        "copied": CaseRecordCopy.objects.filter(review=review).select_related("by").first(),
        "parts": told(review.sections),
        "tone": TONES[review.state],
        "principles": [f"{number} {labels[number]}" for number in review.guidance_principles if number in labels],
        "methods": [methods[name] for name in review.guidance_methods if name in methods],
        "resource": _resource(review),
        "addenda": addenda,
        "withdrawn": any(addendum.withdraws for addendum in addenda),
    }


def guidance_form(review: CaseReview, post: Any = None, **kwargs: Any) -> GuidanceForm:
    """Section I as it is written so far."""
    initial = {
        "text": review.guidance,
        "principles": review.guidance_principles,
        "methods": review.guidance_methods,
        "resource": str(review.guidance_resource or ""),
    }
    return GuidanceForm(post, initial=initial, language=_here(), **kwargs)


def _forms(request: MemberRequest, review: CaseReview, sent: Any) -> list[OwnForm]:
    """Each author's form while it is their turn; one that was sent wrong stands in the place of its own."""
    forms: list[OwnForm] = []
    if can_guide(request.user, review) and review.state in UNDER_WAY:
        form: Any = sent if isinstance(sent, GuidanceForm) else guidance_form(review)
        forms.append(OwnForm("I", _("Your guidance"), _to("summary_guide", review), _("Save guidance"), form))
    if can_advise(request.user, review) and review.state in DISCUSSED:
        form = sent if isinstance(sent, AdviceForm) else AdviceForm(initial={"text": review.expert_guidance})
        title = _("Your guidance as expert")
        forms.append(OwnForm("J", title, _to("summary_advise", review), _("Save guidance"), form))
    if can_add(request.user, review) and review.state == State.FINAL:
        form = sent if isinstance(sent, AddendumForm) else AddendumForm()
        forms.append(OwnForm("", _("Add to it"), _to("summary_add", review), _("Add"), form))
    return forms


def _to(name: str, review: CaseReview) -> str:
    return reverse(name, args=[review.pk])


def _resource(review: CaseReview) -> dict[str, str] | None:
    if not review.guidance_resource:
        return None
    row = readable(None, _here(), member=True).filter(resource_key=review.guidance_resource).first()
    if row is None:
        return {"title": _("A resource that has been withdrawn"), "slug": ""}
    return {"title": row.page.title, "slug": row.slug, "language": row.language}


def _here() -> str:
    return get_language() or "en"
