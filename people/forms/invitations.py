"""Inviting someone, and what the invited person fills in."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.signing_in import GOOD_PASSWORD
from people.forms.widgets import DateField
from people.models import Invitation, Organisation, Team, User
from people.names import one_line
from people.roles import INVITATION_RULES, LONGEST_COVER_DAYS, TEAM_ROLES, Role
from people.team_rights import can_invite, can_invite_anyone


class InvitationForm(forms.ModelForm[Invitation]):
    """Only places and roles the inviter may invite into are offered, and only those are taken."""

    place = forms.ChoiceField(label=_("Team or organisation"))
    starts_on = DateField(label=_("First day"), initial=timezone.localdate)
    ends_on = DateField(
        label=_("Last day"), required=False, help_text=_("Needed for back-up supervisors; otherwise leave it empty.")
    )

    field_order = ["name", "email", "role", "place", "language", "starts_on", "ends_on"]

    class Meta:
        model = Invitation
        fields: ClassVar = ["name", "email", "role", "language", "starts_on", "ends_on"]
        help_texts: ClassVar = {"language": _("The invitation is written in this language.")}
        widgets: ClassVar = {"language": forms.RadioSelect}

    def __init__(
        self, *args: Any, inviter: User, teams: list[Team], organisations: list[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.inviter = inviter
        self.places: dict[str, Team | Organisation] = {
            f"{kind}:{place.public_id}": place
            for kind, rows in (("team", teams), ("organisation", organisations))
            for place in rows
        }
        self.fields["place"].choices = self._place_choices()  # type: ignore[attr-defined]
        self.fields["role"].choices = self._role_choices()  # type: ignore[attr-defined]
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["name"].help_text = _("As they write it themselves; they can correct it.")

    def _place_choices(self) -> list[tuple[str, str]]:
        choices = []
        for key, place in self.places.items():
            team = place if isinstance(place, Team) else None
            organisation = place.organisation if isinstance(place, Team) else place
            if can_invite_anyone(self.inviter, organisation, team):
                label = (
                    f"{place} ({organisation})" if team else _("%(name)s (the whole organisation)") % {"name": place}
                )
                choices.append((key, str(label)))
        return choices if len(choices) == 1 else [("", str(_("Choose…"))), *choices] if choices else []

    def _role_choices(self) -> list[tuple[str, str]]:
        places = [self.places[key] for key, _label in self._place_choices() if key]
        return [
            (role.value, str(role.label))
            for role in Role
            if any(can_invite(self.inviter, role, *_organisation_and_team(place)) for place in places)
        ]

    def clean_name(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """In small letters, and never one's own."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if email == self.inviter.email:
            raise ValidationError(_("You can't invite yourself."))
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place, role = self.places.get(data.get("place", "")), data.get("role")
        if place and role:
            self._check_place(place, role)
        self._check_dates(data, role)
        return data

    def _check_place(self, place: Team | Organisation, role: str) -> None:
        organisation, team = _organisation_and_team(place)
        self.instance.organisation, self.instance.team = organisation, team
        if role in TEAM_ROLES and team is None:
            self.add_error("place", _("Choose the team for this role."))
        elif role not in TEAM_ROLES and team is not None:
            self.add_error("place", _("This role belongs to the whole organisation: choose the organisation."))
        elif not can_invite(self.inviter, role, organisation, team):
            self.add_error("role", _("You can't invite someone into this role here."))

    def _check_dates(self, data: dict[str, Any], role: str | None) -> None:
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if role == Role.BACKUP_SUPERVISOR and not ends_on and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Cover needs a last day."))
        if not starts_on or not ends_on:
            return
        if ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first."))
        elif role == Role.BACKUP_SUPERVISOR and ends_on - starts_on > datetime.timedelta(days=LONGEST_COVER_DAYS):
            self.add_error("ends_on", _("Cover lasts half a year at most."))

    def needs_approval(self) -> bool:
        """Whether the chosen role waits for a second person."""
        return INVITATION_RULES[self.cleaned_data["role"]].needs_approval


def _organisation_and_team(place: Team | Organisation) -> tuple[Organisation, Team | None]:
    return (place.organisation, place) if isinstance(place, Team) else (place, None)


class JoinForm(forms.Form):
    """Name, one password field, language. The address is the invitation's and can't be changed here."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As it should be printed on your certificates."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=GOOD_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("cy", "Cymraeg")], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_name(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if password:
            person = User(email=self.invitation.email, name=data.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return data
