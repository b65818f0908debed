"""The form of a crisis call: three minutes on a phone, so the time is filled in and the therapist is assumed."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms.widgets import DateField, time_input
from people.models import User
from supervision.forms.consultation import area
from supervision.forms.screened import ScreenedForm
from supervision.models import CaseReference, CrisisConsultation
from supervision.services.consultation import members
from supervision.services.crises import Call

Values = dict[str, Any]
TEXTS = ("question", "advice", "follow_up")
NAMES = ("case", "caller", "day", "time", *TEXTS, "route", "route_time", "follow_up_by", "follow_up_on")
ROUTES = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class CrisisForm(ScreenedForm):
    """What was asked and advised. Who called and who follows up is the case's therapist unless somebody is named."""

    screened = TEXTS
    case = forms.ModelChoiceField(
        label=gettext_lazy("Case"), queryset=CaseReference.objects.none(), empty_label=gettext_lazy("Choose")
    )
    day = DateField(label=gettext_lazy("Day of the call"), initial=timezone.localdate)
    time = forms.TimeField(label=gettext_lazy("Time"), widget=time_input(), initial=timezone.localtime)
    question = area(gettext_lazy("What was asked?"))
    advice = area(gettext_lazy("What was advised?"))
    route = forms.ChoiceField(
        label=gettext_lazy("Safeguarding route followed"), choices=ROUTES, widget=forms.RadioSelect, required=False
    )
    route_time = forms.TimeField(label=gettext_lazy("Followed at"), widget=time_input(), required=False)
    follow_up = area(gettext_lazy("What follows?"), rows=2)
    follow_up_by = forms.ChoiceField(label=gettext_lazy("Who follows up"), required=False)
    follow_up_on = DateField(label=gettext_lazy("By"), required=False)
    caller = forms.ChoiceField(label=gettext_lazy("Who called"), required=False)

    def __init__(self, *args: Any, cases: QuerySet[CaseReference], people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, known_names=[person.name for person in people], **kwargs)
        self.people = {str(person.public_id): person for person in people}
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]
        choices = [(key, person.name) for key, person in self.people.items()]
        for name in ("caller", "follow_up_by"):
            self.fields[name].choices = [("", _("The case’s therapist")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> Values:
        """Not in the future; a route that was followed has a time; people are of the case's team."""
        cleaned = super().clean()
        if {"day", "time"} <= cleaned.keys() and _moment(cleaned["day"], cleaned["time"]) > timezone.now():
            self.add_error("time", _("This call has not been made yet."))
        if cleaned.get("route") == "yes" and not cleaned.get("route_time") and "route_time" not in self.errors:
            self.add_error("route_time", _("Say when the route was followed."))
        if cleaned.get("case"):
            self._check_people(cleaned["case"])
        return cleaned

    def _check_people(self, case: CaseReference) -> None:
        there = set(members(case.team).values_list("user_id", flat=True))
        for name in ("caller", "follow_up_by"):
            if name not in self.errors and self._person(name, case).pk not in there:
                self.add_error(name, _("%(who)s is not in this case’s team.") % {"who": self._person(name, case)})

    def _person(self, name: str, case: CaseReference) -> User:
        return self.people.get(self.cleaned_data.get(name, ""), case.therapist)

    def call(self) -> Call:
        """What the service keeps of a form that is right."""
        read = self.cleaned_data
        case, called_at = read["case"], _moment(read["day"], read["time"])
        followed = {"yes": True, "no": False}.get(read["route"])
        return Call(
            case=case,
            called_at=called_at,
            caller=self._person("caller", case),
            route_followed=followed,
            route_at=_after(called_at, read["route_time"]) if followed and read["route_time"] else None,
            follow_up_by=self._person("follow_up_by", case),
            follow_up_on=read["follow_up_on"],
            **{name: read[name] for name in TEXTS},
        )


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, tzinfo=timezone.get_current_timezone())


def _after(called_at: datetime.datetime, time: datetime.time) -> datetime.datetime:
    """The time on the day of the call, or on the next where the call was late at night."""
    called = timezone.localtime(called_at)
    same_day = _moment(called.date(), time)
    night = called.hour >= 18 and time.hour < 12
    return same_day + datetime.timedelta(days=1) if night else same_day


def values_of(crisis: CrisisConsultation, people: list[User]) -> Values:
    """A stored call as the form shows it: texts only, for drafts and conflicts too."""
    ids = {person.pk: str(person.public_id) for person in people}
    called = timezone.localtime(crisis.called_at)
    route = {True: "yes", False: "no", None: ""}[crisis.route_followed]
    return {
        "case": str(crisis.case_id),
        "caller": ids.get(crisis.caller_id, ""),
        "day": called.date().isoformat(),
        "time": f"{called:%H:%M}",
        **{name: getattr(crisis, name) for name in TEXTS},
        "route": route,
        "route_time": f"{timezone.localtime(crisis.route_at):%H:%M}" if crisis.route_at else "",
        "follow_up_by": ids.get(crisis.follow_up_by_id or 0, ""),
        "follow_up_on": crisis.follow_up_on.isoformat() if crisis.follow_up_on else "",
    }


def typed(post: Any) -> Values:
    """What the form was sent with, right or wrong."""
    return {name: str(post.get(name, "")) for name in NAMES}
