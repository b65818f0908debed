"""A question as it is put to a learner: what to choose from and what was given so far, and no sign of the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from learning import marking
from learning.marking.matching import texts_of_right_sides
from learning.marking.ordering import places_of
from learning.marking.parts import Content, options_of


@dataclass(frozen=True)
class Choice:
    """Something to choose; `value` is what the form sends."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    """A left side, or an item to order, and what can be chosen for it."""

    text: str
    choices: list[Choice]

    @property
    def said(self) -> str:
        """What is chosen now, in words."""
        return next((choice.text for choice in self.choices if choice.chosen), "")


@dataclass(frozen=True)
class Asked:
    """A question and the answer so far."""

    key: str
    kind: str
    stem: str
    options: list[Choice] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    typed: str = ""
    unit: str = ""
    problem: str = ""
    answered: bool = False

    @property
    def hint(self) -> str:
        """How to answer, where the form alone doesn't say so."""
        return {
            "multiple": _("Choose every answer that is right."),
            "matching": _("Choose what belongs to each."),
            "ordering": _("Give each item its place; 1 comes first."),
            "numeric": _("Type a number, such as 24 or 1.5."),
            "short": _("Type a word or a few words."),
        }.get(self.kind, "")


def asked(key: str, kind: str, content: Content, chosen: Sequence[str] = (), problem: str = "") -> Asked:
    """The question with what was given so far; `problem` stands beside its field."""
    answer = list(chosen)
    typed = kind in {"numeric", "short"}
    return Asked(
        key=key,
        kind=kind,
        stem=content["stem"],
        options=[
            Choice(str(option["id"]), option["text"], option["id"] in answer)
            for option in options_of(content, "option")
        ],
        rows=_matching(content, answer) if kind == "matching" else _ordering(content, answer),
        typed=answer[0] if typed and answer else "",
        unit=content.get("unit_of_answer", ""),
        problem=problem,
        answered=marking.lack(kind, content, answer) is None,
    )


def put(
    questions: Sequence[Content], answers: Mapping[str, Sequence[str]], missing: Collection[int] = ()
) -> list[Asked]:
    """Drawn questions with the answers so far; what can't be marked says why, nothing at all only where `missing`."""
    found = []
    for number, question in enumerate(questions, 1):
        answer = [text for text in answers.get(question["key"], []) if text]
        problem = problem_of(question["kind"], question, answer) if answer or number in missing else ""
        found.append(asked(question["key"], question["kind"], question, answer, problem))
    return found


def _matching(content: Content, chosen: list[str]) -> list[Row]:
    texts = texts_of_right_sides(content)
    keys = [key for key in content.get("shown") or texts if key in texts]
    rows = []
    for pair in options_of(content, "pair"):
        values = [f"{pair['id']}={key}" for key in keys]
        choices = [Choice(value, texts[key], value in chosen) for value, key in zip(values, keys, strict=True)]
        rows.append(Row(pair["left"], choices))
    return rows


def _ordering(content: Content, chosen: list[str]) -> list[Row]:
    items = {str(item["id"]): item for item in options_of(content, "item")}
    places = places_of(content, chosen)
    rows = []
    for key in [key for key in content.get("shown") or items if key in items]:
        numbers = range(1, len(items) + 1)
        choices = [Choice(f"{key}={place}", str(place), places.get(key) == place) for place in numbers]
        rows.append(Row(items[key]["text"], choices))
    return rows


def values_chosen(kind: str, content: Content, chosen: Sequence[str]) -> list[str]:
    """What the question's form sent for this stored answer."""
    question = asked("", kind, content, chosen)
    choices = [*question.options, *(choice for row in question.rows for choice in row.choices)]
    return [choice.value for choice in choices if choice.chosen]


def problem_of(kind: str, content: Content, chosen: Sequence[str]) -> str:
    """What to say beside the field of an answer that can't be marked; nothing when it can."""
    lack = marking.lack(kind, content, chosen)
    if lack is None:
        return ""
    if lack is marking.Lack.NOTHING:
        return _("Type an answer.") if kind in {"numeric", "short"} else _("Choose an answer.")
    if lack is marking.Lack.NUMBER:
        return _("This is not a number. Write figures, such as 24, 1.5 or 1,500.")
    if lack is marking.Lack.TWICE:
        return _("Two items have the same place. Give each place once.")
    return _("Choose something for each line.")
