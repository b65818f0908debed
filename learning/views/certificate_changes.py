"""Taking a certificate back, correcting it, and issuing it again. Only the register's keeper finds these addresses."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from learning.certificate_forms import CorrectionForm, ReissueForm, RevokeForm
from learning.models import Certificate
from learning.permissions.certificates import issued_visible_to, may_change
from learning.services.certificates import CORRECTABLE, NotCurrentError, reissue, revoke, supersede
from learning.verdicts import verdict_of
from people.decorators import member_required
from people.models import User


@member_required
def revoke_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Take a certificate back; never one's own."""
    certificate = get_object_or_404(issued_visible_to(request.user), code=code)
    if not may_change(request.user, certificate):
        return render(request, "403.html", status=403)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke(actor=cast(User, request.user), certificate=certificate, reason=form.cleaned_data["reason"])
        except NotCurrentError:
            _nothing_changed(request)
        else:
            messages.success(request, _("Revoked. Its holder has been told by e-mail."))
        return redirect("issued_certificates")
    return _page(request, "learning/certificates/revoke.html", certificate, form)


@member_required
def correct_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Issue one with the right name or title in its place: first what will change is shown, then it is done."""
    certificate = get_object_or_404(issued_visible_to(request.user), code=code)
    if not may_change(request.user, certificate):
        return render(request, "403.html", status=403)
    printed = {field: getattr(certificate, field) for field in CORRECTABLE}
    form = CorrectionForm(request.POST or None, initial=printed)
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return _page(request, "learning/certificates/correct.html", certificate, form)
    if "confirm" not in request.POST:
        return _page(request, "learning/certificates/correct_check.html", certificate, form, changed=form.changed())
    changes = {field: form.cleaned_data[field] for field in CORRECTABLE}
    try:
        new = supersede(
            actor=cast(User, request.user), certificate=certificate, changes=changes, reason=form.cleaned_data["reason"]
        )
    except NotCurrentError:
        _nothing_changed(request)
        return redirect("issued_certificates")
    messages.success(request, _("Corrected. Its holder has been told by e-mail."))
    return redirect("certificate", code=new.code)


@member_required
def reissue_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Issue a new one for what one that was revoked by mistake recorded."""
    certificate = get_object_or_404(issued_visible_to(request.user), code=code)
    if not may_change(request.user, certificate):
        return render(request, "403.html", status=403)
    form = ReissueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = reissue(actor=cast(User, request.user), certificate=certificate, reason=form.cleaned_data["reason"])
        except NotCurrentError:
            _nothing_changed(request)
            return redirect("issued_certificates")
        messages.success(request, _("Issued again, with a new number. Its holder has been told by e-mail."))
        return redirect("certificate", code=new.code)
    return _page(request, "learning/certificates/reissue.html", certificate, form)


def _nothing_changed(request: HttpRequest) -> None:
    messages.warning(request, _("This certificate was no longer in that state, so nothing changed."))


def _page(request: HttpRequest, template: str, certificate: Certificate, form: forms.Form, **more: Any) -> HttpResponse:
    context = {
        "certificate": certificate,
        "form": form,
        "verdict": verdict_of(certificate),
        "newer": Certificate.objects.filter(supersedes=certificate).first(),
        **more,
    }
    return render(request, template, context)
