"""A pathway as a coordinator fills it in; its steps are in `forms.steps`."""

from __future__ import annotations

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from pathways.forms.audience import AudienceFields, FromDayFields
from people.names import one_line


class PathwayForm(FromDayFields, AudienceFields):
    """What it is called, for whom it is, and from which day."""

    name_en = forms.CharField(label=_("Name"), max_length=120)
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=120, required=False)
    code = forms.SlugField(
        label=_("Short name for addresses"), max_length=40, required=False, help_text=_("Leave empty to have one made.")
    )
    note = forms.CharField(label=_("Why it changes"), max_length=300, required=False)

    def clean_name_en(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name_en"])

    def clean_name_cy(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name_cy"])

    def settle(self) -> None:
        """It is there already: its place and its code stay."""
        self.fields["place"].widget = forms.HiddenInput()
        del self.fields["code"]

    def quieten(self) -> None:
        """Say nothing about what is not filled in yet: only a row was moved."""
        self._errors = ErrorDict()
