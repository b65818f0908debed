"""Who is to be reminded, as the page sends it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pathways.overview.chase import AT_ONCE


class PeopleField(forms.MultipleChoiceField):
    """Public ids of people; whether they may be chosen is the service's question."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = []

    def valid_value(self, value: str) -> bool:
        """Any id."""
        return True

    def clean(self, value: Any) -> list[uuid.UUID]:
        """As ids."""
        try:
            return [uuid.UUID(text) for text in super().clean(value)]
        except ValueError:
            raise ValidationError(self.error_messages["required"]) from None


class ChaseForm(forms.Form):
    """A round's id, made with the page, and the people ticked."""

    round_id = forms.UUIDField()
    people = PeopleField()

    def clean_people(self) -> list[uuid.UUID]:
        """At most as many as a page shows."""
        people: list[uuid.UUID] = self.cleaned_data["people"]
        return people[:AT_ONCE]
