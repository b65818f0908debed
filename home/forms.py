"""What people type into the shell."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from home import reading

LABELS = {
    "size": _("Text size"),
    "spacing": _("Line spacing"),
    "tint": _("Paper tint"),
    "theme": _("Light or dark"),
    "font": _("Typeface"),
    "decorations": _("Decorations"),
    "keys": _("Keyboard shortcuts"),
}


class ReadingForm(forms.Form):
    """One choice for each setting; what is missing is as usual."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in reading.CHOICES.items():
            self.fields[name] = forms.ChoiceField(label=LABELS[name], choices=choices, widget=forms.RadioSelect)


class SearchForm(forms.Form):
    """Some words."""

    q = forms.CharField(label=_("Search"), max_length=200, required=False, strip=True)
