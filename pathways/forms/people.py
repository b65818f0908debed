"""What is recorded about one person: an exemption, prior learning, an assignment, days away; and the day to look at."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pathways.kinds import Away
from pathways.models import Requirement
from people.forms.widgets import DateField
from people.models import Organisation

REASON_LENGTH = 300
LONGEST = datetime.timedelta(days=731)


class AboutPersonForm(forms.Form):
    """Recorded about somebody in an organisation."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation


class Span(AboutPersonForm):
    """A first and a last day, the last not before the first."""

    from_on = DateField(label=_("First day"), initial=timezone.localdate)
    until_on = DateField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day is before the first."))
        elif first and last and last - first > LONGEST:
            self.add_error("until_on", _("This is more than two years after the first day."))
        return data


class AbsenceForm(Span):
    """Leave or on call, and which days."""

    kind = forms.ChoiceField(label=_("What"), choices=Away.choices, widget=forms.RadioSelect, initial=Away.LEAVE)
    field_order = ("kind", "from_on", "until_on")


class OfRequirement(AboutPersonForm):
    """Which requirement it is about, of those that the organisation asks for."""

    requirement = forms.ModelChoiceField(
        label=_("Requirement"), queryset=Requirement.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Requirement.objects.of(self.organisation.pk).order_by("name_en")
        self.fields["requirement"].queryset = found  # type: ignore[attr-defined]


class ExemptionForm(OfRequirement, Span):
    """From what, why, and until when."""

    reason = forms.CharField(
        label=_("Why"), max_length=REASON_LENGTH, help_text=_("The person reads this. Write nothing about health.")
    )
    field_order = ("requirement", "reason", "from_on", "until_on")


class PriorLearningForm(OfRequirement, Span):
    """What they hold already, what you saw of it, and how long you recognise it."""

    reason = forms.CharField(
        label=_("What you have seen"),
        max_length=REASON_LENGTH - 40,
        help_text=_("For example: certificate of Lisnafallow Trust, 3 March 2026, shown on paper."),
    )
    until_on = DateField(label=_("Recognised until"), help_text=_("After this day it is asked of them like of anyone."))
    field_order = ("requirement", "reason", "from_on", "until_on")


class AssignForm(OfRequirement):
    """What, and by which day."""

    due_on = DateField(label=_("Due"))
    field_order = ("requirement", "due_on")

    def clean_due_on(self) -> datetime.date:
        """Today or later."""
        day: datetime.date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return day


class ReplayForm(forms.Form):
    """The day to look at; today is what one sees without it."""

    on = DateField(label=_("Day"), required=False)

    def day(self) -> datetime.date:
        """The day that was asked for, if it has come; else today."""
        today = timezone.localdate()
        asked = self.cleaned_data.get("on") if self.is_valid() else None
        return asked if asked and asked <= today else today

    def clean_on(self) -> datetime.date | None:
        """No day to come: nobody knows what will be done by then."""
        day: datetime.date | None = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
