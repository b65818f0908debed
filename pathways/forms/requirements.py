"""A requirement as a coordinator fills it in: who, what, by when, for how long, from which day on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pathways.forms.audience import AudienceFields, Choices, FromDayFields, Offer
from pathways.kinds import DERIVED, DueBy, Kind, Validity
from pathways.status import Audience, Rule
from people.forms.widgets import DateField
from people.models import Team
from people.names import one_line

LAST_DAYS = {month: 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31 for month in MONTHS}
MOST_DAYS, MOST_MONTHS, REFRESHERS = 3660, 120, 3


def number_of_days(label: Any, help_text: Any = "", initial: int | None = None) -> forms.IntegerField:
    """A number of days."""
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=MOST_DAYS, initial=initial
    )


def radios(label: Any, choices: Choices, initial: str, help_text: Any = "") -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label, choices=choices, initial=initial, help_text=help_text, widget=forms.RadioSelect
    )


class RequirementForm(FromDayFields, AudienceFields):
    """Everything about a requirement on one page; what does not belong to the choices made is ignored."""

    what = forms.ChoiceField(label=_("What they must have"))
    name_en = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Leave empty to use the title of what is asked.")
    )
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=120, required=False)
    code = forms.SlugField(
        label=_("Short name for tables"),
        max_length=40,
        required=False,
        help_text=_("For example M10: letters, digits and hyphens. Leave empty to have one made."),
    )
    asked_of = radios(
        _("Asked of"),
        [
            ("audience", _("Everybody I describe below")),
            ("named", _("Only those on a pathway with this step, and those I assign it to")),
        ],
        "audience",
    )
    due_by = radios(_("By when"), DueBy.choices, DueBy.DAYS)
    days = number_of_days(
        _("Days"), _("From the start in the post. With a fixed date: the least that somebody gets who starts late."), 28
    )
    date = DateField(label=_("Fixed date"), required=False)
    period_month = forms.TypedChoiceField(label=_("The yearly period begins on"), coerce=int, initial=4)
    validity = radios(_("How long it counts"), Validity.choices, Validity.FOREVER)
    months = forms.IntegerField(label=_("Months"), required=False, min_value=1, max_value=MOST_MONTHS, initial=12)
    until_month = forms.TypedChoiceField(label=_("Until the end of"), coerce=int, initial=3)
    window = number_of_days(_("May be renewed so many days before"), initial=60)
    grace = number_of_days(_("Days of grace"), _("So long after the deadline it is not called overdue yet."), 0)
    refresher_1 = forms.ChoiceField(label=_("Renewed with"), required=False)
    refresher_2 = forms.ChoiceField(label=_("The time after with"), required=False)
    refresher_3 = forms.ChoiceField(label=_("The third time with"), required=False)
    note = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("Stands in the history of this requirement.")
    )

    def __init__(self, *args: Any, offer: Offer, settled: bool = False, **kwargs: Any) -> None:
        """`settled`: it is there already, so that its place and its code stay as they are."""
        super().__init__(*args, offer=offer, **kwargs)
        if settled:
            self.fields["place"].widget = forms.HiddenInput()
            del self.fields["code"]
        self._choose("what", [("", _("Choose…")), *offer.targets])
        again = [("", _("The same again")), *offer.targets]
        for name in ("refresher_1", "refresher_2", "refresher_3"):
            self._choose(name, again)
        self._choose("period_month", [(month, _("1 %(month)s") % {"month": name}) for month, name in MONTHS.items()])
        self._choose("until_month", list(MONTHS.items()))

    def clean_name_en(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name_en"])

    def clean_name_cy(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name_cy"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_deadline(data)
        self._clean_validity(data)
        self._clean_refreshers(data)
        return data

    def _clean_deadline(self, data: dict[str, Any]) -> None:
        due_by, date, since = data.get("due_by"), data.get("date"), data.get("starters_since")
        if data.get("asked_of") == "named":
            return  # the pathway or the assignment says by when
        if due_by in {DueBy.DAYS, DueBy.PRO_RATA} and data.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say within how many days."))
        if due_by != DueBy.DATE or "date" in self.errors:
            return
        if date is None:
            self.add_error("date", _("Say on which day it is due."))
        elif data.get("from_on") and date < data["from_on"]:
            self.add_error("date", _("This is before the day from which the requirement holds."))
        elif since and date < since:
            self.add_error("date", _("This is before the day on which the first of them starts."))

    def _clean_validity(self, data: dict[str, Any]) -> None:
        if data.get("validity") not in {Validity.COMPLETION, Validity.EXPIRY} or "months" in self.errors:
            return
        months, window = data.get("months"), data.get("window") or 0
        if not months:
            self.add_error("months", _("Say for how many months it counts."))
        elif window >= months * 28:
            words = ngettext_lazy(
                "It counts for %(months)d month: that is not longer than the days in which it may be renewed.",
                "It counts for %(months)d months: that is not longer than the days in which it may be renewed.",
                months,
            )
            self.add_error("window", words % {"months": months})

    def _clean_refreshers(self, data: dict[str, Any]) -> None:
        if data.get("validity") == Validity.FOREVER or not data.get("what"):
            return
        kind = data["what"].partition(":")[0]
        if kind in DERIVED and data.get("refresher_1"):
            self.add_error("refresher_1", _("What follows from other requirements has no refreshers of its own."))
            return
        for name in ("refresher_1", "refresher_2", "refresher_3"):
            chosen = data.get(name)
            if chosen and chosen.partition(":")[0] != kind:
                self.add_error(name, _("Choose the same kind of thing as is asked for the first time."))
        if data.get("refresher_3") and not data.get("refresher_2"):
            self.add_error("refresher_2", _("Choose this one before a third."))
        if data.get("refresher_2") and not data.get("refresher_1"):
            self.add_error("refresher_1", _("Choose this one before a second."))

    def rule(self, number: int = 1) -> Rule:
        """The version that the form describes; the form is valid."""
        data = self.cleaned_data
        kind, _colon, target = data["what"].partition(":")
        lasting = data["validity"] != Validity.FOREVER
        chosen = [data[f"refresher_{place}"] for place in range(1, REFRESHERS + 1)] if lasting else []
        named = data["asked_of"] == "named"
        due_by = DueBy.DAYS.value if named else data["due_by"]
        return Rule(
            number=number,
            from_on=data["from_on"],
            known_on=timezone.localdate(),
            kind=Kind(kind).value,
            target=target,
            refreshers=tuple(value.partition(":")[2] for value in chosen if value),
            audience=None if named else self.audience(),
            due_by=due_by,
            days=data["days"] or 0,
            date=data["date"] if due_by == DueBy.DATE else None,
            period=(data["period_month"], 1),
            validity=data["validity"],
            months=data["months"] or 0 if data["validity"] in {Validity.COMPLETION, Validity.EXPIRY} else 0,
            until=(data["until_month"], LAST_DAYS[data["until_month"]]),
            window=(data["window"] or 0) if lasting else 0,
            grace=data["grace"] or 0,
        )


def stored(rule: Rule) -> dict[str, Any]:
    """The rule as the services take it, field by field."""
    audience = rule.audience or Audience()
    return {
        "by_audience": rule.audience is not None,
        "roles": sorted(audience.roles),
        "adaptations": sorted(audience.adaptations),
        "teams": sorted(audience.teams),
        "starters_since": audience.starters_since,
        "kind": rule.kind,
        "target_key": rule.target,
        "refreshers": list(rule.refreshers),
        "due_by": rule.due_by,
        "due_days": rule.days,
        "due_date": rule.date,
        "period_month": rule.period[0],
        "period_day": rule.period[1],
        "validity": rule.validity,
        "valid_months": rule.months,
        "until_month": rule.until[0],
        "until_day": rule.until[1],
        "window_days": rule.window,
        "grace_days": rule.grace,
    }


def filled(rule: Rule, place: str, teams: Sequence[Team]) -> dict[str, Any]:
    """What stands in the form when an existing rule is changed."""
    audience = rule.audience or Audience()
    again = [*rule.refreshers, "", "", ""]
    return {
        "place": place,
        "roles": sorted(audience.roles),
        "teams": [str(team.public_id) for team in teams if team.pk in audience.teams],
        "adaptations": sorted(audience.adaptations),
        "starters_since": audience.starters_since,
        "what": f"{rule.kind}:{rule.target}",
        "asked_of": "named" if rule.audience is None else "audience",
        "due_by": rule.due_by,
        "days": rule.days,
        "date": rule.date,
        "period_month": rule.period[0],
        "validity": rule.validity,
        "months": rule.months or None,
        "until_month": rule.until[0],
        "window": rule.window,
        "grace": rule.grace,
        **{
            f"refresher_{place + 1}": f"{rule.kind}:{key}" if key else ""
            for place, key in enumerate(again[:REFRESHERS])
        },
    }
