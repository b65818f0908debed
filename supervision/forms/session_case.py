"""One case as it is written up: what was posted, read without losing a word, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supervision.forms.lines import JUDGED, every_line, lines_of, shown_lines, tidy
from supervision.forms.screened import MOST_SHOWN, ScreenedForm, screened_texts
from supervision.models import SessionCase
from supervision.screening import texts_in
from supervision.summary import Driver, LastGoal, NextGoal, Sections
from supervision.words import Method, Principle

TEXTS = ("advances", "barriers", "guidance")
LINES = ("last_goals", "fit", "next_goals")
LONGEST, LONGEST_LINE, MOST_MINUTES = 20_000, 2_000, 480
CARRY = "next:carry:"


def values_of(row: SessionCase) -> dict[str, Any]:
    """What is kept of the case, in the shape that a form gives."""
    sections = Sections.read({name: getattr(row, name) for name in LINES})
    return {
        "minutes": row.minutes,
        **{name: sections.stored(name) for name in LINES},
        **{name: getattr(row, name) for name in TEXTS},
        "principles": list(row.principles),
        "methods": list(row.methods),
    }


def posted_values(post: Any, stored_goals: Iterable[Mapping[str, Any]], *, shown: bool = False) -> dict[str, Any]:
    """What was typed and ticked. `shown`: as the form shows it next, with empty lines and after its `line` button."""
    read = shown_lines if shown else lines_of
    goals = judged(stored_goals, said_of(post))
    following = [asdict(line) for line in read(post, "next", NextGoal)]
    if shown:
        following += carried(goals, following, str(post.get("line", "")))
    return {
        "minutes": _minutes(post.get("minutes", "")),
        "last_goals": goals,
        "fit": [asdict(line) for line in read(post, "fit", Driver)],
        "next_goals": following,
        **{name: tidy(post.get(name, "")) for name in TEXTS},
        "principles": [value for value in Principle.values if str(value) in post.getlist("principles")],
        "methods": [value for value in Method.values if value in post.getlist("methods")],
    }


def said_of(post: Any) -> list[dict[str, Any]]:
    """What was said of each of last week's goals, by its key; the goals' own words are not the form's."""
    return [{name: getattr(line, name) for name in ("key", *JUDGED)} for line in every_line(post, "last", LastGoal)]


def judged(stored: Iterable[Mapping[str, Any]], said: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Last week's goals with what was said of them."""
    by_key = {line["key"]: line for line in said}
    goals = [LastGoal.read(line) for line in stored]
    return [asdict(replace(goal, **{**by_key[goal.key]}) if goal.key in by_key else goal) for goal in goals]


def carried(
    goals: Iterable[Mapping[str, Any]], following: Iterable[Mapping[str, Any]], button: str
) -> list[dict[str, Any]]:
    """The goal that goes on into this week, if its button was pressed and it does not go on already."""
    key = button.removeprefix(CARRY) if button.startswith(CARRY) else ""
    taken = {line["carries"] for line in following}
    return [asdict(going_on(goal)) for goal in goals if goal["key"] == key and key not in taken]


def going_on(goal: Mapping[str, Any]) -> NextGoal:
    """Last week's goal as a goal of this week."""
    return NextGoal(text=goal["text"], driver=goal["driver"], overarching=goal["overarching"], carries=goal["key"])


def _minutes(text: str) -> int:
    return min(int(text), MOST_MINUTES) if text.isdecimal() and len(text) < 6 else 0


class SessionCaseForm(ScreenedForm):
    """Checks what was posted; the page is drawn from `values`, so that nothing typed is lost.

    What was there before is not asked about again: only texts that the record does not hold yet are screened.
    """

    advances = forms.CharField(label=gettext_lazy("Advances"), required=False, max_length=LONGEST)
    barriers = forms.CharField(label=gettext_lazy("Barriers"), required=False, max_length=LONGEST)
    guidance = forms.CharField(label=gettext_lazy("Guidance"), required=False, max_length=LONGEST)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), required=False, min_value=0, max_value=MOST_MINUTES)

    def __init__(self, post: Any, *, stored: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(post, **kwargs)
        self.values = posted_values(post, stored["last_goals"])
        self.known = {text for _path, text in texts_in(stored)}

    def clean(self) -> dict[str, Any]:
        """No line is longer than a line, and no new text names anybody."""
        cleaned = super().clean()
        if any(len(text) > LONGEST_LINE for name in LINES for _path, text in texts_in(self.values[name])):
            most = _("A line is longer than %(most)s characters. Put long texts into the larger fields.")
            self.add_error(None, most % {"most": LONGEST_LINE})
        answered = bool(cleaned.get("not_a_name"))
        for name in (*TEXTS, *LINES):
            self._screen_new(name, answered)
        return cleaned

    def _screen_new(self, name: str, answered: bool) -> None:
        new = {path: text for path, text in texts_in({name: self.values[name]}) if text not in self.known}
        faults = screened_texts(new, known_names=self.known_names)
        if any(not fault.hit.hard for fault in faults):
            self._ask()
        wrong = [fault.message for fault in faults if fault.hit.hard or not answered]
        for message in list(dict.fromkeys(wrong))[:MOST_SHOWN]:
            self.add_error(name if name in TEXTS else None, forms.ValidationError(message, code="identifying"))
