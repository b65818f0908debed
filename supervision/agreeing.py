"""What a quick line for an action means in a team: shown in words before anything is kept of it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.models import Edition, ResourceText
from people.models import User
from supervision.forms.screened import message_of
from supervision.quick_actions import parsed
from supervision.screening import ADVICE, screen


@dataclass(frozen=True)
class Understood:
    """The line as it would be kept. `problem` says why it can't be yet; then nothing is kept.

    `asks`: the problem is a word that looks like a name or a place, and the answer may be that it is none.
    """

    text: str
    owner: User | None
    due: datetime.date | None
    module_key: uuid.UUID | None
    resource_key: uuid.UUID | None
    problem: str
    asks: bool = False

    @property
    def in_words(self) -> str:
        """Who, by when, and what is to be learnt for it."""
        parts = [self.owner.get_short_name() if self.owner else "", date_format(self.due, "D j M") if self.due else ""]
        if self.module_key or self.resource_key:
            parts.append(_("with learning"))
        return " · ".join(part for part in parts if part)


def understood(line: str, people: Sequence[User], today: datetime.date, *, answered: bool = False) -> Understood:
    """Read the line; a code that is no module and no resource stays in the text. `answered`: it names nobody."""
    names = {str(person.pk): person.name for person in people}
    quick = parsed(line, names, today)
    module, resource = linked(quick.code) if quick.code else (None, None)
    text = quick.text if not quick.code or module or resource else f"{quick.text} #{quick.code}"
    owner = next((person for person in people if str(person.pk) == quick.owner), None)
    candidates = [names[key] for key in quick.candidates]
    named, asks = _named(text, list(names.values()), answered=answered)
    problem = named or _problem(text, quick.named, candidates, owner)
    return Understood(text.strip(), owner, quick.due, module, resource, problem, asks)


def _named(text: str, known: Collection[str], *, answered: bool) -> tuple[str, bool]:
    """What is wrong with the words, and whether somebody has to answer that they are no name."""
    hits = sorted(screen(text, known_names=known), key=lambda hit: not hit.hard)
    hit = next((hit for hit in hits if hit.hard or not answered), None)
    if hit is None:
        return "", any(not soft.hard for soft in hits)
    return str(ADVICE[hit.advice_code]) if hit.hard else message_of(hit, text), not hit.hard


def _problem(text: str, named: str, candidates: list[str], owner: User | None) -> str:
    if owner is None and candidates:
        return _("Which one: %(names)s?") % {"names": ", ".join(candidates)}
    if owner is None and named:
        return _("Nobody in the team is called %(name)s.") % {"name": named}
    if owner is None:
        return _("Who does it? Begin with @ and a name.")
    return "" if text.strip() else _("What is to be done?")


def linked(code: str) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """The module or the library resource that has this code."""
    module = Edition.objects.filter(code__iexact=code).values_list("module_key", flat=True).first()
    if module:
        return module, None
    return None, ResourceText.objects.filter(page__code__iexact=code).values_list("resource_key", flat=True).first()
