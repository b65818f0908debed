"""The weekly case summary as a form: read from the record, from a draft or from what was posted; checked for saving."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supervision.forms.lines import judged_lines, lines_of, shown_lines, tidy
from supervision.forms.screened import screened_texts
from supervision.models import SECTIONS, CaseReview
from supervision.screening import AN_ID, masked
from supervision.summary import (
    Behaviour,
    Driver,
    Ending,
    LastGoal,
    NextGoal,
    OverarchingGoal,
    Sections,
    StartingPoint,
    WantedOutcome,
)
from supervision.summary.texts import Place, lines_by_prefix, mapped, texts_of

LONGEST = 4_000
MOST_LINES = 40
SAFETY = ("safety_plan", "safety_reviewed_on", "safety_escalated", "safety_escalated_on")
YES_NO = [("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))]


class SafetyForm(forms.Form):
    """Section G: yes, no and days. There is no room for what happened."""

    safety_plan = forms.TypedChoiceField(
        label=gettext_lazy("Is a safety plan in place?"),
        choices=YES_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    safety_reviewed_on = forms.DateField(
        label=gettext_lazy("Plan last reviewed on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    safety_escalated = forms.TypedChoiceField(
        label=gettext_lazy("Was a concern escalated this week?"),
        choices=YES_NO,
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    safety_escalated_on = forms.DateField(
        label=gettext_lazy("Escalated on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """No day is in the future, and what was not escalated has no day of it."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("safety_reviewed_on", "safety_escalated_on"):
            day = cleaned.get(name)
            if day and day > timezone.localdate():
                self.add_error(name, _("This day is still to come."))
        if cleaned.get("safety_escalated_on") and not cleaned.get("safety_escalated"):
            self.add_error("safety_escalated", _("Say yes, or take the day away."))
        return cleaned


@dataclass(frozen=True)
class Wrong:
    """Something that refuses a save, at its place."""

    place: Place
    message: str


@dataclass(frozen=True)
class SummaryForm:
    """What the form holds. `version` is the one it was opened with; `used` are the quick notes put into it."""

    sections: Sections
    safety: SafetyForm
    language: str
    version: int
    used: tuple[str, ...] = ()
    not_names: bool = False
    known_names: Collection[str] = field(default=(), repr=False)

    @classmethod
    def of_review(cls, review: CaseReview) -> SummaryForm:
        """As it is stored."""
        initial = {name: getattr(review, name) for name in SAFETY}
        return cls(review.sections, SafetyForm(initial=initial), review.language, review.version)

    @classmethod
    def of_draft(cls, content: Mapping[str, Any], base_version: int) -> SummaryForm:
        """As it was saved by itself."""
        return cls(
            Sections.read(content.get("sections") or {}),
            SafetyForm(content.get("safety") or {}),
            content.get("language") or "en",
            base_version,
            tuple(content.get("used") or ()),
        )

    @classmethod
    def of_post(
        cls, post: Any, review: CaseReview, *, shown: bool = False, known_names: Collection[str] = ()
    ) -> SummaryForm:
        """As it was posted; `shown` also has its empty lines, and one more or less where a button asked for it."""
        language = post.get("language")
        version = str(post.get("version", ""))
        return cls(
            _sections_of(post, review.sections, shown=shown),
            SafetyForm(post),
            language if language in dict(settings.LANGUAGES) else review.language,
            int(version) if version.isdecimal() and len(version) < 9 else 0,
            tuple(key for key in post.getlist("used") if AN_ID.fullmatch(key))[:MOST_LINES],
            "not_a_name" in post,
            known_names,
        )

    def opened_again(self, version: int) -> SummaryForm:
        """The same, as if the form had been opened just now."""
        return replace(self, version=version)

    def with_note(self, key: str, text: str, place: str) -> SummaryForm:
        """A quick note's words put into the question, or into the advance or barrier of one of last week's goals."""
        name, _colon, goal_key = place.partition(":")
        sections = self.sections
        if name in {"advance", "barrier"} and any(goal.key == goal_key for goal in sections.last_goals):
            goals = tuple(_noted(goal, name, text) if goal.key == goal_key else goal for goal in sections.last_goals)
            sections = replace(sections, last_goals=goals)
        else:
            sections = replace(sections, question=_joined(sections.question, text))
        return replace(self, sections=sections, used=(*self.used, key))

    def draft(self) -> dict[str, Any]:
        """What a draft keeps: every identifying find replaced by a marker."""
        sections = mapped(self.sections, masked)
        return {
            "sections": {name: sections.stored(name) for name in SECTIONS},
            "safety": {name: masked(str(self.safety.data.get(name, ""))[:20]) for name in SAFETY},
            "language": self.language,
            "used": list(self.used),
        }

    def is_too_long(self) -> bool:
        """More than one save may hold."""
        return any(True for _wrong in self._too_long())

    def wrongs(self) -> list[Wrong]:
        """Everything that refuses an explicit save; what is missing is not among it."""
        return [*self._too_long(), *self._identifying(), *self._safety()]

    def asks_about_names(self) -> bool:
        """Something in it looks like a name or a place, and the answer may be that it is none."""
        return any(not fault.hit.hard for fault in self._finds())

    def safety_values(self) -> dict[str, Any]:
        """What was answered, once it was checked."""
        return {name: self.safety.cleaned_data.get(name) for name in SAFETY} if self.safety.is_valid() else {}

    def _too_long(self) -> Iterator[Wrong]:
        for prefix, lines in lines_by_prefix(self.sections).items():
            if len(lines) > MOST_LINES:
                words = _("There are %(number)d lines; at most %(most)d can be kept. Take some away.")
                yield Wrong(Place(prefix, lines[0].key, "text"), words % {"number": len(lines), "most": MOST_LINES})
        for place, text in texts_of(self.sections):
            if len(text) > LONGEST:
                words = _(
                    "These are %(number)d characters; at most %(most)d can be kept. Nothing is lost: shorten it here."
                )
                yield Wrong(place, words % {"number": len(text), "most": LONGEST})

    def _identifying(self) -> Iterator[Wrong]:
        places = [place for place, _text in texts_of(self.sections)]
        for fault in self._finds():
            if fault.hit.hard or not self.not_names:
                yield Wrong(places[int(fault.path)], str(fault.message))

    def _finds(self) -> Any:
        texts = {str(number): text[:LONGEST] for number, (_place, text) in enumerate(texts_of(self.sections))}
        return screened_texts(texts, known_names=self.known_names)

    def _safety(self) -> Iterator[Wrong]:
        for name, messages in self.safety.errors.items():
            for message in messages:
                yield Wrong(Place("", "", name), str(message))


def _noted(goal: LastGoal, name: str, text: str) -> LastGoal:
    if name == "advance":
        return replace(goal, advance=_joined(goal.advance, text))
    return replace(goal, barrier=_joined(goal.barrier, text))


def _joined(before: str, text: str) -> str:
    return f"{before}\n{text}" if before else text


def _sections_of(post: Any, stored: Sections, *, shown: bool) -> Sections:
    read: Any = shown_lines if shown else lines_of
    start = StartingPoint(
        behaviours=read(post, "behaviour", Behaviour),
        outcomes=read(post, "outcome", WantedOutcome),
        goals=read(post, "overarching", OverarchingGoal),
    )
    ending = stored.ending
    sections = Sections(
        start=start,
        last_goals=judged_lines(post, "last", stored.last_goals),
        fit=read(post, "fit", Driver),
        next_goals=read(post, "next", NextGoal),
        question=tidy(post.get("question", stored.question)),
        ending=Ending(tidy(post.get("sustain", ending.sustain)), tidy(post.get("unmet", ending.unmet))),
    )
    return carried_on(sections, str(post.get("line", ""))) if shown else sections


def carried_on(sections: Sections, button: str) -> Sections:
    """One of last week's goals goes on this week; pressing twice changes nothing."""
    key = button.removeprefix("next:carry:")
    goal = next((goal for goal in sections.last_goals if goal.key == key), None)
    if goal is None or any(planned.carries == key for planned in sections.next_goals):
        return sections
    goes_on = NextGoal(text=goal.text, driver=goal.driver, overarching=goal.overarching, carries=goal.key)
    return replace(sections, next_goals=(*sections.next_goals, goes_on))
