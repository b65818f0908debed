"""Ending a requirement or a pathway."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pathways.forms.audience import FromDayFields
from people.forms.widgets import DateField


class EndForm(FromDayFields):
    """From which day it is asked of nobody, and why."""

    from_on = DateField(
        label=_("From which day it is asked of nobody"), help_text=_("What was so before stays as it was.")
    )
    note = forms.CharField(label=_("Why"), max_length=300, required=False)
