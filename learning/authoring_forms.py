"""What a coordinator and a reviewer fill in about a module as a whole."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models.editions import Notice
from learning.permissions import authoring
from people.models import User


class SendForm(forms.Form):
    """Who reviews the module, and what they should know."""

    reviewer = forms.ModelChoiceField(label=_("Clinical reviewer"), queryset=User.objects.none())
    message = forms.CharField(
        label=_("Message to the reviewer"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = authoring.reviewers().exclude(pk=actor.pk)


class PublishForm(forms.Form):
    """When the edition goes live, and what learners who know an earlier one have to do."""

    ABOUT_EARLIER: ClassVar = ("notice", "note", "note_cy", "reread", "retake_days")
    TELLING: ClassVar = {Notice.NOTIFY, Notice.REREAD, Notice.RETAKE}

    notice = forms.ChoiceField(
        label=_("Learners who finished an earlier edition"),
        choices=Notice,
        initial=Notice.NONE,
        help_text=_("Learners under way finish the edition they began, and are asked afterwards."),
    )
    note = forms.CharField(label=_("What changed, in a sentence"), required=False, max_length=500)
    note_cy = forms.CharField(
        label=_("The same in Welsh"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"lang": "cy"}),
        help_text=_("Without it, readers of Welsh see the English sentence."),
    )
    reread = forms.TypedMultipleChoiceField(
        label=_("Units to read again"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for “Re-read” and “Take the final check again”. Tick as few as will do."),
    )
    retake_days = forms.IntegerField(
        label=_("Days in which to take the check again"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=_("Only for “Take the final check again”. Leave empty for no date."),
    )
    live_from = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leave empty to publish now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
    )

    def __init__(self, *args: Any, units: list[tuple[uuid.UUID, str]], welsh: bool, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reread"].choices = [(str(key), label) for key, label in units]  # type: ignore[attr-defined]
        unused = self.ABOUT_EARLIER if first else () if welsh else ("note_cy",)
        for name in unused:
            del self.fields[name]

    def clean_live_from(self) -> Any:
        """A set time is in the future."""
        moment = self.cleaned_data["live_from"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Leave it empty to publish now."))
        return moment

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        notice = data.get("notice")
        if notice in self.TELLING and not data.get("note", "").strip():
            self.add_error("note", _("Say in a sentence what changed: learners will be told."))
        if notice == Notice.REREAD and "reread" not in self.errors and not data.get("reread"):
            self.add_error("reread", _("Tick the units that learners should read again."))
        if data.get("reread") and notice not in {Notice.REREAD, Notice.RETAKE}:
            self.add_error("notice", _("Units are ticked below: choose what learners should do, or untick them."))
        return data


class DecisionForm(forms.Form):
    """The reviewer's answer."""

    APPROVE, CHANGES = "approve", "changes"
    DECISIONS: ClassVar = [(APPROVE, _("Approve what was sent")), (CHANGES, _("Ask for changes"))]

    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == self.CHANGES and not data.get("comment", "").strip():
            self.add_error("comment", _("Say what has to change."))
        return data
