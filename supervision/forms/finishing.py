"""What is said when a session ends: who was there, and afterwards what is added."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.forms.screened import ScreenedForm
from supervision.models import Attendance, SupervisionSession
from supervision.words import Mode

LONGEST = 480


class FinishForm(forms.Form):
    """How people met, and for each person whether they were there and for how many minutes."""

    mode = forms.ChoiceField(label=_("How"), choices=Mode, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, session: SupervisionSession, rows: list[Attendance], minutes: int, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.rows = rows
        self.fields["mode"].initial = session.mode
        for row in rows:
            self.fields[f"status-{row.pk}"] = forms.ChoiceField(
                label=str(row.user), choices=Attendance.Status, widget=forms.RadioSelect, initial=row.status
            )
            self.fields[f"minutes-{row.pk}"] = forms.IntegerField(
                label=_("Minutes of %(name)s") % {"name": row.user},
                min_value=0,
                max_value=LONGEST,
                required=False,
                initial=row.minutes or minutes,
            )

    @property
    def people(self) -> list[tuple[Attendance, Any, Any]]:
        """Each person with their two fields."""
        return [(row, self[f"status-{row.pk}"], self[f"minutes-{row.pk}"]) for row in self.rows]

    @property
    def marks(self) -> dict[int, tuple[str, int]]:
        """By person: whether they were there and for how long; who was not there has no minutes."""
        found = {row.user_id: (row, self.cleaned_data[f"status-{row.pk}"]) for row in self.rows}
        return {
            person: (status, self.cleaned_data[f"minutes-{row.pk}"] or 0 if status == "present" else 0)
            for person, (row, status) in found.items()
        }


class AdditionForm(ScreenedForm):
    """What is added to a record that is final."""

    screened = ("text",)
    text = forms.CharField(
        label=_("What is missing or wrong"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is shown with your name and the date, below what was shared. Nothing above it changes."),
    )
