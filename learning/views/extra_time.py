"""Giving one person more time in final checks."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.extra_time_forms import ExtraTimeForm
from learning.models import ExtraTime
from learning.permissions.extra_time import can_give_extra_time
from learning.services.extra_time import end, give
from people.decorators import member_required
from people.models import User
from people.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def extra_time(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give, change or end it."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    if not can_give_extra_time(request.user, person):
        raise PermissionDenied
    given = ExtraTime.objects.filter(user=person).first()
    if "end" in request.POST:
        end(actor=request.user, person=person)
        messages.success(request, _("%(name)s has the usual time from the next check on.") % {"name": person})
        return redirect("person", public_id=person.public_id)
    form = ExtraTimeForm(request.POST if request.method == "POST" else None, instance=given)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        give(actor=request.user, person=person, per_cent=facts["per_cent"], until=facts["until"])
        messages.success(request, _("%(name)s has more time in final checks.") % {"name": person})
        return redirect("person", public_id=person.public_id)
    back = reverse("person", args=[person.public_id])
    context = {"form": form, "person": person, "given": given, "back": back, "crumbs": _crumbs(person, back)}
    return render(request, "learning/extra_time.html", context, status=422 if form.errors else 200)


def _crumbs(person: User, back: str) -> list[tuple[str, str]]:
    return [(_("Teams"), reverse("team_index")), (_("People"), reverse("people")), (str(person), back)]
