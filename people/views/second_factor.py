"""Setting up a second factor, and giving it back to someone who lost theirs."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.decorators import member_required
from people.forms.accounts import ResetForm
from people.models import SecondFactorReset, User
from people.requests import MemberRequest
from people.services import second_factor_resets, sessions
from people.services.errors import PeopleError
from people.team_rights import vouches_for


@login_required
@require_safe
def choose(request: MemberRequest) -> HttpResponse:
    """Shown to someone who must have a second factor and has none yet."""
    return render(request, "people/second_factor.html", {"has_one": sessions.has_second_factor(request.user)})


@member_required
def ask_reset(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The first of two people says how they made sure."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    if not vouches_for(request.user, person):
        raise PermissionDenied
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            second_factor_resets.ask(actor=request.user, person=person, reason=form.cleaned_data["reason"])
        except PeopleError as error:
            form.add_error(None, error.words)
        else:
            messages.success(request, _("Asked. A second person has to approve before anything changes."))
            return redirect("person", public_id=person.public_id)
    context = {
        "form": form,
        "title": _("Reset the second step of %(name)s") % {"name": person},
        "text": _(
            "Use this when their phone or passkey is lost. A second person has to approve. "
            "Then every device is signed out, and they set up a new second step when they sign in with their password."
        ),
        "submit": _("Ask for the reset"),
        "cancel": reverse("person", args=[person.public_id]),
        "crumbs": [(_("Teams"), reverse("team_index")), (person.name, reverse("person", args=[person.public_id]))],
    }
    return render(request, "people/form.html", context)


@member_required
@require_POST
def decide_reset(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The second person approves or refuses."""
    rows = SecondFactorReset.objects.filter(user__in=User.objects.visible_to(request.user))
    reset = get_object_or_404(rows.select_related("user"), public_id=public_id)
    try:
        if "approve" in request.POST:
            second_factor_resets.approve(actor=request.user, reset=reset)
            messages.success(request, _("Done. %(name)s has been told by e-mail.") % {"name": reset.user})
        else:
            second_factor_resets.refuse(actor=request.user, reset=reset)
            messages.success(request, _("Refused. Nothing has changed."))
    except PeopleError as error:
        messages.error(request, error.words)
    return redirect("team_index")
