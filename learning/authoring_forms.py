"""What a coordinator and a reviewer fill in about a module as a whole."""

from __future__ import annotations

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

    notice = forms.ChoiceField(label=_("Learners who know an earlier edition"), choices=Notice, initial=Notice.NONE)
    note = forms.CharField(
        label=_("What changed, in a sentence"),
        required=False,
        max_length=500,
        help_text=_("Learners see it. Name the units to re-read here."),
    )
    live_from = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leave empty to publish now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
    )

    def clean_live_from(self) -> Any:
        """A set time is in the future."""
        moment = self.cleaned_data["live_from"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Leave it empty to publish now."))
        return moment

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("notice") in {Notice.NOTIFY, Notice.REREAD, Notice.RETAKE} and not data.get("note", "").strip():
            self.add_error("note", _("Say in a sentence what changed: learners will be told."))
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
