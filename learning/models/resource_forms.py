"""What authors fill in about a resource: facets are ticked, units are named as people say them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from learning.blocks.teaching import SYSTEMS

UNIT_NAME = re.compile(r"^[A-Za-z0-9-]+\.\d+$")
PRINCIPLES = [
    (1, _("1. Finding the fit")),
    (2, _("2. Focusing on positives and strengths")),
    (3, _("3. Increasing responsibility")),
    (4, _("4. Present focused, action oriented and well defined")),
    (5, _("5. Targeting sequences")),
    (6, _("6. Developmentally appropriate")),
    (7, _("7. Continuous effort")),
    (8, _("8. Evaluation and accountability")),
    (9, _("9. Generalisation")),
]


class UnitNames(forms.CharField):
    """Units as M4.1, with commas between; stored as a list."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Every name has the form of one."""
        names = [name for name in re.split(r"[,;\s]+", super().clean(value)) if name]
        for name in names:
            if not UNIT_NAME.match(name):
                raise ValidationError(_("%(name)s: write a unit as M4.1."), params={"name": name})
        return names


class ResourceForm(WagtailAdminPageForm):
    """Systems and principles are ticked; related units are typed."""

    systems = forms.MultipleChoiceField(
        label=_("Systems"), choices=SYSTEMS, required=False, widget=forms.CheckboxSelectMultiple
    )
    principles = forms.TypedMultipleChoiceField(
        label=_("Principles"), choices=PRINCIPLES, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    related_units = UnitNames(
        label=_("Related units"), required=False, help_text=_("Code and number, with commas between: M4.1, M5.3.")
    )
