"""What a reader says about a page or asks for, and what is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 1000
NO_FAMILIES = _("Write about the page only. No names, and nothing that could point to a family or a colleague.")


class ReportForm(forms.Form):
    """Where on the page, and what is wrong."""

    block = forms.ChoiceField(label=_("Where on the page?"), required=False)
    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=LONGEST,
        help_text=NO_FAMILIES,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is wrong, in a few words.")},
    )

    def __init__(self, *args: Any, headings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["block"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("The page as a whole")), *headings]


class WishForm(forms.Form):
    """What resource would help."""

    text = forms.CharField(
        label=_("What would help you?"),
        max_length=300,
        help_text=_("A topic in a few words. No names, and nothing that could point to a family."),
        error_messages={"required": _("Say what you are looking for, in a few words.")},
    )


class AnswerForm(forms.Form):
    """What was done about it; empty only when it is closed."""

    words = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST,
        help_text=_("The reader gets an e-mail that there is an answer, and reads it in Hearth."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    close = forms.BooleanField(label=_("Close it: there is nothing more to do"), required=False)

    def clean(self) -> dict[str, Any]:
        """Answered takes an answer."""
        found = super().clean() or {}
        if not found.get("words") and not found.get("close"):
            self.add_error("words", _("Write an answer, or close it."))
        return found
