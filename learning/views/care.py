"""The admin's screens for what is published: two editions side by side, re-reviews, and modules out of use."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Locale

from learning import comparing
from learning.care_forms import RetireForm, ReviewAgainForm
from learning.models import ContentReview, Edition, ModulePage, ResourcePage
from learning.permissions import authoring
from learning.services import care
from learning.services.module_states import states

KINDS: dict[str, Any] = {"module": ModulePage, "resource": ResourcePage}


@require_GET
def module_changes(request: HttpRequest, key: uuid.UUID, old: int, new: int) -> HttpResponse:
    """Everything that differs between two editions: settings, units and the bank, word by word."""
    if not authoring.can_author(request.user):
        raise Http404
    editions = Edition.objects.filter(module_key=key)
    before, after = get_object_or_404(editions, number=old), get_object_or_404(editions, number=new)
    languages = list(after.modules.order_by("language").values_list("language", flat=True))
    wanted = request.GET.get("language", "en")
    language = wanted if wanted in languages else "en"
    context = {
        "module": _page_of(ModulePage, key),
        "old": before,
        "new": after,
        "numbers": list(editions.order_by("number").values_list("number", flat=True)),
        "language": language,
        "languages": [locale for locale in Locale.objects.all() if locale.language_code in languages],
        "settings": comparing.settings_between(before, after),
        "passages": comparing.module_between(before, after, language),
        "parts": [
            (_("Units"), comparing.units_between(before, after, language)),
            (_("Questions"), comparing.questions_between(before, after, language)),
        ],
    }
    return render(request, "learning/admin/changes.html", context)


@require_GET
def needs_review(request: HttpRequest) -> HttpResponse:
    """Published modules and resources whose review date has come or comes soon."""
    if not (authoring.can_author(request.user) or authoring.is_reviewer(request.user)):
        raise Http404
    done = ContentReview.objects.select_related("reviewer")[:20]
    titles = _titles(list(done))
    context = {
        "rows": care.to_review(),
        "done": [(review, titles.get(review.content_key, "")) for review in done],
        "may_review": authoring.is_reviewer(request.user),
    }
    return render(request, "learning/admin/needs_review.html", context)


def _titles(reviews: list[ContentReview]) -> dict[uuid.UUID, str]:
    keys = [review.content_key for review in reviews]
    return {
        page.translation_key: f"{page.code} {page.title}"
        for model in KINDS.values()
        for page in model.objects.filter(translation_key__in=keys).order_by("-locale_id")
    }


@require_http_methods(["GET", "POST"])
def review_again(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponseBase:
    """A clinical reviewer says that nothing has to change, and until when."""
    if not authoring.is_reviewer(request.user) or kind not in KINDS:
        raise Http404
    page = _page_of(KINDS[kind], key)
    form = ReviewAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        care.reviewed_without_change(actor=request.user, page=page, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, _("Recorded: reviewed, no change needed."))
        return redirect("needs_review")
    past = ContentReview.objects.filter(content_key=key).select_related("reviewer")
    return render(request, "learning/admin/review_again.html", {"page": page, "kind": kind, "form": form, "past": past})


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """Take a module out of use, after saying why."""
    module = _module_or_404(request, key)
    others = [(state.key, f"{state.page.code} {state.page.title}") for state in states() if _may_replace(state, key)]
    form = RetireForm(request.POST or None, modules=others)
    if request.method == "POST" and form.is_valid():
        try:
            care.retire(actor=request.user, module_key=key, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("Taken out of use. Who began it can still read and finish it."))
        except care.AlreadyRetired:
            messages.info(request, _("It was out of use already."))
        except care.NotPublished:
            messages.error(request, _("It was never published, so nobody uses it."))
        return redirect("module_publishing", key)
    return render(request, "learning/admin/retire.html", {"module": module, "form": form})


def _may_replace(state: object, key: uuid.UUID) -> bool:
    """A published module, in use, and another one."""
    return bool(state.edition and state.key != key and not state.retirement)  # type: ignore[attr-defined]


@require_POST
def take_back(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Into use again."""
    _module_or_404(request, key)
    try:
        care.take_back(actor=request.user, module_key=key)  # type: ignore[arg-type]
        messages.success(request, _("The module is in use again."))
    except care.NotPublished:
        messages.info(request, _("It is in use."))
    return redirect("module_publishing", key)


def _page_of(model: Any, key: uuid.UUID) -> ModulePage | ResourcePage:
    page: ModulePage | ResourcePage | None = model.objects.filter(translation_key=key, alias_of=None).first()
    if page is None:
        raise Http404
    return page


def _module_or_404(request: HttpRequest, key: uuid.UUID) -> ModulePage | ResourcePage:
    if not authoring.can_publish(request.user):
        raise Http404
    return _page_of(ModulePage, key)
