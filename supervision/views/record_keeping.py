"""Setting up record keeping: what must be there before an organisation's first record."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.models import Membership, Organisation, Team
from people.requests import MemberRequest
from people.roles import SUPERVISING_ROLES
from supervision import front
from supervision.forms.record_keeping import RecordKeepingForm
from supervision.models import RecordKeeping
from supervision.services.keeping import set_record_keeping
from supervision.views.opened import confidential


@require_http_methods(["GET", "POST"])
@confidential
def record_keeping(request: MemberRequest) -> HttpResponse:
    """The schedule of an organisation that one guards, and what is still missing before it goes live."""
    guarded = front.guarded(request.user)
    if not guarded:
        raise PermissionDenied
    asked = request.GET.get("organisation", "")
    organisation = next((row for row in guarded if str(row.public_id) == asked), guarded[0])
    kept = RecordKeeping.objects.select_related("set_by").filter(organisation=organisation).first()
    form = RecordKeepingForm(request.POST or None, instance=kept, welsh_needed="cy" in organisation.languages)
    if request.method == "POST" and form.is_valid():
        set_record_keeping(actor=request.user, organisation=organisation, **form.cleaned_data)
        messages.success(request, _("Record keeping for %(organisation)s is set.") % {"organisation": organisation})
        return redirect(f"{reverse('record_keeping')}?organisation={organisation.public_id}")
    stored = RecordKeeping.objects.filter(organisation=organisation).first()
    context = {
        "form": form,
        "organisation": organisation,
        "guarded": guarded,
        "kept": kept,
        "checks": _checks(organisation, stored),
        "crumbs": [(_("Supervision"), reverse("supervision"))],
    }
    return render(request, "supervision/cases/record_keeping.html", context)


def _checks(organisation: Organisation, kept: RecordKeeping | None) -> list[tuple[str, bool, bool]]:
    """What stands before the first record: in words, whether it is done, whether it holds records back."""
    welsh = "cy" not in organisation.languages or bool(kept and kept.safeguarding_route_cy)
    return [
        (_("Somebody to ask about records"), bool(kept and kept.ig_contact), True),
        (_("Safeguarding route"), bool(kept and kept.safeguarding_route and welsh), True),
        (_("How long records are kept"), bool(kept and kept.case_years), True),
        (_("Every team has a supervisor"), not _without_supervisor(organisation), False),
        (_("Every team has its weekly hour"), not _without_hour(organisation), False),
    ]


def _without_supervisor(organisation: Organisation) -> bool:
    supervised = Membership.objects.current().in_role(*SUPERVISING_ROLES).filter(organisation=organisation)
    return Team.objects.filter(organisation=organisation).exclude(pk__in=supervised.values("team_id")).exists()


def _without_hour(organisation: Organisation) -> bool:
    unsaid = Q(supervision_day__isnull=True) | Q(supervision_time__isnull=True)
    return Team.objects.filter(unsaid, organisation=organisation).exists()
