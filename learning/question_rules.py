"""What makes a question answerable: the one rule for the editor, the importers and publication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARTS = {
    "single": {"option"},
    "multiple": {"option"},
    "truefalse": {"option"},
    "matching": {"pair", "distractor"},
    "ordering": {"item"},
    "numeric": {"number"},
    "short": {"accepted"},
}
NAMES = {
    "option": gettext_lazy("answers"),
    "pair": gettext_lazy("pairs and extra right sides"),
    "item": gettext_lazy("items"),
    "number": gettext_lazy("numbers"),
    "accepted": gettext_lazy("accepted answers"),
}
Options = Sequence[Mapping[str, Any]]


def faults(kind: str, options: Options) -> list[str]:
    """What is wrong with the answer key of a question of this kind; `options` are {type, …} as in its content."""
    wanted = PARTS[kind]
    if any(option.get("type", "option") not in wanted for option in options):
        name = next(NAMES[part] for part in NAMES if part in wanted)
        return [_("A question of this kind takes %(parts)s only.") % {"parts": name}]
    rule = {"matching": _matching, "ordering": _ordering, "numeric": _numeric, "short": _short}.get(kind)
    found = rule(options) if rule else _choices(kind, options)
    return [*found, *_credits(kind, options), *_empty(options)]


def _choices(kind: str, options: Options) -> Iterator[str]:
    right = [bool(option["correct"]) for option in options]
    if kind == "truefalse" and len(right) != 2:
        yield _("True or false has exactly two answers.")
    elif len(right) < 2:
        yield _("A question needs at least two answers.")
    if not any(right):
        yield _("No answer is marked as right.")
    elif kind in {"single", "truefalse"} and sum(right) > 1:
        yield _("Only one answer can be right here; choose “Several answers” for more.")
    elif kind == "multiple" and all(right):
        yield _("At least one answer has to be wrong.")
    if kind != "multiple" and any(option["correct"] and _worth(option, 100) < 100 for option in options):
        yield _("The right answer has to be worth 100 per cent.")


def _matching(options: Options) -> Iterator[str]:
    pairs = [option for option in options if option["type"] == "pair"]
    lefts = [_words(pair["left"]) for pair in pairs]
    rights = {_words(pair["right"]) for pair in pairs}
    if len(pairs) < 2:
        yield _("A matching question needs at least two pairs.")
    elif len(rights) < 2:
        yield _("All pairs have the same right side, so there is nothing to match.")
    if len(set(lefts)) < len(lefts):
        yield _("Two pairs have the same left side.")
    if any(_words(option["text"]) in rights for option in options if option["type"] == "distractor"):
        yield _("An extra right side is the right side of a pair.")


def _ordering(options: Options) -> Iterator[str]:
    texts = [_words(option["text"]) for option in options]
    if len(texts) < 2:
        yield _("An ordering question needs at least two items.")
    if len(set(texts)) < len(texts):
        yield _("Two items are the same, so their order can't be told.")


def _numeric(options: Options) -> Iterator[str]:
    if not any(_worth(option, 100) >= 100 for option in options):
        yield _("No number is right: one has to be worth 100 per cent.")
    for option in options:
        if _number(option.get("value")) is None:
            yield _("A number is missing or isn't a number.")
        if (_number(option.get("tolerance") or 0) or Decimal(0)) < 0:
            yield _("A tolerance can't be below zero.")


def _short(options: Options) -> Iterator[str]:
    full = [str(option["text"]).strip() for option in options if _worth(option, 100) >= 100]
    if not full:
        yield _("No accepted answer is right: one has to be worth 100 per cent.")
    if any(text and not text.strip("* ") for text in full):
        yield _("A star alone would accept anything.")


def _credits(kind: str, options: Options) -> Iterator[str]:
    lowest = -100 if kind in {"single", "multiple", "truefalse"} else 0
    if any(not lowest <= _worth(option, 100) <= 100 for option in options):
        yield _("What an answer is worth lies between %(low)d and 100 per cent.") % {"low": lowest}


def _empty(options: Options) -> Iterator[str]:
    if any(not str(option.get(name, "x")).strip() for option in options for name in ("text", "left", "right")):
        yield _("An answer has no text.")


def _worth(option: Mapping[str, Any], usual: int) -> Decimal:
    credit = option.get("credit")
    found = _number(credit)
    return Decimal(usual) if credit is None or found is None else found


def _number(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _words(text: str) -> str:
    return " ".join(str(text).split()).casefold()
