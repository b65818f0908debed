"""Putting right what stands on the wrong case, and saying that a decision stands in the child's own record."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.requests import MemberRequest
from supervision.forms.corrections import CorrectForm
from supervision.models import CaseReview
from supervision.permissions import can_finalise, role_in_team
from supervision.reading import reads_as
from supervision.services.corrections import WeekTakenError, copy_to_right_case, note_copied
from supervision.services.errors import FrozenError, NotAllowedError, WrongStateError
from supervision.views.case_pages import crumbs
from supervision.views.opened import confidential


def _summary(request: MemberRequest, key: uuid.UUID) -> CaseReview:
    rows = CaseReview.objects.visible_to(request.user).select_related("case__team", "case__therapist")
    review = get_object_or_404(rows, pk=key)
    reads_as(role_in_team(request.user, review.case.team_id), review.organisation_id)
    return review


@require_http_methods(["GET", "POST"])
@confidential
def case_correct(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """A final summary that belongs to another case: withdrawn here, copied there."""
    review = _summary(request, key)
    if not can_finalise(request.user, review):
        raise PermissionDenied
    form = CorrectForm(request.POST or None, review=review, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            copy_to_right_case(actor=request.user, review=review, case=form.cleaned_data["case"])
        except WeekTakenError:
            form.add_error("case", _("That case has a summary of this week already."))
        except FrozenError:
            form.add_error(None, _("A disclosure request is open: this record stays as it is until it is closed."))
        except WrongStateError:
            form.add_error(None, _("Only a final summary that still stands can be put right."))
        else:
            messages.success(request, _("Withdrawn here, and copied to the case you chose."))
            return redirect("case", pk=review.case_id)
    context = {
        "form": form,
        "case": review.case,
        "title": _("Written on the wrong case"),
        "text": _(
            "It stays where it is, marked as withdrawn. The case you choose gets a copy with its authors and times."
        ),
        "submit": _("Withdraw and copy"),
        "crumbs": crumbs(review.case),
    }
    return render(request, "supervision/cases/form.html", context)


@require_POST
@confidential
def case_record_copied(request: MemberRequest, key: uuid.UUID) -> HttpResponse:
    """The decision was copied to the child's own record."""
    review = _summary(request, key)
    try:
        note_copied(actor=request.user, review=review)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except WrongStateError:
        messages.error(request, _("There is nothing decided in this summary yet."))
    else:
        messages.success(request, _("Noted: copied to the case record."))
    return redirect("prep") if request.POST.get("next") == "prep" else redirect("summary", review.pk)
