"""Where questions of a GIFT file go, and the file or its text."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from learning.gift.decoding import NotUtf8, decoded
from learning.gift.scanner import pieces
from learning.models.questions import QuestionUse
from learning.question_admin import module_choices

LARGEST = 2 * 1024 * 1024
MOST = 1000


class PlaceForm(forms.Form):
    """A module in a language."""

    module = forms.TypedChoiceField(label=_("Module"), choices=module_choices, coerce=uuid.UUID)
    language = forms.ModelChoiceField(
        label=_("Language"), queryset=Locale.objects.order_by("pk"), to_field_name="language_code", empty_label=None
    )

    @property
    def place(self) -> dict[str, Any]:
        """As the services ask for it."""
        return {"module_key": self.cleaned_data["module"], "locale": self.cleaned_data["language"]}


class GiftForm(PlaceForm):
    """The file is read at once and never stored; its text comes back in the box, to be corrected and read again."""

    use = forms.ChoiceField(
        label=_("Asked in"), choices=QuestionUse, initial=QuestionUse.FINAL, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("GIFT file"),
        required=False,
        help_text=_("Plain text, saved as UTF-8, up to 2 MB and 1,000 questions. It is read, not stored."),
        widget=forms.FileInput(attrs={"accept": ".gift,.txt,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the questions"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "hearth-code"}),
    )
    replace = forms.BooleanField(
        label=_("Change questions that the bank has in other words"),
        required=False,
        help_text=_("Otherwise they stay as they are."),
    )

    def clean_file(self) -> str:
        """The file's text; another encoding is named, and the text shown as it may be meant."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return ""
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(_now("The file is larger than 2 MB. Split it into several."))
        content = upload.read()
        try:
            return decoded(content)
        except NotUtf8 as error:
            encoding = "utf-16" if error.looks_like == "UTF-16" else "cp1252"
            self._show(content.decode(encoding, "replace").replace("\0", ""))
            raise forms.ValidationError(
                _now(
                    "The file is not UTF-8, from line %(line)d on. It may be %(encoding)s: the box below shows it so. "
                    "If every letter is right there, go on; otherwise save the file as UTF-8 and choose it again."
                )
                % {"line": error.line, "encoding": error.looks_like}
            ) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["text"] = (data.get("file") or data.get("text") or "").replace("\r\n", "\n")
        if not data["text"].strip() and not self.errors:
            self.add_error("file", _now("Choose a file, or paste the questions below."))
        elif sum(1 for _piece in pieces(data["text"])) > MOST:
            self.add_error("file", _now("There are more than 1,000 questions. Split the file into several."))
        return data

    def _show(self, text: str) -> None:
        data = cast(QueryDict, self.data).copy()
        data["text"] = text
        self.data = data

    @property
    def seal(self) -> str:
        """The same as long as nothing is changed between the preview and taking what it shows."""
        data = self.cleaned_data
        parts = (str(data["module"]), data["language"].language_code, data["use"], data["text"])
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
