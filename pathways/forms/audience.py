"""Whom something is asked of, and from which day: what requirements and pathways have in common in their forms."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pathways.status import Audience
from people.forms.widgets import DateField
from people.models import Adaptation, Organisation, Team
from people.roles import Role

Choices = Sequence[tuple[Any, Any]]
EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Offer:
    """What the form has to offer whoever fills it in. `targets` are grouped by kind, each value `kind:key`."""

    organisations: Sequence[Organisation]
    teams: Sequence[Team]
    targets: Choices
    everywhere: bool = False

    def places(self) -> Choices:
        """Where a requirement may hold."""
        found: list[tuple[str, Any]] = [(str(one.public_id), one.local_name) for one in self.organisations]
        return [*found, (EVERYWHERE, _("Every organisation on this site"))] if self.everywhere else found

    def team_choices(self) -> Choices:
        """Teams, with their organisation where there are several."""
        several = len(self.organisations) > 1
        return [
            (str(team.public_id), f"{team} ({team.organisation.local_name})" if several else str(team))
            for team in self.teams
        ]


def boxes(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """Any number of choices, none meaning all."""
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class AudienceFields(forms.Form):
    """Where, and whose posts are meant: of nothing ticked, everything."""

    place = forms.ChoiceField(label=_("Where"))
    roles = boxes(_("Roles"), _("Tick none for every role."))
    teams = boxes(_("Teams"), _("Tick none for all teams."))
    adaptations = boxes(_("Teams that deliver"), _("Tick none for every adaptation."))
    starters_since = DateField(
        label=_("Only who started on or after"), required=False, help_text=_("Leave empty for everybody.")
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self._choose("place", offer.places())
        self._choose("roles", Role.choices)
        self._choose("teams", offer.team_choices())
        self._choose("adaptations", [(one.code, str(one)) for one in Adaptation.objects.all()])
        if len(offer.places()) == 1:
            self.fields["place"].initial = offer.places()[0][0]
            self.fields["place"].widget = forms.HiddenInput()

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def organisation(self) -> Organisation | None:
        """The chosen one; None for the whole site."""
        place = self.cleaned_data.get("place")
        return next((one for one in self.offer.organisations if str(one.public_id) == place), None)

    def clean_teams(self) -> list[str]:
        """Teams of the organisation that was chosen."""
        chosen: list[str] = self.cleaned_data["teams"]
        place = self.cleaned_data.get("place")
        if place in {None, EVERYWHERE}:
            return chosen
        wrong = [team for team in self._teams(chosen) if str(team.organisation.public_id) != place]
        if wrong:
            raise forms.ValidationError(
                _("%(team)s is not a team of the organisation chosen above."), params={"team": wrong[0]}
            )
        return chosen

    def _teams(self, keys: Iterable[str]) -> list[Team]:
        return [team for team in self.offer.teams if str(team.public_id) in set(keys)]

    def audience(self) -> Audience:
        """Whom it is for; the form is valid."""
        data = self.cleaned_data
        return Audience(
            frozenset(data["roles"]),
            frozenset(data["adaptations"]),
            frozenset(team.pk for team in self._teams(data["teams"])),
            data["starters_since"],
        )


class FromDayFields(forms.Form):
    """From which day something holds."""

    from_on = DateField(
        label=_("From which day this holds"),
        initial=timezone.localdate,
        help_text=_("What was so before stays as it was: today is the earliest."),
    )

    def clean_from_on(self) -> datetime.date:
        """The past is never written again."""
        day: datetime.date = self.cleaned_data["from_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return day
