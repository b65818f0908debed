"""What is given to whom by when: one page of choices, and the list that the check page sends."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pathways.forms.chasing import PeopleField
from pathways.models import Requirement
from pathways.overview.audience import Audience
from pathways.overview.due import Due, DueFrom
from pathways.services.assigning import MOST
from people.forms.widgets import DateField
from people.models import Adaptation, Organisation, Team, User
from people.permissions import organisations_with_role
from people.roles import Role

LONGEST_DAYS = 1096


class DueForm(forms.Form):
    """What, and by when."""

    requirement = forms.ModelChoiceField(
        label=_("What"), queryset=Requirement.objects.none(), to_field_name="public_id", empty_label=_("Choose…")
    )
    due = forms.ChoiceField(label=_("By when"), choices=DueFrom, initial=DueFrom.TODAY, widget=forms.RadioSelect)
    due_on = DateField(label=_("Day"), required=False)
    days = forms.IntegerField(label=_("Days"), required=False, min_value=0, max_value=LONGEST_DAYS, initial=30)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations_with_role(actor, Role.COORDINATOR)
        requirements = Requirement.objects.filter(
            Q(organisation__isnull=True) | Q(organisation__in=self.organisations)
        ).order_by("name_en")
        self.fields["requirement"].queryset = requirements  # type: ignore[attr-defined]
        self.fields["due_on"].help_text = _("For “By a day”.")
        self.fields["days"].help_text = _("For the other two.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        by_day = data.get("due") == DueFrom.DAY
        on: datetime.date | None = data.get("due_on")
        if by_day and on is None and "due_on" not in self.errors:
            self.add_error("due_on", _("Say by which day."))
        elif by_day and on and on < timezone.localdate():
            self.add_error("due_on", _("This day has passed."))
        elif by_day and on and (on - timezone.localdate()).days > LONGEST_DAYS:
            self.add_error("due_on", _("This is more than three years away."))
        elif not by_day and data.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say how many days."))
        return data

    @property
    def rule(self) -> Due:
        """The deadline's rule."""
        data = self.cleaned_data
        return Due(data["due"], data.get("due_on"), data.get("days") or 0)


class AssignForm(DueForm):
    """The first page: with whom it is meant for."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=_("All"),
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, to_field_name="key", empty_label=_("All")
    )
    adaptation = forms.ModelChoiceField(
        label=_("Adaptation"),
        queryset=Adaptation.objects.all(),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
    )
    starters_since = DateField(label=_("Started on or after"), required=False)

    field_order = [
        "requirement",
        "role",
        "team",
        "organisation",
        "adaptation",
        "starters_since",
        "due",
        "due_on",
        "days",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [("", _("All")), *((role.value, role.label) for role in Role)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = self.organisations  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.filter(organisation__in=self.organisations)  # type: ignore[attr-defined]

    @property
    def audience(self) -> Audience:
        """Whom it is meant for."""
        data = self.cleaned_data
        return Audience(data["organisation"], data["team"], data["role"], data["adaptation"], data["starters_since"])


class AssignManyForm(DueForm):
    """The check page: a round's id, made with the page, and the people ticked."""

    round_id = forms.UUIDField()
    people = PeopleField(error_messages={"required": _("Tick at least one person.")})

    def clean_people(self) -> list[Any]:
        """As many as one round takes."""
        people: list[Any] = self.cleaned_data["people"]
        return people[:MOST]
