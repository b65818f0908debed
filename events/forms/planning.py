"""Planning an event: what, for whom, where, and on which days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.kinds import Prerequisite
from events.models import EventDay, LiveEvent
from events.models.events import MOST_PLACES
from events.permissions import organisations_to_plan_for
from events.services.planning import Day
from people.forms.widgets import DateField, time_input
from people.models import User
from people.names import one_line

MOST_DAYS = 10
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")
SATURDAY = 5
CHECKBOXES = forms.CheckboxSelectMultiple


class EventForm(forms.ModelForm[LiveEvent]):
    """Everything but the days. `public_id` is made with the empty form, so that sending it twice plans one event."""

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    trainer = forms.EmailField(
        label=gettext_lazy("Trainer's e-mail address"),
        required=False,
        help_text=gettext_lazy("Somebody with an account here. They see the register of this event and can take it."),
    )
    outcomes_text = forms.CharField(
        label=gettext_lazy("What people can do afterwards"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=1500,
        help_text=gettext_lazy("One a line. They stand on the certificate."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=settings.LANGUAGES, widget=CHECKBOXES, initial=["en"]
    )
    prerequisites = forms.MultipleChoiceField(
        label=gettext_lazy("Needed first"), choices=Prerequisite.choices, widget=CHECKBOXES, required=False
    )

    class Meta:
        model = LiveEvent
        fields: ClassVar = [
            *("kind", "code", "title_en", "title_cy", "organisation", "provider", "topic", "mode", "place", "joining"),
            *("capacity", "adaptations", "gives_certificate", "valid_months"),
        ]
        widgets: ClassVar = {
            "adaptations": CHECKBOXES,
            "topic": forms.Textarea(attrs={"rows": 3}),
            "joining": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts: ClassVar = {
            "code": gettext_lazy("Every run of the same training has the same code: requirements ask for it."),
            "organisation": gettext_lazy("Leave empty to open it to the staff of every organisation."),
            "joining": gettext_lazy("A link, a room, whom to ask for. Only people with a place see this."),
            "valid_months": gettext_lazy("Leave empty if the certificate does not run out."),
        }

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["organisation"].queryset = organisations_to_plan_for(actor)  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("Open to every organisation")  # type: ignore[attr-defined]
        self.fields["public_id"].initial = self.instance.public_id
        for name in ("languages", "prerequisites"):
            if self.instance.pk:
                self.fields[name].initial = getattr(self.instance, name)
        self.fields["outcomes_text"].initial = "\n".join(self.instance.outcomes)
        self.fields["trainer"].initial = self.instance.leader.email if self.instance.leader else ""

    def clean_code(self) -> str:
        """Capital letters, without spaces."""
        code = "".join(one_line(self.cleaned_data["code"]).upper().split())
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Letters, numbers and hyphens only."))
        return code

    def clean_title_en(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["title_en"])

    def clean_title_cy(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["title_cy"])

    def clean_trainer(self) -> User | None:
        """Somebody the coordinator can see."""
        address = self.cleaned_data["trainer"]
        if not address:
            return None
        found = User.objects.visible_to(self.actor).filter(email__iexact=address, is_active=True).first()
        return found or self._keep_leader(address)

    def _keep_leader(self, address: str) -> User:
        leader = self.instance.leader
        if leader and leader.email.lower() == address.lower():
            return leader
        raise forms.ValidationError(_("Nobody you look after has this address."))

    def clean_capacity(self) -> int:
        """Not fewer than are booked."""
        capacity: int = self.cleaned_data["capacity"]
        if not 1 <= capacity <= MOST_PLACES:
            raise forms.ValidationError(_("Between 1 and %(most)d places.") % {"most": MOST_PLACES})
        booked = self.instance.bookings.booked().count() if self.instance.pk else 0
        if capacity < booked:
            raise forms.ValidationError(_("%(booked)d people are booked already.") % {"booked": booked})
        return capacity

    def clean(self) -> dict[str, Any]:
        """People have to find the way: a place for a room, joining details for the network."""
        data = super().clean() or {}
        mode = data.get("mode")
        if mode in ("in_person", "both") and not data.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say where people meet."))
        if mode == "online" and not data.get("joining") and "joining" not in self.errors:
            self.add_error("joining", _("Say how people join."))
        return data

    def event(self) -> LiveEvent:
        """As filled in; not saved."""
        event = self.save(commit=False)
        if event.pk is None:
            event.public_id = self.cleaned_data["public_id"]
        event.leader = self.cleaned_data["trainer"]
        event.languages, event.prerequisites = self.cleaned_data["languages"], self.cleaned_data["prerequisites"]
        lines = (" ".join(line.split()) for line in self.cleaned_data["outcomes_text"].splitlines())
        event.outcomes = [line for line in lines if line]
        return event


class DayForm(forms.ModelForm[EventDay]):
    """One day. An empty one is no day."""

    on = DateField(label=gettext_lazy("Day"))

    class Meta:
        model = EventDay
        fields: ClassVar = ["on", "starts", "ends", "break_minutes"]
        widgets: ClassVar = {"starts": time_input(), "ends": time_input()}

    def __init__(self, *args: Any, stored: frozenset[datetime.date] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored

    def has_changed(self) -> bool:
        """Without a date it is no day, whatever else is in its row."""
        return bool(self["on"].data) if self.is_bound else super().has_changed()

    def clean_on(self) -> datetime.date:
        """Still to come, unless it was planned already."""
        on: datetime.date = self.cleaned_data["on"]
        if on < timezone.localdate() and on not in self.stored:
            raise forms.ValidationError(_("This day has passed."))
        return on

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, and leaves time to learn."""
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is before the day starts."))
        elif starts and ends:
            day = EventDay(starts=starts, ends=ends, break_minutes=data.get("break_minutes") or 0)
            if day.minutes <= 0:
                self.add_error("break_minutes", _("The breaks leave no time."))
        return data

    def as_day(self) -> Day:
        """For the service."""
        data = self.cleaned_data
        return Day(data["on"], data["starts"], data["ends"], data["break_minutes"])


class Days:
    """The days of a form, in rows called `days-0-on` and so on: at least one, and no day twice."""

    def __init__(self, event: LiveEvent, posted: Mapping[str, Any] | None = None) -> None:
        rows = list(event.days.all()) if event.pk else []
        stored = frozenset(row.on for row in rows)
        numbers = range(self._count(posted)) if posted is not None else range(max(1, len(rows)))
        more = posted is not None and posted.get("days") == "more" and len(numbers) < MOST_DAYS
        self.forms = [
            DayForm(
                posted,
                prefix=f"days-{number}",
                instance=rows[number] if posted is None and number < len(rows) else None,
                stored=stored,
                empty_permitted=number > 0,
                use_required_attribute=False,
            )
            for number in numbers
        ]
        if more:
            self.forms.append(DayForm(prefix=f"days-{len(numbers)}", initial=self._after_last(), stored=stored))
        self.can_add = len(self.forms) < MOST_DAYS

    @staticmethod
    def _count(posted: Mapping[str, Any]) -> int:
        return next((n for n in range(MOST_DAYS, 0, -1) if f"days-{n - 1}-on" in posted), 1)

    def _after_last(self) -> dict[str, Any]:
        """The next weekday, at the same times."""
        last = self.forms[-1]
        last.is_valid()
        data = getattr(last, "cleaned_data", {})
        if not data.get("on"):
            return {}
        on = data["on"] + datetime.timedelta(days=1)
        while on.weekday() >= SATURDAY:
            on += datetime.timedelta(days=1)
        return {name: data.get(name) for name in ("starts", "ends", "break_minutes")} | {"on": on}

    def is_valid(self) -> bool:
        """Every row; the second of two on one day is told so."""
        wrong = [form.errors for form in self.forms]
        fine = not any(wrong)
        seen: set[datetime.date] = set()
        for form in self.forms:
            on = form.cleaned_data.get("on")
            if on in seen:
                form.add_error("on", _("This day is there twice."))
                fine = False
            elif on:
                seen.add(on)
        return fine

    def chosen(self) -> list[Day]:
        """In the order of the calendar."""
        return sorted(form.as_day() for form in self.forms if form.cleaned_data.get("on"))


class Whole:
    """Two kinds of form as one, for the summary of what has to be put right."""

    def __init__(self, form: EventForm, days: Days) -> None:
        self.form, self.days = form, days

    @property
    def errors(self) -> bool:
        """Whether there is anything to put right."""
        return bool(self.form.errors) or any(row.errors for row in self.days.forms if row.is_bound)

    def non_field_errors(self) -> list[str]:
        """Of the event."""
        return [str(error) for error in self.form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        yield from self.form
        for row in self.days.forms:
            yield from row


class CancelForm(forms.Form):
    """Why it won't take place."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Everybody who has a place or waits for one reads it."),
    )
