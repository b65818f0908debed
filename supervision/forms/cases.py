"""Opening a case, moving it on, handing it over."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField
from people.models import Adaptation, Membership, Team, User
from people.roles import Role
from supervision.models import CaseReference
from supervision.permissions import supervises
from supervision.weeks import monday_of
from supervision.words import AgeBand

LONGEST_AGO = datetime.timedelta(weeks=60)
LONGEST_AHEAD = datetime.timedelta(weeks=26)


def therapists_of(team: Team) -> list[User]:
    """The team's therapists of today."""
    rows = Membership.objects.current().in_role(Role.THERAPIST).filter(team=team, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user__name")]


class Named(forms.TypedChoiceField):
    """One of some people. Says whom it knows by public id, gives the person."""

    def offer(self, people: list[User]) -> None:
        """The people that may be chosen."""
        found = {str(person.public_id): person for person in people}
        self.choices = [("", _("Choose"))] * (len(found) != 1) + [(key, person.name) for key, person in found.items()]
        self.coerce = found.__getitem__


class OpenCaseForm(forms.Form):
    """Adaptation, age band, therapist and first week. No field takes a name, and none ever will."""

    adaptation = forms.ModelChoiceField(label=_("Adaptation"), queryset=Adaptation.objects.none())
    age_band = forms.ChoiceField(label=_("Age band"), choices=AgeBand, widget=forms.RadioSelect)
    therapist = Named(label=_("Therapist"))
    opened_week = DateField(label=_("First day of treatment"), help_text=_("Only its week is kept."))

    def __init__(self, *args: Any, team: Team, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adaptations = team.adaptations.all()
        self.fields["adaptation"].queryset = adaptations if adaptations else Adaptation.objects.all()  # type: ignore[attr-defined]
        people = therapists_of(team) if supervises(user, team.pk) else [user]
        self.fields["therapist"].offer(people)  # type: ignore[attr-defined]
        if len(people) == 1:
            self.initial["therapist"] = str(people[0].public_id)
        if len(adaptations) == 1:
            self.initial["adaptation"] = adaptations[0]
        self.initial["opened_week"] = timezone.localdate()

    def clean_opened_week(self) -> datetime.date:
        """Within about a year, and no later than next week."""
        day: datetime.date = self.cleaned_data["opened_week"]
        today = timezone.localdate()
        if day > monday_of(today) + datetime.timedelta(days=13):
            raise forms.ValidationError(_("Open a case at the earliest a week before treatment begins."))
        if day < today - LONGEST_AGO:
            raise forms.ValidationError(_("That is more than a year ago. Check the year."))
        return day


class MoveCaseForm(forms.Form):
    """To closing, closed with its day, archived, or open again."""

    status = forms.ChoiceField(label=_("What now?"), widget=forms.RadioSelect)
    closed_on = DateField(label=_("Last day of treatment"), required=False, help_text=_("The schedule counts from it."))

    def __init__(self, *args: Any, case: CaseReference, allowed: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["status"].choices = allowed  # type: ignore[attr-defined]
        if not any(value == "closed" for value, _label in allowed):
            del self.fields["closed_on"]
        else:
            self.initial["closed_on"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """A closing day between the first week and today."""
        data = super().clean() or {}
        if data.get("status") != "closed" or "closed_on" in self.errors:
            return data
        day = data.get("closed_on") or timezone.localdate()
        if day < self.case.opened_week:
            self.add_error("closed_on", _("The case was opened after that day."))
        if day > timezone.localdate():
            self.add_error("closed_on", _("That day is still to come. Choose closing until then."))
        return data | {"closed_on": day}


class HandOverForm(forms.Form):
    """To whom, from which day, and whether only this case."""

    therapist = Named(label=_("New therapist"))
    from_on = DateField(label=_("From"), help_text=_("Today, or a day within half a year: until then nothing changes."))
    scope = forms.ChoiceField(label=_("What goes over?"), widget=forms.RadioSelect, initial="case")
    actions = forms.BooleanField(
        label=_("Their open actions go too"),
        required=False,
        initial=True,
        help_text=_("What is written stays under the name of who wrote it. Drafts of the one before are withdrawn."),
    )

    def __init__(self, *args: Any, case: CaseReference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person for person in therapists_of(case.team) if person.pk != case.therapist_id]
        self.fields["therapist"].offer(people)  # type: ignore[attr-defined]
        everything = _("All open cases of %(name)s in this team") % {"name": case.therapist}
        self.fields["scope"].choices = [("case", _("Only this case")), ("all", everything)]  # type: ignore[attr-defined]
        self.initial["from_on"] = timezone.localdate()

    def clean_from_on(self) -> datetime.date:
        """Today, or within half a year."""
        day: datetime.date = self.cleaned_data["from_on"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("That day has passed. What was done until today stays with who did it."))
        if day > today + LONGEST_AHEAD:
            raise forms.ValidationError(_("That is more than half a year ahead. Check the year."))
        return day
