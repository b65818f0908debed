"""What is said about a session as a whole: when, how, why not."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField, time_input
from people.models import Team
from supervision.meetings import NextSession
from supervision.models import SupervisionSession
from supervision.words import Mode


class TeamChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Teams by name."""


class PlanForm(forms.Form):
    """Which team, when and how; the team's usual day and hour stand there already."""

    team = TeamChoice(label=_("Team"), queryset=Team.objects.none(), to_field_name="public_id", empty_label=None)
    day = DateField(label=_("Day"))
    time = forms.TimeField(label=_("Time"), widget=time_input())
    mode = forms.ChoiceField(label=_("How"), choices=Mode, widget=forms.RadioSelect, initial=Mode.IN_PERSON)

    def __init__(self, *args: Any, teams: list[NextSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Team.objects.filter(pk__in=[found.team.pk for found in teams])
        self.fields["team"].queryset = choices  # type: ignore[attr-defined]
        usual = next((found.starts_at for found in teams if found.starts_at and found.session is None), None)
        if usual:
            local = timezone.localtime(usual)
            self.fields["day"].initial, self.fields["time"].initial = local.date(), local.time()

    def clean_day(self) -> datetime.date:
        """Within a year from today, or a little while ago for one that is written up later."""
        day: datetime.date = self.cleaned_data["day"]
        if not -31 <= (day - timezone.localdate()).days <= 366:
            raise forms.ValidationError(_("Choose a day within the last month or the coming year."))
        return day

    @property
    def starts_at(self) -> datetime.datetime:
        """When, in local time."""
        zone = timezone.get_current_timezone()
        return datetime.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=zone)


class CancelForm(forms.Form):
    """Why it does not take place; the reasons are counted."""

    because = forms.ChoiceField(label=_("Reason"), choices=SupervisionSession.Break, widget=forms.RadioSelect)
