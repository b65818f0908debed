"""The schedule of an organisation, as its information governance lead sets it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.models import RecordKeeping

ROUTE = forms.Textarea(attrs={"rows": 4})


class RecordKeepingForm(forms.ModelForm[RecordKeeping]):
    """Whom to ask, where a concern goes (in Welsh too where the organisation owes it), and how long is kept."""

    class Meta:
        model = RecordKeeping
        fields: ClassVar = [
            "ig_contact",
            "safeguarding_route",
            "safeguarding_route_cy",
            "case_years",
            "session_years",
            "staff_years",
        ]
        widgets: ClassVar = {"safeguarding_route": ROUTE, "safeguarding_route_cy": ROUTE}
        help_texts: ClassVar = {
            "ig_contact": _("Whom people ask about records: a role or team, and how to reach them."),
            "safeguarding_route": _("Shown on every form of supervision. Whom to phone, by day and by night."),
            "safeguarding_route_cy": _("Shown to those who read Welsh."),
            "case_years": _("For case summaries. Counted from the day a case closes."),
            "session_years": _("Counted from the day of the session or consultation."),
            "staff_years": _("For development plans, observations and sign-offs. Counted from the person's last day."),
        }

    def __init__(self, *args: Any, welsh_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if welsh_needed:
            self.fields["safeguarding_route_cy"].required = True
