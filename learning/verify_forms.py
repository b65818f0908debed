"""What strangers may hand in to have it checked, beside a code and a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from learning.services.checked_files import MOST_BYTES


class FileForm(forms.Form):
    """A file to compare with what was issued."""

    file = forms.FileField(
        label=_("PDF file"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("This file is empty."),
            "missing": _("Choose the file."),
        },
    )

    def clean_file(self) -> UploadedFile[Any]:
        """No larger than what was read of it."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB. A certificate is far smaller."))
        return file
