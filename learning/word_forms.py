"""What an author says about a Word document they upload."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learning.models import ModulePage
from learning.word.package import MOST_BYTES
from learning.word.words import refusal


class WordForm(forms.Form):
    """A .docx and the code of the module that it becomes."""

    file = forms.FileField(
        label=_("Word document"),
        help_text=_("A .docx of at most 50 MB. Headings of the first level become units."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    code = forms.CharField(
        label=_("Code of the new module"),
        max_length=20,
        help_text=_("Short and stable, such as M11; the same in every language."),
    )
    title = forms.CharField(
        label=_("Title"), max_length=255, required=False, help_text=_("Leave empty to take the document's own.")
    )

    def clean_file(self) -> Any:
        """Refused at once when it is larger than anything we read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(refusal("too_large", detail=f"{file.size / 1024 / 1024:.0f}"))
        return file

    def clean_code(self) -> str:
        """A code that no module has."""
        code: str = self.cleaned_data["code"].strip()
        if ModulePage.objects.filter(code__iexact=code).exists():
            raise ValidationError(refusal("code_taken"))
        return code
