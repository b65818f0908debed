"""A list of people as a file or as text. The file is read at once; its text comes back in the box to be corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from people.rosters import MOST_ROWS, Sheet, Unreadable, decode, read, words

MOST_BYTES = 5_000_000


class RosterForm(forms.Form):
    """What was read is in `sheet` when the form is valid, and in the box whenever it can be shown."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("Saved as “CSV UTF-8”. It is read, not kept."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the rows, with their headings"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "wrap": "off", "class": "sheet-text"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet: Sheet | None = None
        self.fields["text"].help_text = _(
            "Up to %(most)d rows, with commas, semicolons or tabs between the columns."
        ) % {"most": MOST_ROWS}

    def clean_file(self) -> str:
        """The file's text; where only its encoding is in doubt, the text is shown as it may be meant."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return ""
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. A list of people is much smaller."))
        data = upload.read()
        try:
            return decode(data)
        except Unreadable as fault:
            if fault.code == "windows_1252":
                self.show(data.decode("cp1252"))
            raise forms.ValidationError(words.unreadable(fault)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        where = "file" if data.get("file") else "text"
        data["text"] = data.get("file") or data.get("text") or ""
        if not data["text"].strip():
            self.add_error("file", _("Choose a file, or paste the rows below."))
            return data
        try:
            self.sheet = read(data["text"])
        except Unreadable as fault:
            self.add_error(where, words.unreadable(fault))
        else:
            self.show(data["text"])
        return data

    def show(self, text: str) -> None:
        """Put the text into the box."""
        self.data = {**self.data, "text": text}
