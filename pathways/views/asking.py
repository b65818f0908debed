"""Forms that are checked on a page of their own before anything is stored: what was typed travels in hidden fields."""

from __future__ import annotations

from django.forms import BaseForm

from pathways.services.errors import PathwaysError, RulesIncomplete
from people.requests import MemberRequest

BUTTONS = {"csrfmiddlewaretoken", "confirm", "edit", "check", "press"}
FORM_FIELDS = {
    "due_date": "date",
    "due_days": "days",
    "period_day": "period_month",
    "valid_months": "months",
    "until_day": "until_month",
    "refreshers": "refresher_1",
    "target_key": "what",
    "window_days": "window",
    "grace_days": "grace",
}


def typed(request: MemberRequest) -> list[tuple[str, str]]:
    """Everything that was sent but the buttons, in order."""
    return [(name, str(value)) for name, values in request.POST.lists() if name not in BUTTONS for value in values]


def add_fault(form: BaseForm, error: PathwaysError) -> None:
    """Say what a service refused beside the field that it is about."""
    faults = error.faults if isinstance(error, RulesIncomplete) else {error.field: [str(error.words)]}
    for name, messages in faults.items():
        field = FORM_FIELDS.get(name, name)
        for message in messages:
            form.add_error(field if field in form.fields else None, message)
