"""Forms of whoever guards records: finding, holding, disclosing, breaking the glass, reading the log."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms.widgets import DateField
from people.models import Organisation
from supervision.forms.screened import ScreenedForm
from supervision.models import DisclosureRequest
from supervision.services.break_glass import SHORTEST_REASON

ANSWER_WITHIN = datetime.timedelta(days=30)


class FindForm(forms.Form):
    """One case by its whole code, one person by their address, one team by its name."""

    words = forms.CharField(
        label=_("Case code, e-mail address or team"),
        max_length=200,
        help_text=_("The whole code, as FERN-204. It is not kept in the address or in any list."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ReasonForm(ScreenedForm):
    """Why."""

    screened = ("reason",)

    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At least 20 characters. Roles instead of names: caregiver A, sibling 1."),
    )


class DisclosureForm(ScreenedForm):
    """Who asks for what, and by when an answer is due."""

    screened = ("particulars",)

    kind = forms.ChoiceField(label=_("Kind of request"), choices=DisclosureRequest.Kind.choices)
    received_on = DateField(label=_("Received on"), initial=timezone.localdate)
    due_on = DateField(label=_("Answer due by"), initial=lambda: timezone.localdate() + ANSWER_WITHIN)
    since = DateField(label=_("Records from"), required=False)
    until = DateField(label=_("Records up to"), required=False)
    particulars = forms.CharField(
        label=_("What was asked for"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        data = super().clean() or {}
        pairs = (("received_on", "due_on", _("This is before it was received.")), ("since", "until", _FROM_TO))
        for first, last, words in pairs:
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, words)
        return data


_FROM_TO = _("This is before the first day.")


class DecisionForm(forms.Form):
    """What is decided, and which words are withheld wherever they stand."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=DisclosureRequest.Decision.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Words to withhold wherever they stand"),
        required=False,
        max_length=5000,
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def withheld_words(self) -> list[str]:
        """One for each line."""
        return [word for line in self.cleaned_data["words"].splitlines() if (word := line.strip())]


class BreakGlassForm(ReasonForm):
    """Which case or person, in which organisation, and why."""

    words = forms.CharField(
        label=_("Case code or e-mail address of the person"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    field_order = ("organisation", "words", "reason")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["organisation"].initial = organisations.first()


class LogForm(forms.Form):
    """Which entries of the log."""

    who = forms.CharField(label=_("Name"), required=False, max_length=200)
    what = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[
            ("", _("Everything")),
            ("audit.read", _("Reading")),
            ("supervision.break_glass", _("Breaking the glass")),
            ("supervision.disclosure", _("Disclosure")),
            ("supervision.disposal", _("Disposal")),
        ],
    )
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("To"), required=False)
