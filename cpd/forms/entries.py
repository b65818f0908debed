"""Entries of one's own, and reflections on those that made themselves. Nothing typed is lost when one is refused."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cpd.evidence import paper_of
from cpd.models import CPDEntry
from cpd.models.entries import MOST_MINUTES, TEXT_LENGTH
from cpd.screening import faults
from cpd.services.own import WORDS, File
from cpd.words import Activity, Format, Method
from people.forms.widgets import DateField

EARLIEST = datetime.date(1950, 1, 1)


def _text(label: Any, hint: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "maxlength": TEXT_LENGTH})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=TEXT_LENGTH, widget=widget)


class ScreenedForm(forms.Form):
    """No field of it holds a case code or names anybody: the message stands beside the field."""

    screened: ClassVar[tuple[str, ...]] = WORDS

    def clean(self) -> dict[str, Any]:
        """Ask every check about every field."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.screened:
            for fault in faults(cleaned.get(name) or ""):
                self.add_error(name, fault)
        return cleaned


class ReflectionForm(ScreenedForm):
    """Three prompts and whom it helps."""

    happened = _text(gettext_lazy("What happened"), gettext_lazy("In a sentence or two, without names or case codes."))
    learnt = _text(gettext_lazy("What I make of it"), gettext_lazy("What did you notice, and what does it mean?"))
    will_try = _text(gettext_lazy("What I will try"), gettext_lazy("One thing, and when."))
    benefit = _text(
        gettext_lazy("Benefit to service users"),
        gettext_lazy("How are families better off for it?"),
    )

    def values(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in self.fields if name in CLEAN}


class OwnForm(ReflectionForm):
    """An activity of one's own."""

    screened = (*WORDS, "title", "provider", "evidence")
    field_order = ("key", "title", "on", "minutes", "activity")

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    on = DateField(label=gettext_lazy("Day"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        help_text=gettext_lazy("An hour is 60, a day of six hours is 360."),
    )
    activity = forms.ChoiceField(label=gettext_lazy("What it was"), choices=Activity.choices)
    format = forms.ChoiceField(
        label=gettext_lazy("With whom"), choices=[("", gettext_lazy("Not said")), *Format.choices], required=False
    )
    group_size = forms.IntegerField(
        label=gettext_lazy("People in the group"),
        min_value=2,
        max_value=1000,
        required=False,
        help_text=gettext_lazy("You among them. In supervision without the supervisor; some regulators count by it."),
    )
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("How"), choices=Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    provider = forms.CharField(label=gettext_lazy("Given by"), max_length=200, required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Where the evidence is"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("A link, or where you keep the paper."),
    )

    def clean_on(self) -> datetime.date:
        """Done, not planned."""
        return _past(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        """A group has a size; one to one is one; alone there is none."""
        cleaned = super().clean()
        if cleaned.get("format") == Format.GROUP and not cleaned.get("group_size") and "group_size" not in self.errors:
            self.add_error("group_size", _("Say how many people were in the group."))
        if cleaned.get("format") != Format.GROUP:
            cleaned["group_size"] = 1 if cleaned.get("format") == Format.INDIVIDUAL else None
        return cleaned


class PriorForm(ScreenedForm):
    """Something one held before: a qualification or a training done elsewhere."""

    screened = ("title", "provider", "evidence")

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("What you hold"), max_length=255)
    provider = forms.CharField(label=gettext_lazy("Who awarded it"), max_length=200)
    on = DateField(label=gettext_lazy("Awarded on"))
    until = DateField(label=gettext_lazy("Valid until"), required=False)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of training"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    evidence = forms.CharField(label=gettext_lazy("Where the evidence is"), max_length=300, required=False)
    file = forms.FileField(
        label=gettext_lazy("The certificate itself"),
        required=False,
        help_text=gettext_lazy("A PDF or a picture, up to 5 MB. Only you can open it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
    )

    def clean_on(self) -> datetime.date:
        """Held, not hoped for."""
        return _past(self.cleaned_data["on"])

    def clean_file(self) -> File | None:
        """Looked at before it is kept."""
        upload = self.cleaned_data["file"]
        return paper_of(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        """It can't run out before it was awarded."""
        cleaned = super().clean()
        _in_order(self, cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the services take."""
        found = {name: self.cleaned_data[name] for name in ("title", "provider", "on", "until", "evidence")}
        return found | {"minutes": self.cleaned_data["minutes"] or 0, "file": self.cleaned_data["file"]}


class BreakForm(ScreenedForm):
    """A time without CPD, and why: a regulator asks about three months or more."""

    screened = ("title",)

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("Why"), max_length=255, help_text=gettext_lazy("Such as parental leave. No details needed.")
    )
    on = DateField(label=gettext_lazy("First day"))
    until = DateField(label=gettext_lazy("Last day"))

    def clean_on(self) -> datetime.date:
        """No earlier than anybody's work."""
        return _not_too_early(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        """From a day to one that isn't before it."""
        cleaned = super().clean()
        _in_order(self, cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("title", "on", "until")}


FORMS: dict[str, type[OwnForm | PriorForm | BreakForm]] = {"activity": OwnForm, "prior": PriorForm, "break": BreakForm}
CLEAN = frozenset((*OwnForm.base_fields, *ReflectionForm.base_fields)) - {"key"}


def initial_of(entry: CPDEntry) -> dict[str, Any]:
    """An entry's values as its form shows them."""
    names = (*CLEAN, "until")
    return {name: getattr(entry, name) for name in names} | {"minutes": entry.minutes or None}


def new_key() -> dict[str, Any]:
    """Made before the form is sent, so that sending it twice is sending it once."""
    return {"key": uuid.uuid4(), "on": timezone.localdate()}


def _past(day: datetime.date) -> datetime.date:
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return _not_too_early(day)


def _not_too_early(day: datetime.date) -> datetime.date:
    if day < EARLIEST:
        raise ValidationError(_("Check the year."))
    return day


def _in_order(form: forms.Form, cleaned: dict[str, Any]) -> None:
    first, last = cleaned.get("on"), cleaned.get("until")
    if first and last and last < first:
        form.add_error("until", _("The last day is before the first."))
