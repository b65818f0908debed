"""The steps of the analytic process: content names them in English, people read them in their language."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

STEPS: dict[str, Any] = {
    "alignment and engagement": _("Alignment and engagement"),
    "finding the fit": _("Finding the fit"),
    "intervention development": _("Intervention development"),
    "do": _("Do"),
    "assess advances and barriers": _("Assess advances and barriers"),
}


def step_label(step: str) -> Any:
    """The step's name in the reader's language; one we don't know as it was written."""
    return STEPS.get(step.strip().lower(), capfirst(step))
