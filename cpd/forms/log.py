"""Whose rules to count by, and which days to take along."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cpd.presets import presets
from people.forms.widgets import DateField


class RegulatorForm(forms.Form):
    """One preset, or none."""

    preset = forms.ChoiceField(label=gettext_lazy("Regulator or professional body"), required=False)
    since = DateField(
        label=gettext_lazy("Your year begins on"),
        required=False,
        help_text=gettext_lazy("The day you registered, or the first day of your registration cycle."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        named = [(code, f"{one.name_in(language)} · {one.body}") for code, one in presets().items()]
        self.fields["preset"].choices = [("", _("None: don't count")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A preset needs its day, and that day has come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("preset") and "since" not in self.errors:
            if not cleaned.get("since"):
                self.add_error("since", _("Say from which day your year runs."))
            elif not datetime.date(1950, 1, 1) <= cleaned["since"] <= timezone.localdate():
                self.add_error("since", _("Choose a day that has come, and check the year."))
        return cleaned


class ExportForm(forms.Form):
    """From a day to a day, as one of three kinds of file."""

    first = DateField(label=gettext_lazy("From"))
    last = DateField(label=gettext_lazy("To"))
    kind = forms.ChoiceField(choices=[("pdf", "PDF"), ("csv", "CSV"), ("html", "HTML")], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Not backwards."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return cleaned
