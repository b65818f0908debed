"""Designs of certificates: the list, one design with its preview beside it, and the preview itself."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from learning.certificates.design import DEFAULT, made_of
from learning.certificates.render import RenderError, render_pdf
from learning.certificates.sample import sample
from learning.design_forms import DesignForm, initial_of
from learning.models import CertificateDesign
from learning.permissions.designs import visible_to
from learning.services.designs import ChangedMeanwhileError, save_design
from people.decorators import member_required
from people.models import Organisation, User
from people.permissions import has_role, organisations_with_role
from people.roles import Role


@require_safe
@member_required
def designs(request: HttpRequest) -> HttpResponse:
    """What one's organisations print certificates with."""
    if not has_role(request.user, Role.COORDINATOR):
        return render(request, "403.html", status=403)
    found = visible_to(request.user).select_related("organisation").prefetch_related("uses", "versions")
    rows = [(design, max(design.versions.all(), key=lambda version: version.number)) for design in found]
    context = {"rows": rows, "organisations": organisations_with_role(request.user, Role.COORDINATOR)}
    return render(request, "learning/designs/list.html", context)


@csp_replace({"frame-src": ["'self'"]})
@member_required
def new_design(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """A design for an organisation one coordinates."""
    organisation = get_object_or_404(organisations_with_role(request.user, Role.COORDINATOR), public_id=organisation_id)
    return _edit(request, organisation, None)


@csp_replace({"frame-src": ["'self'"]})
@member_required
def edit_design(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a design. Certificates that were printed keep the version they have."""
    design = get_object_or_404(visible_to(request.user).select_related("organisation"), public_id=public_id)
    return _edit(request, design.organisation, design)


def _edit(request: HttpRequest, organisation: Organisation, design: CertificateDesign | None) -> HttpResponse:
    initial = initial_of(design) if design else {"layout": DEFAULT.layout, "colour": DEFAULT.colour, "opened": 0}
    form = DesignForm(
        request.POST or None, request.FILES or None, organisation=organisation, design=design, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_design(
                actor=cast(User, request.user),
                organisation=organisation,
                design=design,
                opened=form.cleaned_data["opened"] or 0,
                name=form.cleaned_data["name"],
                values=form.values(),
                logo=form.logo_bytes(),
                uses=form.wanted_uses(),
            )
        except ChangedMeanwhileError:
            form.add_error(None, _("Somebody saved this design meanwhile. Open it in a second window and compare."))
        else:
            messages.success(request, _("Saved. Certificates are printed with it from now on; older ones stay."))
            return redirect("certificate_designs")
    context = {
        "form": form,
        "design": design,
        "organisation": organisation,
        "preview_url": reverse("preview_design", args=[organisation.public_id]),
    }
    return render(request, "learning/designs/edit.html", context)


@csp_replace({"frame-ancestors": ["'self'"], "object-src": ["'self'"]})
@xframe_options_sameorigin
@require_POST
@member_required
def preview_design(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """The form's design as the real PDF with somebody invented on it; nothing is stored.

    To a script that asks for JSON it says what has to be put right, by field.
    """
    organisation = get_object_or_404(organisations_with_role(request.user, Role.COORDINATOR), public_id=organisation_id)
    design = _named(request, organisation)
    form = DesignForm(request.POST, request.FILES, organisation=organisation, design=design)
    valid = form.is_valid()
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(
            {"errors": {form[name].auto_id: rows for name, rows in form.errors.items() if name in form.fields}}
        )
    if not valid:
        return render(request, "learning/designs/not_yet.html", {"form": form}, status=422)
    return _pdf(request, form, organisation)


def _named(request: HttpRequest, organisation: Organisation) -> CertificateDesign | None:
    """The stored design whose form this is, for its logo; None for a new one."""
    try:
        public_id = UUID(request.POST.get("design", ""))
    except ValueError:
        return None
    return visible_to(request.user).filter(organisation=organisation, public_id=public_id).first()


def _pdf(request: HttpRequest, form: DesignForm, organisation: Organisation) -> HttpResponse:
    values: dict[str, Any] = form.values()
    document = sample(
        made_of(values, form.logo_bytes(), values["logo_name"]),
        language="cy" if request.POST.get("language") == "cy" else "en",
        issuer=organisation.name,
        issuer_cy=organisation.name_cy,
        address=settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        practice=values["states_practice"],
    )
    try:
        pdf = render_pdf(document)
    except RenderError:
        return render(request, "learning/designs/not_yet.html", {"form": form}, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="preview.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
