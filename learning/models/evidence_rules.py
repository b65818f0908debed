"""What else a module asks for before it is finished: set on the module, carried by every edition of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from learning import evidence


class EvidenceRules(models.Model):
    """Codes of learning.evidence, in the order in which the kinds are registered."""

    evidence = models.JSONField(_("asked for besides the check"), default=list, blank=True)

    class Meta:
        abstract = True


class ModuleForm(WagtailAdminPageForm):
    """Evidence is ticked."""

    evidence = forms.MultipleChoiceField(
        label=_("Asked for besides the check"),
        help_text=_("The module is finished, and the certificate made, once all that is ticked has happened."),
        choices=evidence.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_evidence(self) -> list[Any]:
        """Each once, in the order of the list."""
        ticked = set(self.cleaned_data["evidence"])
        return [code for code, _label in evidence.choices() if code in ticked]
