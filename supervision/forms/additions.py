"""What is added to a record that is final."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.forms.screened import ScreenedForm


class AdditionForm(ScreenedForm):
    """A dated, attributed addition."""

    screened = ("text",)
    text = forms.CharField(label=_("What to add"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))
