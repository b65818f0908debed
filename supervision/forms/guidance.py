"""What supervisor and expert write on a weekly summary, and what is added to a final one."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from learning.models.kinds import Approach
from learning.shelf.cards import readable
from supervision.forms.screened import ScreenedForm
from supervision.words import Method, Principle

LONGEST = 8_000


def narrative(label: Any, *, help_text: Any = "") -> forms.CharField:
    """A text area that never cuts a paste short: what is too long is said, and stays."""
    too_long = MaxLengthValidator(
        LONGEST, _("At most %(limit_value)d characters can be kept; these are %(show_value)d.")
    )
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea({"rows": 6}), validators=[too_long])


class GuidanceForm(ScreenedForm):
    """Section I: guidance, principles, methods, and one resource to read."""

    screened = ("text",)
    text = narrative(_("Guidance"))
    principles = forms.TypedMultipleChoiceField(
        label=_("Principles used"),
        choices=Principle.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    methods = forms.MultipleChoiceField(
        label=_("What was done"), choices=Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    resource = forms.ChoiceField(label=_("Recommended resource"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resource"].choices = [("", _("None")), *resource_choices(language)]  # type: ignore[attr-defined]

    @property
    def principle_choices(self) -> list[tuple[int, str]]:
        """Number and name, for the template."""
        return [(number, str(label)) for number, label in Principle.choices]


class AdviceForm(ScreenedForm):
    """Section J: what the expert recommends."""

    screened = ("text",)
    text = narrative(_("Expert guidance"))


class AddendumForm(ScreenedForm):
    """What is added to a final summary."""

    screened = ("text",)
    text = narrative(_("What you want to add"), help_text=_("It is added under your name and today's date, and stays."))


def resource_choices(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The library's resources under their approaches; one statement."""
    rows = readable(None, language, member=True).order_by("page__approach", "page__title")
    labels = dict(Approach.choices)
    found = rows.values_list("page__approach", "resource_key", "page__title")
    return [
        (str(labels.get(approach, approach)), [(str(key), title) for _approach, key, title in group])
        for approach, group in groupby(found, key=lambda row: row[0])
    ]
