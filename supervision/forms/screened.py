"""Forms with narrative: what identifies somebody is refused, what may is asked about, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supervision.screening import ADVICE, LABELS, Hit, screen, texts_in

MOST_SHOWN = 5


@dataclass(frozen=True)
class Fault:
    """A find at its place among nested values, such as `fit.0.text`."""

    path: str
    hit: Hit
    message: str


def screened_texts(values: Mapping[str, Any], *, known_names: Collection[str] = ()) -> list[Fault]:
    """Every find in nested lists and mappings, in their order."""
    return [
        Fault(path, hit, message_of(hit, text))
        for path, text in texts_in(values)
        for hit in screen(text, known_names=known_names)
    ]


def message_of(hit: Hit, text: str) -> str:
    """What was found and how to write it instead, for the author's own page."""
    found = {"what": LABELS[hit.kind], "text": text[hit.start : hit.end], "advice": ADVICE[hit.advice_code]}
    if hit.hard:
        return _("“%(text)s” looks like this: %(what)s. %(advice)s") % found
    return _("Is “%(text)s” this: %(what)s? %(advice)s") % found


class ScreenedForm(forms.Form):
    """A form whose `screened` fields name nobody. Hard finds are errors; soft ones are, until they are answered.

    `known_names` are the team's people, who may be named. The tick box appears once there is something to answer.
    """

    screened: tuple[str, ...] = ()

    def __init__(self, *args: Any, known_names: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_names = known_names
        if self.is_bound and self.add_prefix("not_a_name") in self.data:
            self._ask()

    def _ask(self) -> None:
        label = gettext_lazy("These are not names and point to nobody")
        self.fields["not_a_name"] = forms.BooleanField(required=False, label=label)

    def clean(self) -> dict[str, Any]:
        """Screen each narrative field that was filled in."""
        cleaned = super().clean() or self.cleaned_data
        answered = bool(cleaned.get("not_a_name"))
        for name in self.screened:
            self._screen(name, cleaned.get(name) or "", answered)
        return cleaned

    def _screen(self, name: str, text: str, answered: bool) -> None:
        hits = screen(text, known_names=self.known_names)
        soft = [hit for hit in hits if not hit.hard]
        wrong = [hit for hit in hits if hit.hard] + ([] if answered else soft)
        if soft:
            self._ask()
        for message in list(dict.fromkeys(message_of(hit, text) for hit in wrong))[:MOST_SHOWN]:
            self.add_error(name, forms.ValidationError(message, code="identifying"))
