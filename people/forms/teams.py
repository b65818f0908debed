"""Organisations and teams."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField, time_input
from people.models import Organisation, Team
from people.names import one_line


class OrganisationForm(forms.ModelForm[Organisation]):
    """Name, nation and languages of an organisation."""

    languages = forms.MultipleChoiceField(
        label=_("Languages its people must be offered"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        initial=["en"],
    )

    class Meta:
        model = Organisation
        fields: ClassVar = ["name", "name_cy", "nation", "languages"]

    def clean_name(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name"])

    def clean_name_cy(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name_cy"])


class TeamForm(forms.ModelForm[Team]):
    """Name, adaptations, weekly hours and dates of a team."""

    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False, help_text=_("Leave empty while the team is running."))

    class Meta:
        model = Team
        fields: ClassVar = [
            "name",
            "adaptations",
            "supervision_day",
            "supervision_time",
            "consultation_day",
            "consultation_time",
            "starts_on",
            "ends_on",
        ]
        widgets: ClassVar = {
            "adaptations": forms.CheckboxSelectMultiple,
            "supervision_time": time_input(),
            "consultation_time": time_input(),
        }

    def clean_name(self) -> str:
        """Two teams of an organisation never share a name."""
        name = one_line(self.cleaned_data["name"])
        twins = Team.objects.filter(organisation_id=self.instance.organisation_id, name__iexact=name)
        if twins.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This organisation already has a team with this name."))
        return name

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first."))
        return data
