"""How much more time somebody gets, and until when."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models import ExtraTime
from people.forms.widgets import DateField


class ExtraTimeForm(forms.ModelForm[ExtraTime]):
    """Per cent and the last day. There is no field for the reason, on purpose."""

    until = DateField(label=_("Last day"), required=False, help_text=_("Leave empty for always."))

    class Meta:
        model = ExtraTime
        fields: ClassVar = ["per_cent", "until"]
        help_texts: ClassVar = {"per_cent": _("25 makes a check of 40 minutes one of 50.")}

    def clean_until(self) -> datetime.date | None:
        """Not over already."""
        day: datetime.date | None = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day
