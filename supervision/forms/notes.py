"""A quick note: some lines, and the code of the case they are for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from supervision.forms.screened import ScreenedForm
from supervision.models import CaseReference

LONGEST = 4_000


class NoteForm(ScreenedForm):
    """`key` is the note's id, made where it is written."""

    screened: tuple[str, ...] = ("text",)
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea({"rows": 8, "autofocus": True}),
        validators=[
            MaxLengthValidator(LONGEST, _("At most %(limit_value)d characters can be kept; these are %(show_value)d."))
        ],
    )
    case = forms.ModelChoiceField(
        CaseReference.objects.none(),
        label=_("Case"),
        required=False,
        empty_label=_("No case"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, cases: QuerySet[CaseReference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]
