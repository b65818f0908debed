"""What is filled in about published content: a re-review that changes nothing, and taking a module out of use."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

YEAR = datetime.timedelta(days=365)


def date_input() -> forms.DateInput:
    """A browser's own date field."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReviewAgainForm(forms.Form):
    """Read again, nothing to change: until when that holds."""

    review_by = forms.DateField(
        label=_("Review again by"), widget=date_input(), initial=lambda: timezone.localdate() + YEAR
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you compared it with, for whoever reviews it next. Authors see it."),
    )

    def clean_review_by(self) -> datetime.date:
        """In the future."""
        day: datetime.date = self.cleaned_data["review_by"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class RetireForm(forms.Form):
    """Why the module is no longer in use, and what to use instead."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Learners who began or finished it read this."),
    )
    reason_cy = forms.CharField(
        label=_("The same in Welsh"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "cy"}),
    )
    replacement_key = forms.TypedChoiceField(
        label=_("In its place"), required=False, coerce=uuid.UUID, empty_value=None
    )

    def __init__(self, *args: Any, modules: list[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No other module")), *((str(key), name) for key, name in modules)]
        self.fields["replacement_key"].choices = choices  # type: ignore[attr-defined]
