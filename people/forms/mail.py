"""What comes by e-mail, and when."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import notifications
from people.models import MailHours, Way
from people.quiet_hours import Hours

SUGGESTED = "suggested"


class MailHoursForm(forms.ModelForm[MailHours]):
    """A choice for each group that sends mail at all, and the hours."""

    class Meta:
        model = MailHours
        fields = ("digest_at", "quiet_from", "quiet_until", "weekends")
        labels = {
            "digest_at": gettext_lazy("The daily e-mail comes at"),
            "quiet_from": gettext_lazy("No e-mail from"),
            "quiet_until": gettext_lazy("until"),
            "weekends": gettext_lazy("At weekends too"),
        }
        help_texts = {
            "quiet_until": gettext_lazy("Choose the same time twice if you want no quiet hours."),
            "weekends": gettext_lazy("Otherwise nothing comes on Saturdays and Sundays, and Monday brings it all."),
        }
        widgets = {name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in fields[:3]}

    def __init__(self, *args: Any, ways: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group, kinds in mailed_groups().items():
            self.fields[f"way_{group}"] = forms.ChoiceField(
                label=notifications.Group(group).label,
                choices=[(SUGGESTED, gettext_lazy("As Hearth suggests")), *Way.choices],
                initial=ways.get(group, SUGGESTED),
                help_text=" · ".join(str(kind.label) for kind in kinds),
            )

    @property
    def ways(self) -> dict[str, str]:
        """By group, what was chosen; empty for what Hearth suggests."""
        chosen = {group: self.cleaned_data[f"way_{group}"] for group in mailed_groups()}
        return {group: "" if way == SUGGESTED else way for group, way in chosen.items()}

    def groups(self) -> list[forms.BoundField]:
        """The fields of the groups, for the template."""
        return [self[f"way_{group}"] for group in mailed_groups()]

    def clean(self) -> dict[str, Any]:
        """A daily e-mail inside the quiet hours would never come."""
        data = super().clean() or {}
        times: list[datetime.time | None] = [data.get(name) for name in ("digest_at", "quiet_from", "quiet_until")]
        if all(time is not None for time in times):
            hours = Hours(*times)  # type: ignore[arg-type]
            if hours.is_quiet(hours.digest_at):
                self.add_error("digest_at", _("This is within the hours without e-mail. Choose a time outside them."))
        return data


def mailed_groups() -> dict[str, list[notifications.Kind]]:
    """The kinds that may come by mail, by group."""
    found: dict[str, list[notifications.Kind]] = {}
    for kind in notifications.kinds():
        if kind.mail != "never":
            found.setdefault(kind.group, []).append(kind)
    return found
