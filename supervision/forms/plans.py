"""The form of a development plan. Two lines more than are written are always there, so that nothing needs a script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms.widgets import DateField
from supervision.forms.lines import is_written
from supervision.forms.practice import area
from supervision.forms.screened import ScreenedForm
from supervision.models import DevelopmentPlan
from supervision.plan_parts import PARTS, opened, stored
from supervision.services.plans import TOGETHER
from supervision.skills import PlanGoalStatus, SeenBy, Skill
from supervision.summary.allowed import KEY
from supervision.summary.sections import Line

SPARE, MOST = 1, 20
LONGEST_PERIOD_DAYS = 366
LABELS: dict[str, dict[str, Any]] = {
    "needs": {
        "skill": gettext_lazy("Skill"),
        "evidence": gettext_lazy("How we know"),
        "fit": gettext_lazy("Fit: what stands in its way"),
    },
    "goals": {
        "text": gettext_lazy("What an observer would see"),
        "method": gettext_lazy("Seen how"),
        "due": gettext_lazy("By"),
    },
    "arranged": {
        "kind": gettext_lazy("With"),
        "text": gettext_lazy("What exactly"),
        "due": gettext_lazy("By"),
    },
}
WORDS = {"evidence", "fit", "text"}
Choices = list[tuple[str, Any]]


class PeriodForm(forms.Form):
    """Which quarter a new plan is for."""

    starts_on = DateField(label=gettext_lazy("From"))
    ends_on = DateField(label=gettext_lazy("To"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _check_period(self, cleaned)
        return cleaned


def _check_period(form: forms.Form, cleaned: Mapping[str, Any]) -> None:
    starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
    if starts and ends and not 0 < (ends - starts).days <= LONGEST_PERIOD_DAYS:
        form.add_error("ends_on", _("The last day comes after the first, a year later at most."))


class PlanForm(ScreenedForm):
    """What a plan says. `arranged` are the modules and resources that can be chosen."""

    starts_on = DateField(label=gettext_lazy("From"))
    ends_on = DateField(label=gettext_lazy("To"))
    review_on = DateField(label=gettext_lazy("Review on"), required=False)
    strengths = area(gettext_lazy("Strengths"))

    def __init__(self, *args: Any, plan: DevelopmentPlan, arranged: Choices, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(plan, name) for name in TOGETHER}, **kwargs)
        self.choices: dict[str, Choices] = {
            "skill": [("", _("Choose…")), *Skill.choices],
            "method": list(SeenBy.choices),
            "kind": [("", _("Choose…")), *arranged],
        }
        if is_own:
            self.fields["comment"] = area(gettext_lazy("Your own comment"))
            self.fields["comment"].initial = plan.comment
        self.rows: dict[str, list[list[str]]] = {}
        for part in PARTS:
            self._part(part, plan)
        words = [name for name in self.fields if name.rpartition("-")[2] in WORDS]
        self.screened = tuple(name for name in ("strengths", "comment", *words) if name in self.fields)

    def _part(self, part: str, plan: DevelopmentPlan) -> None:
        """A row for each line that was sent, or for each that is stored and one more."""
        kind = PARTS[part]
        if self.is_bound:
            named = re.compile(rf"{part}-([0-9]{{1,3}})-[a-z]+")
            numbers = sorted({int(found.group(1)) for name in self.data if (found := named.fullmatch(name))})
            self.rows[part] = [self._row(part, number, kind()) for number in numbers[:MOST]]
        else:
            lines = [*opened(part, getattr(plan, part)), *(kind() for _spare in range(SPARE))]
            self.rows[part] = [self._row(part, number, line) for number, line in enumerate(lines)]

    def _row(self, part: str, number: int, line: Line) -> list[str]:
        stem = f"{part}-{number}-"
        self.fields[f"{stem}key"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        self.fields[f"{stem}key"].initial = line.key
        names = [f"{stem}key"]
        for name, label in LABELS[part].items():
            self.fields[stem + name] = self._field(name, label)
            self.fields[stem + name].initial = getattr(line, name)
            names.append(stem + name)
        return names

    def _field(self, name: str, label: Any) -> forms.Field:
        if name in self.choices:
            return forms.ChoiceField(label=label, choices=self.choices[name], required=False)
        if name == "due":
            return DateField(label=label, required=False)
        return forms.CharField(label=label, required=False, max_length=1000)

    @property
    def parts(self) -> dict[str, list[list[forms.BoundField]]]:
        """The fields of each line, by part."""
        return {part: [[self[name] for name in row] for row in rows] for part, rows in self.rows.items()}

    def clean(self) -> dict[str, Any]:
        """A period that runs forwards."""
        cleaned = super().clean()
        _check_period(self, cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the service stores: empty lines left out, lines keep their keys and what a review said of them."""
        kept: dict[str, Any] = {name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "review_on")}
        kept["strengths"] = self.cleaned_data["strengths"]
        if "comment" in self.cleaned_data:
            kept["comment"] = self.cleaned_data["comment"]
        for part, rows in self.rows.items():
            kept[part] = stored(line for row in rows if is_written(line := self._line(part, row)))
        return kept

    def _line(self, part: str, names: list[str]) -> Line:
        values: dict[str, Any] = {name.rpartition("-")[2]: self.cleaned_data.get(name) or "" for name in names}
        if values.get("due"):
            values["due"] = values["due"].isoformat()
        key = values.pop("key")
        known = {item.name for item in fields(PARTS[part])}
        said = {name: value for name, value in values.items() if name in known and value}
        return PARTS[part](**({"key": key} if KEY.fullmatch(key) else {}), **said)


class ReviewForm(ScreenedForm):
    """What became of each goal, and what both make of it."""

    def __init__(self, *args: Any, plan: DevelopmentPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = opened("goals", plan.goals)
        for goal in self.goals:
            self.fields[f"status-{goal.key}"] = forms.ChoiceField(
                label=goal.text, choices=PlanGoalStatus.choices, initial=goal.status, widget=forms.RadioSelect
            )
        self.fields["text"] = area(gettext_lazy("Review"), initial=plan.review)
        self.screened = ("text",)

    def statuses(self) -> dict[str, str]:
        """By the key of each goal."""
        return {goal.key: self.cleaned_data[f"status-{goal.key}"] for goal in self.goals}
