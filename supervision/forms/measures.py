"""Scores typed into a grid, pasted or sent as a file; measures and targets. Nothing of an instrument is taken."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from supervision.models import Measure, MeasureScore
from supervision.score_texts import Cell, Range, plain, read_cell, tidy
from supervision.services.measures import Entry

WORDS = {"no_interview": "no interview", "no_data": "no data"}


@dataclass
class GridCell:
    """One therapist's month as it is typed, and what is wrong with it or what somebody else entered meanwhile."""

    name: str
    person: User
    month: datetime.date
    value: str = ""
    n: str = ""
    version: int = 0
    fault: str = ""
    theirs: str = ""


class Grid:
    """Months by people. A cell that is left as it was is not sent on; an emptied one keeps what was stored."""

    def __init__(
        self, measure: Measure, people: Sequence[User], months: Sequence[datetime.date], scores: Sequence[MeasureScore]
    ) -> None:
        self.measure, self.people, self.months = measure, list(people), list(months)
        self.stored = {(row.subject_id, row.month): row for row in scores}
        self.rows = [[self._cell(person, month) for month in self.months] for person in self.people]

    def _cell(self, person: User, month: datetime.date) -> GridCell:
        name = f"{person.public_id.hex}-{month:%Y%m}"
        row = self.stored.get((person.pk, month))
        if row is None:
            return GridCell(name, person, month)
        value = WORDS.get(row.state) or (plain(row.value) if row.value is not None else "")
        return GridCell(name, person, month, value, str(row.n or ""), row.version)

    @property
    def by_person(self) -> list[tuple[User, list[GridCell]]]:
        """The rows, each with whose it is."""
        return list(zip(self.people, self.rows, strict=True))

    @property
    def cells(self) -> list[GridCell]:
        """Every cell."""
        return [cell for row in self.rows for cell in row]

    @property
    def faults(self) -> list[GridCell]:
        """Cells with something wrong."""
        return [cell for cell in self.cells if cell.fault or cell.theirs]

    def read(self, post: Any) -> list[Entry]:
        """What was typed; faults stand beside their cells, and nothing typed is lost."""
        scores = Range(self.measure.lowest, self.measure.highest)
        entries = []
        for cell in self.cells:
            before = (cell.value, cell.n)
            cell.value = str(post.get(f"value-{cell.name}", cell.value))[:40]
            cell.n = str(post.get(f"n-{cell.name}", cell.n))[:10]
            version = str(post.get(f"version-{cell.name}", ""))
            cell.version = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
            said = read_cell(cell.value, cell.n, scores)
            cell.fault = said.fault
            if said.state and (tidy(cell.value), tidy(cell.n)) != before:
                entries.append(self._entry(cell, said))
        return entries

    def _entry(self, cell: GridCell, said: Cell) -> Entry:
        stored = self.stored.get((cell.person.pk, cell.month))
        method = stored.method if stored else "unknown"
        scales = stored.scales if stored and said.state == "scored" else {}
        return Entry(cell.person.pk, cell.month, said.state, said.value, said.n, method, scales, version=cell.version)

    def show_theirs(self, scores: Sequence[MeasureScore]) -> None:
        """Beside each cell that somebody else entered meanwhile: what they entered. Saved again, one's own counts."""
        found = {(row.subject_id, row.month): row for row in scores}
        for cell in self.cells:
            row = found.get((cell.person.pk, cell.month))
            if row:
                value = f"{plain(row.value)} (n = {row.n})" if row.value is not None else WORDS[row.state]
                words = _("%(name)s entered %(value)s meanwhile.")
                cell.theirs, cell.version = words % {"name": row.entered_by, "value": value}, row.version


class ImportForm(forms.Form):
    """A pasted sheet or a CSV file, of one measure and one team."""

    text = forms.CharField(
        label=gettext_lazy("Paste from your sheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("With its headings: person, month, score, n. How and case may follow."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy("Scores and counts only. Never an instrument, its questions or answers."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not cleaned.get("text", "").strip() and not cleaned.get("file") and not self.errors:
            self.add_error("text", _("Paste your lines here, or choose a file."))
        return cleaned


class MeasureForm(forms.ModelForm[Measure]):
    """A measure's name and range; sub-scales by name, a line each."""

    lines = forms.CharField(
        label=gettext_lazy("Sub-scales"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Names only, a line each. Never a question of the instrument."),
    )

    class Meta:
        model = Measure
        fields: ClassVar = ["code", "name", "about", "respondent", "lowest", "highest", "per_case", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].initial = "\n".join(self.instance.scales)

    def clean_lines(self) -> list[str]:
        """Short names, each once."""
        names = list(dict.fromkeys(tidy(line) for line in self.cleaned_data["lines"].splitlines() if tidy(line)))
        if any(len(name) > 40 for name in names) or len(names) > 8:
            raise forms.ValidationError(_("Up to eight names of forty letters: these look like something else."))
        return names

    def save(self, commit: bool = True) -> Measure:
        """With its sub-scales."""
        self.instance.scales = self.cleaned_data["lines"]
        return super().save(commit=commit)


class TargetForm(forms.Form):
    """What the organisation aims at; left empty, no target is shown."""

    measure = forms.ModelChoiceField(
        label=gettext_lazy("Measure"), queryset=Measure.objects.filter(is_active=True), to_field_name="code"
    )
    value = forms.DecimalField(
        label=gettext_lazy("Target"),
        required=False,
        max_digits=6,
        decimal_places=2,
        help_text=gettext_lazy("Empty: no target is shown anywhere. It is labelled as your organisation’s own."),
    )

    def clean(self) -> dict[str, Any]:
        """Within the measure's range."""
        cleaned = super().clean() or {}
        measure, value = cleaned.get("measure"), cleaned.get("value")
        if measure and value is not None:
            fault = Range(measure.lowest, measure.highest).fault_of(value)
            if fault:
                self.add_error("value", fault)
        return cleaned
