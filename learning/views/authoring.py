"""The admin's screens for a module as a whole: what there is, what is in its way, review, publication."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Locale

from learning.authoring_forms import PublishForm, SendForm
from learning.models import Edition, LearnIndexPage, ModulePage, ModuleReview
from learning.permissions import authoring
from learning.services import care, editions, reviews, translations
from learning.services.content_checks import errors_of
from learning.services.content_warnings import warnings_of
from learning.services.drafts import DraftModule, DraftUnit, gather, whole_fingerprint
from learning.services.module_states import states


@dataclass(frozen=True)
class Screen:
    """Everything the publishing screen tells about one module."""

    drafts: list[DraftModule]
    fingerprint: str
    review: ModuleReview | None

    @property
    def is_approved(self) -> bool:
        """The newest review approves exactly these drafts."""
        return reviews.approves(self.review, self.fingerprint)

    @property
    def changed_since_sent(self) -> bool:
        """Somebody wrote on after the module was sent."""
        return bool(self.review and self.review.fingerprint != self.fingerprint)


@require_GET
def modules(request: HttpRequest) -> HttpResponse:
    """Every module with its drafts, review and edition."""
    if not authoring.can_author(request.user):
        raise Http404
    context = {"states": states(), "place": LearnIndexPage.objects.order_by("locale_id").first()}
    return render(request, "learning/admin/modules.html", context)


@require_GET
def publishing(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One module: content checks, review, publication, editions."""
    return _screen(request, _module_or_404(request, key))


@require_POST
def send(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Send the module to a clinical reviewer."""
    module = _module_or_404(request, key, publishing=True)
    form = SendForm(request.POST, actor=request.user)  # type: ignore[arg-type]
    if not form.is_valid():
        return _screen(request, module, send_form=form)
    try:
        reviews.request(actor=request.user, module_key=key, **form.cleaned_data)  # type: ignore[arg-type]
    except editions.NotReady:
        messages.error(request, _("Put the errors below right first; then send it."))
        return _screen(request, module, send_form=form)
    except reviews.NotAReviewer:
        form.add_error("reviewer", _("This person can't review it today."))
        return _screen(request, module, send_form=form)
    messages.success(request, _("Sent. The reviewer gets an e-mail."))
    return redirect("module_publishing", key)


@require_POST
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a waiting request back."""
    _module_or_404(request, key, publishing=True)
    review = reviews.newest(key)
    try:
        if review is None:
            raise Http404
        reviews.withdraw(actor=request.user, review=review)  # type: ignore[arg-type]
        messages.success(request, _("Withdrawn."))
    except reviews.AlreadyDecided:
        messages.error(request, _("The reviewer has decided already."))
    return redirect("module_publishing", key)


@require_POST
def publish(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Publish the module as a whole, now or at a set time."""
    module = _module_or_404(request, key, publishing=True)
    form = publish_form(gather(key), request.POST)
    if not form.is_valid():
        return _screen(request, module, publish_form=form)
    try:
        edition = editions.publish(actor=request.user, module_key=key, **form.cleaned_data)  # type: ignore[arg-type]
    except editions.NotApproved:
        messages.error(request, _("Not published: no reviewer has approved the module as it is now."))
        return _screen(request, module, publish_form=form)
    except editions.NotReady:
        messages.error(request, _("Not published: put the errors below right first."))
        return _screen(request, module, publish_form=form)
    messages.success(request, _("Published: edition %(number)d.") % {"number": edition.number})
    return redirect("module_publishing", key)


@require_POST
def translate(request: HttpRequest, key: uuid.UUID, language: str) -> HttpResponse:
    """Start the module in another language, or bring new and changed parts over."""
    _module_or_404(request, key)
    if not Locale.objects.filter(language_code=language).exists():
        raise Http404
    try:
        page = translations.start(actor=request.user, module_key=key, language=language)  # type: ignore[arg-type]
    except translations.NothingToTranslate:
        raise Http404 from None
    messages.success(request, _("The drafts are there. Open each part and put its words into the other language."))
    return redirect("wagtailadmin_explore", page.pk)


@require_GET
def preview(request: HttpRequest, key: uuid.UUID, language: str) -> HttpResponse:
    """The whole module as a learner would read it now."""
    _module_or_404(request, key)
    draft = next((draft for draft in gather(key) if draft.language == language), None)
    if draft is None:
        raise Http404
    return render(request, "learning/admin/preview_whole.html", {"draft": draft})


def publish_form(drafts: list[DraftModule], data: Any = None) -> PublishForm:
    """The form for these drafts; units that differ from the newest edition say so."""
    newest = Edition.objects.filter(module_key=drafts[0].page.translation_key).order_by("-number").first()
    same: set[uuid.UUID] = set()
    if newest:
        known = {(row.unit_key, row.fingerprint) for row in newest.units.filter(language=drafts[0].language)}
        same = {key for unit in drafts[0].units if ((key := unit.page.translation_key), unit.fingerprint) in known}
    units = [(unit.page.translation_key, _label(unit, same)) for unit in drafts[0].units]
    return PublishForm(data, units=units, welsh=len(drafts) > 1, first=newest is None)


def _label(unit: DraftUnit, same: set[uuid.UUID]) -> str:
    name = f"{unit.position}. {unit.page.title}"
    return name if unit.page.translation_key in same else _("%(unit)s (changed)") % {"unit": name}


def _module_or_404(request: HttpRequest, key: uuid.UUID, *, publishing: bool = False) -> ModulePage:
    """The module, for authors; changing its state takes the right to publish."""
    if not authoring.can_author(request.user) or (publishing and not authoring.can_publish(request.user)):
        raise Http404
    module = ModulePage.objects.filter(translation_key=key, alias_of=None).order_by("pk").first()
    if module is None:
        raise Http404
    return module


def _screen(request: HttpRequest, module: ModulePage, **forms: Any) -> HttpResponse:
    key = module.translation_key
    drafts = gather(key)
    screen = Screen(drafts, whole_fingerprint(drafts), reviews.newest(key))
    context = {
        "module": module,
        "screen": screen,
        "errors": errors_of(drafts),
        "warnings": warnings_of(drafts),
        "languages": translations.language_states(drafts),
        "editions": Edition.objects.filter(module_key=key)
        .annotate(before=Case(When(number__gt=1, then=F("number") - 1)))
        .select_related("published_by", "reviewed_by"),
        "may_publish": authoring.can_publish(request.user),
        "send_form": SendForm(actor=request.user, initial={"reviewer": module.reviewer_id}),  # type: ignore[arg-type]
        "publish_form": forms.get("publish_form") or publish_form(drafts),
        "retirement": care.retirement_of(key),
        "needs_review": care.needs_review(module),
        **forms,
    }
    return render(request, "learning/admin/publishing.html", context)
