"""Which case a summary belongs to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.permissions import teams_with_role
from people.roles import SUPERVISING_ROLES
from supervision.models import CaseReference, CaseReview


class CorrectForm(forms.Form):
    """One of the cases of the teams one supervises."""

    case = forms.ModelChoiceField(label=_("The case it belongs to"), queryset=CaseReference.objects.none())
    sure = forms.BooleanField(label=_("I have checked the codes with the therapist"))

    def __init__(self, *args: Any, review: CaseReview, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases = CaseReference.objects.visible_to(user).exclude(status="archived").exclude(pk=review.case_id)
        teams = teams_with_role(user, *SUPERVISING_ROLES)
        field: Any = self.fields["case"]
        field.queryset = cases.filter(team__in=teams, organisation=review.organisation_id).select_related("therapist")
        field.label_from_instance = lambda case: f"{case.code} · {case.therapist}"
