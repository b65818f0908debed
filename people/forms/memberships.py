"""Moving someone, ending a membership, appointing cover."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField
from people.models import Membership, Team, User
from people.roles import LONGEST_COVER_DAYS


class TeamChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Teams by name."""


class MoveForm(forms.Form):
    """To which team, from which day."""

    team = TeamChoice(label=_("New team"), queryset=Team.objects.none())
    on = DateField(label=_("First day in the new team"), initial=timezone.localdate)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        teams = Team.objects.filter(organisation=membership.organisation).exclude(pk=membership.team_id or 0)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean_on(self) -> datetime.date:
        """After the first day in the present team, and not after its last."""
        on: datetime.date = self.cleaned_data["on"]
        if on <= self.membership.starts_on:
            raise forms.ValidationError(_("This must be after the first day in the present team."))
        if self.membership.ends_on and on > self.membership.ends_on:
            raise forms.ValidationError(_("The membership has ended by then."))
        return on


class EndForm(forms.Form):
    """Now, or after a last day."""

    when = forms.ChoiceField(
        label=_("When does access end?"),
        choices=[("now", _("Now, with the next click")), ("day", _("After a last day"))],
        widget=forms.RadioSelect,
        initial="day",
    )
    on = DateField(label=_("Last day"), required=False, initial=timezone.localdate)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == "now":
            data["on"] = None
            return data
        on = data.get("on")
        if on is None and "on" not in self.errors:
            self.add_error("on", _("Say which day is the last."))
        elif on and on < self.membership.starts_on:
            self.add_error("on", _("The last day is before the first."))
        elif on and self.membership.ends_on and on > self.membership.ends_on:
            self.add_error("on", _("The membership has ended by then."))
        return data


class CoverForm(forms.Form):
    """Who covers, from when until when."""

    person = forms.ModelChoiceField(label=_("Who covers"), queryset=User.objects.none())
    starts_on = DateField(label=_("First day"), initial=timezone.localdate)
    ends_on = DateField(label=_("Last day"), help_text=_("Half a year at most. Access ends by itself after this day."))

    def __init__(self, *args: Any, team: Team, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Membership.objects.current().filter(organisation=team.organisation).values("user_id")
        people = User.objects.filter(pk__in=colleagues, is_active=True).exclude(pk=actor.pk)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on:
            if ends_on < starts_on:
                self.add_error("ends_on", _("The last day is before the first."))
            elif ends_on < timezone.localdate():
                self.add_error("ends_on", _("The last day has passed."))
            elif (ends_on - starts_on).days > LONGEST_COVER_DAYS:
                self.add_error("ends_on", _("Cover lasts half a year at most."))
        return data
