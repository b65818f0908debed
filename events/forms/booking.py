"""Booking many people at once, by ticking them or by their addresses."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.kinds import Prerequisite
from events.models import LiveEvent
from events.permissions import people_bookable_by, runs_event
from events.prerequisites import VOUCHED
from people.models import User

MOST_AT_ONCE = 200


class BookPeopleForm(forms.Form):
    """Whom to book. `client_id` is made with the empty form: sent twice, everybody is booked once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("People"), required=False, widget=forms.CheckboxSelectMultiple
    )
    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=20_000,
        help_text=gettext_lazy("One a line: for people who are not in the list above."),
    )
    vouched = forms.MultipleChoiceField(
        label=gettext_lazy("I confirm, for everybody booked here"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: User, event: LiveEvent, shown: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookable = people_bookable_by(actor, event)
        self.shown = {str(person.public_id): person for person in shown}
        self.fields["client_id"].initial = uuid.uuid4()
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (key, person.name) for key, person in self.shown.items()
        ]
        needed = [item for item in VOUCHED if item in event.prerequisites]
        self.fields["vouched"].choices = [(item.value, item.label) for item in needed]  # type: ignore[attr-defined]
        if not needed or not runs_event(actor, event):
            del self.fields["vouched"]

    def clean_addresses(self) -> list[User]:
        """Each of somebody who may be booked; the others are named."""
        typed = [line.strip().lower() for line in self.cleaned_data["addresses"].replace(",", "\n").splitlines()]
        wanted = list(dict.fromkeys(line for line in typed if line))
        if len(wanted) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most %(most)d addresses at once.") % {"most": MOST_AT_ONCE})
        found = {person.email.lower(): person for person in self.bookable.filter(email__in=wanted)}
        unknown = [address for address in wanted if address not in found]
        if unknown:
            raise forms.ValidationError(
                _("Nobody you can book here has this address: %(addresses)s") % {"addresses": ", ".join(unknown[:10])}
            )
        return [found[address] for address in wanted]

    def clean(self) -> dict[str, Any]:
        """Somebody is chosen."""
        data = super().clean() or {}
        if not self.errors and not data.get("people") and not data.get("addresses"):
            self.add_error("people", _("Choose somebody, or type an address."))
        return data

    def wanted(self) -> list[tuple[User, uuid.UUID]]:
        """Everybody once, ticked ones first, each with the key of their booking."""
        ticked = [self.shown[key] for key in self.cleaned_data["people"]]
        people = {person.pk: person for person in [*ticked, *self.cleaned_data["addresses"]]}
        key: uuid.UUID = self.cleaned_data["client_id"]
        return [(person, uuid.uuid5(key, str(person.public_id))) for person in people.values()]

    def vouched_for(self) -> list[str]:
        """What the coordinator says is in place."""
        return [item for item in self.cleaned_data.get("vouched", []) if item in Prerequisite.values]
