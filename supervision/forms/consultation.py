"""The form of a consultation note: the call, six headings at team level, cases by code, follow-ups with owners."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms.widgets import DateField, time_input
from people.models import Team, User
from supervision.conflicts import known_marks
from supervision.consulted import FOLLOW_FIELDS, Values, follow_ups, kept_key, moments, posted
from supervision.forms.screened import ScreenedForm
from supervision.overview import CaseGlance
from supervision.summary.sections import new_key
from supervision.words import Mode

LONGEST = 20_000
SPARE = 2
LONGEST_CALL_MINUTES = 8 * 60


def area(label: Any, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A longer text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget, **kwargs)


class BeginForm(forms.Form):
    """Which team's call, and when it began."""

    team = forms.ModelChoiceField(label=gettext_lazy("Team"), queryset=Team.objects.none())

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["team"].to_field_name = "public_id"  # type: ignore[attr-defined]


@dataclass(frozen=True)
class CasePart:
    """The fields of one case in the form, and what is known of the case."""

    glance: CaseGlance
    text: forms.BoundField
    picked: forms.BoundField
    summary: forms.BoundField

    @property
    def is_open(self) -> bool:
        """Something is said of it, or something is wrong with it."""
        return bool(self.picked.value() or self.text.value() or self.text.errors)


class NoteForm(ScreenedForm):
    """What a note says. `initial` are flat values (supervision.consulted); a posted form brings its own lines."""

    day = DateField(label=gettext_lazy("Day of the call"))
    start = forms.TimeField(label=gettext_lazy("From"), widget=time_input())
    end = forms.TimeField(label=gettext_lazy("To"), widget=time_input(), required=False)
    mode = forms.ChoiceField(label=gettext_lazy("How"), choices=Mode.choices, widget=forms.RadioSelect)
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    advances = area(gettext_lazy("Advances in the team"))
    barriers = area(gettext_lazy("Barriers in the organisation"))
    themes = area(gettext_lazy("Themes across cases, and their fit"))
    booster_topic = forms.CharField(label=gettext_lazy("Topic for a booster"), required=False, max_length=300)

    def __init__(
        self, *args: Any, people: list[User], cases: Iterable[CaseGlance], development: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, known_names=[person.name for person in people], **kwargs)
        self.people, self.development, self.glances = people, development, list(cases)
        keys = [(str(person.public_id), person.name) for person in people]
        self.fields["present"].choices = keys  # type: ignore[attr-defined]
        names = ["advances", "barriers", "themes", "booster_topic"]
        if development:
            label = gettext_lazy("For the supervisor alone: their development")
            self.fields["development"] = area(label)
            names.append("development")
        names += [self._case(glance.id.hex) for glance in self.glances]
        self.follow_count = self._count()
        names += [self._follow(number, keys) for number in range(self.follow_count)]
        self.screened = tuple(names)

    def _case(self, key: str) -> str:
        self.fields[f"picked-{key}"] = forms.BooleanField(label=gettext_lazy("Spoken of"), required=False)
        self.fields[f"summary-{key}"] = forms.BooleanField(
            label=gettext_lazy("Add to the weekly summary as section J"), required=False, initial=True
        )
        self.fields[f"text-{key}"] = area(gettext_lazy("Recommendation"), rows=2)
        return f"text-{key}"

    def _count(self) -> int:
        """As many lines as were sent, or two more than are written."""
        if self.is_bound:
            return len(follow_ups(self.data, empty=True))
        return len(self.initial.get("follow_ups", ())) + SPARE

    def _follow(self, number: int, people: list[tuple[str, str]]) -> str:
        stem = f"follow-{number}-"
        lines: list[dict[str, str]] = self.initial.get("follow_ups", []) if not self.is_bound else []
        line = lines[number] if number < len(lines) else {}
        self.fields[f"{stem}key"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        self.fields[f"{stem}text"] = forms.CharField(label=_("What"), required=False, max_length=500)
        owners = [("", _("Choose")), *people]
        self.fields[f"{stem}owner"] = forms.ChoiceField(label=_("Who"), required=False, choices=owners)
        self.fields[f"{stem}due"] = DateField(label=_("By"), required=False)
        for name in FOLLOW_FIELDS:
            self.fields[stem + name].initial = line.get(name, "")
        return f"{stem}text"

    def clean(self) -> dict[str, Any]:
        """A call ends after it began, is not in the future, and whoever follows something up is named."""
        cleaned = super().clean()
        if cleaned.get("day") and cleaned["day"] > timezone.localdate():
            self.add_error("day", _("This call has not begun yet."))
        elif {"day", "start"} <= cleaned.keys() and "end" not in self.errors:
            starts, ends = moments(self._texts())
            if starts > timezone.now():
                self.add_error("day", _("This call has not begun yet."))
            if ends and (ends - starts).total_seconds() / 60 > LONGEST_CALL_MINUTES:
                self.add_error("end", _("Put an end after the beginning: no call takes more than eight hours."))
        for number in range(self.follow_count):
            stem = f"follow-{number}-"
            if cleaned.get(f"{stem}text") and not cleaned.get(f"{stem}owner") and f"{stem}owner" not in self.errors:
                self.add_error(f"{stem}owner", _("Say who does it."))
        return cleaned

    def _texts(self) -> Values:
        times = {name: self.cleaned_data.get(name) for name in ("day", "start", "end")}
        return {
            "day": times["day"].isoformat() if times["day"] else "",
            "start": f"{times['start']:%H:%M}" if times["start"] else "",
            "end": f"{times['end']:%H:%M}" if times["end"] else "",
        }

    def values(self) -> Values:
        """The values of a form that is right."""
        keys = [glance.id.hex for glance in self.glances]
        values = posted(self.data, keys, development=self.development)
        texts = {name: self.cleaned_data[name] for name in values if name in self.screened}
        present = sorted(self.cleaned_data["present"])
        return {**values, **texts, **self._texts(), "present": present, "follow_ups": self._lines()}

    def _lines(self) -> list[dict[str, str]]:
        """The follow-ups, each under a key that it keeps."""
        read = [
            {name: self.cleaned_data[f"follow-{number}-{name}"] for name in FOLLOW_FIELDS}
            for number in range(self.follow_count)
        ]
        return [
            {**line, "key": kept_key(line["key"]) or new_key(), "due": line["due"].isoformat() if line["due"] else ""}
            for line in read
            if line["text"]
        ]

    @property
    def case_parts(self) -> list[CasePart]:
        """Each open case with its fields."""
        return [
            CasePart(glance, self[f"text-{key}"], self[f"picked-{key}"], self[f"summary-{key}"])
            for glance in self.glances
            for key in [glance.id.hex]
        ]

    @property
    def follow_parts(self) -> list[dict[str, forms.BoundField]]:
        """Each line of the follow-ups with its fields."""
        return [
            {name: self[f"follow-{number}-{name}"] for name in FOLLOW_FIELDS} for number in range(self.follow_count)
        ]


def marks_in(post: Any) -> dict[str, str]:
    """The marks that a form carried; without them, every difference is asked."""
    try:
        read = json.loads(str(post.get("marks", "")))
    except ValueError:
        return {}
    return known_marks(read) if isinstance(read, dict) else {}


def version_in(post: Any) -> int:
    """The version that a form was opened with; 0, which no record has, where it says none."""
    text = str(post.get("version", ""))
    return int(text) if text.isdecimal() and len(text) < 9 else 0
