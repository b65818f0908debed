"""What to look for in notes."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Team
from supervision.searching import SHORTEST


class SearchForm(forms.Form):
    """Some words, in one team, or in one case."""

    words = forms.CharField(
        label=_("Words"),
        min_length=SHORTEST,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"required": _("Type a word to look for."), "min_length": _("Type at least three letters.")},
    )
    team = forms.TypedChoiceField(label=_("Team"), required=False)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, teams: list[Team] | None = None, case: uuid.UUID | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {str(team.public_id): team for team in teams or []}
        team: Any = self.fields["team"]
        team.choices = [(key, row.name) for key, row in known.items()]
        team.coerce = known.__getitem__
        team.empty_value = next(iter(known.values()), None)
        if len(known) < 2:
            team.widget = forms.HiddenInput()
        self.initial["case"] = case
