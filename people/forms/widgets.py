"""The native date and time fields of the browser, written the way they read them."""

from typing import Any

from django import forms


class DateField(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


def time_input() -> forms.TimeInput:
    """A time of day."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
