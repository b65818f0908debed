"""Agreeing on an action: who, what, by when, and perhaps a module or a resource."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField
from people.models import Membership, Team, User
from people.roles import TEAM_ROLES
from supervision import carried_learning
from supervision.forms.screened import ScreenedForm
from supervision.models import CaseReference


def members_of(team: Team) -> list[User]:
    """The people of the team today, each once."""
    rows = Membership.objects.current().in_role(*TEAM_ROLES).filter(team=team, user__is_active=True)
    return list({row.user_id: row.user for row in rows.select_related("user").order_by("user__name")}.values())


class ActionForm(ScreenedForm):
    """One action. The person is known by public id, the case by its id."""

    screened = ("text",)

    owner = forms.ChoiceField(label=_("Who"))
    text = forms.CharField(
        label=_("What"), max_length=500, help_text=_("Roles instead of names: caregiver A, YP, sibling 1.")
    )
    due_on = DateField(label=_("By"), required=False)
    case = forms.ChoiceField(label=_("Case"), required=False)
    learning = forms.ChoiceField(
        label=_("Module or resource"),
        required=False,
        help_text=_("It appears on their Today page with its date. A module is done when they have finished it."),
    )

    def __init__(self, *args: Any, people: list[User], cases: list[CaseReference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.public_id): person for person in people}
        self.cases = {str(case.pk): case for case in cases}
        offered = {
            "owner": [("", _("Choose")), *((key, person.name) for key, person in self.people.items())],
            "case": [("", _("None")), *((key, case.code) for key, case in self.cases.items())],
            "learning": [("", _("None")), *carried_learning.choices(get_language() or "en")],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Arguments of `services.actions.agree`."""
        found = self.cleaned_data
        return {
            "owner": self.people[found["owner"]],
            "text": found["text"],
            "due_on": found["due_on"],
            "case": self.cases.get(found["case"]),
            **carried_learning.keys_of(found["learning"]),
        }
