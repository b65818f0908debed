"""The register of a day: a mark for each person, and a person's days once more for a correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.kinds import Result
from events.models import Attendance, EventDay
from events.services.register import Mark
from people.models import User

CHOICES = [("", gettext_lazy("Not marked")), *Result.choices]


class MarkForm(forms.Form):
    """There, in part with how many minutes, or absent. `was` is the mark shown, so that nobody's is overwritten."""

    mark = forms.ChoiceField(
        label=gettext_lazy("Attendance"), choices=Result.choices, required=False, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=1440)
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, day: EventDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.day = day
        self.fields["minutes"].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        """In part means some of the day's minutes, and not all of them."""
        data = super().clean() or {}
        minutes = data.get("minutes")
        if data.get("mark") == Result.PARTIAL and "minutes" not in self.errors:
            if not minutes:
                self.add_error("minutes", _("Say how many minutes they were there."))
            elif minutes >= self.day.minutes:
                self.add_error("minutes", _("The day has %(minutes)d minutes.") % {"minutes": self.day.minutes})
        return data

    def as_mark(self) -> Mark:
        """For the service."""
        data = self.cleaned_data
        partial = data["mark"] == Result.PARTIAL
        return Mark(data["mark"], (data.get("minutes") or 0) if partial else 0)

    @property
    def is_new(self) -> bool:
        """Says something else than what was shown."""
        mark = self.as_mark()
        return shown(mark.result, mark.minutes) != self.cleaned_data["was"]


def shown(result: str, minutes: int) -> str:
    """A mark as the form carries it."""
    return f"{result}:{minutes if result == Result.PARTIAL else 0}"


@dataclass
class Row:
    """One person's line of the register. Without a form it is read only: one's own, or attested already."""

    person: User
    team: str
    attendance: Attendance | None
    form: MarkForm | None
    result: str = ""


@dataclass
class RegisterForm:
    """All lines of one day."""

    rows: list[Row] = field(default_factory=list)

    @property
    def forms(self) -> list[tuple[User, MarkForm]]:
        """Those that can be marked."""
        return [(row.person, row.form) for row in self.rows if row.form]

    def is_valid(self) -> bool:
        """Every line."""
        wrong = [form.errors for _person, form in self.forms]
        return not any(wrong)

    @property
    def errors(self) -> bool:
        """Whether a line has to be put right."""
        return any(form.errors for _person, form in self.forms if form.is_bound)

    def marks(self, fill: str = "") -> dict[int, Mark]:
        """What is new, by person; `fill` marks whoever signed in and has no mark yet."""
        found = {person.pk: form.as_mark() for person, form in self.forms if form.is_new}
        if fill == "signed_in":
            for row in self.rows:
                signed_in = row.attendance is not None and row.attendance.signed_in_at is not None
                if row.form and signed_in and not row.form.cleaned_data["mark"]:
                    found[row.person.pk] = Mark(Result.ATTENDED)
        return found


def mark_form(
    posted: Mapping[str, Any] | None, day: EventDay, prefix: str, attendance: tuple[str, int] | None
) -> MarkForm:
    """One line, filled with what is noted."""
    result, minutes = attendance or ("", 0)
    initial = {"mark": result, "minutes": minutes if result == Result.PARTIAL else None}
    return MarkForm(posted, day=day, prefix=prefix, initial=initial | {"was": shown(result, minutes)})


class ReasonForm(forms.Form):
    """Why what was attested is corrected."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is corrected"),
        max_length=300,
        help_text=gettext_lazy("It stays beside both lines, and the person can read it."),
    )


class CorrectionForm:
    """A person's days once more, with the reason."""

    def __init__(
        self, posted: Mapping[str, Any] | None, days: Iterable[EventDay], attested: list[dict[str, Any]]
    ) -> None:
        known = {day["on"]: (day["result"], day["minutes"]) for day in attested}
        self.days = [(day, mark_form(posted, day, f"d{day.pk}", known.get(day.on.isoformat()))) for day in days]
        self.reason = ReasonForm(posted)

    def is_valid(self) -> bool:
        """Every day has a mark, and there is a reason."""
        wrong = [form.errors for _day, form in self.days]
        fine = not any(wrong)
        for _day, form in self.days:
            if not form.cleaned_data.get("mark") and "mark" not in form.errors:
                form.add_error("mark", _("Choose one."))
                fine = False
        return self.reason.is_valid() and fine

    @property
    def errors(self) -> bool:
        """Whether something has to be put right."""
        forms = [self.reason, *(form for _day, form in self.days)]
        return any(form.errors for form in forms if form.is_bound)

    def non_field_errors(self) -> list[str]:
        """What stood in the way of correcting."""
        return [str(error) for error in self.reason.non_field_errors()]

    def __iter__(self) -> Any:
        for _day, form in self.days:
            yield from form
        yield from self.reason

    def marks(self) -> dict[int, Mark]:
        """By the day's key."""
        return {day.pk: form.as_mark() for day, form in self.days}


class RoomCodeForm(forms.Form):
    """The code in the room."""

    code = forms.CharField(
        label=gettext_lazy("Code in the room"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "code"}),
    )
