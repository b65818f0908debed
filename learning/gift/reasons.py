"""Why an item can't be read, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

SHOWN = 20


class Malformed(Exception):
    """The item is no GIFT. `row` is the line in the item, counted from 1."""

    def __init__(self, reason: str, row: int) -> None:
        super().__init__(reason)
        self.row = row


def malformed(error: UnexpectedInput, text: str) -> Malformed:
    """What the parser stumbled over, in words."""
    place = error.pos_in_stream if error.pos_in_stream is not None else len(text)
    place = len(text) if place < 0 or (isinstance(error, UnexpectedToken) and error.token.type == "$END") else place
    expected = _expected(error)
    if place >= len(text.rstrip()) and "_CLOSE" in expected:
        return Malformed(
            _("The answers that begin with { here are not closed with } before a blank line."), _open(text)
        )
    return Malformed(_reason(expected, text[place:]), text.count("\n", 0, place) + 1)


def _expected(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.expected)
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ())
    return set()


def _open(text: str) -> int:
    """The row of the first brace that is not escaped."""
    place = 0
    while place < len(text) and text[place] != "{":
        place += 2 if text[place] == "\\" else 1
    return text.count("\n", 0, place) + 1


def _reason(expected: set[str], rest: str) -> str:
    here = rest.lstrip()
    found = here.split("\n")[0][:SHOWN]
    if "NAME" in expected and here.startswith("::"):
        return _("The name that begins with :: is not closed with another ::.")
    if "OPEN" in expected and here.startswith("}"):
        return _("A } stands here without a { before it. To write a brace, put a backslash before it.")
    if "_CLOSE" not in expected and here.startswith(("{", "}")):
        return _(
            "A second brace stands here: a question has one { } only. To write a brace, put a backslash before it."
        )
    for terminal, reason in _BY_TERMINAL:
        if terminal in expected:
            return reason() % {"found": found}
    if expected <= {"_CLOSE", "GENERAL"} and here.startswith("#"):
        return _("After TRUE or FALSE come two feedbacks at most, each after a #, not “%(found)s”.") % {"found": found}
    return _("“%(found)s” can't stand here.") % {"found": found}


_BY_TERMINAL: list[tuple[str, Callable[[], str]]] = [
    ("NUMBER", lambda: _("A number should stand here, not “%(found)s”. Write numbers with a point, as in 3.5.")),
    ("_COLON", lambda: _("After a number comes :tolerance, ..end, #feedback or }, not “%(found)s”.")),
    ("LINE", lambda: _("Each line of an ordering is one item; “%(found)s” can't stand here.")),
]


def no_question() -> str:
    """An item without words."""
    return _("There is no question before the answers.")


def no_text() -> str:
    """A file that is not text."""
    return _("There is a character here that no text has; the file may not be saved as UTF-8.")


def unknown_command(name: str) -> str:
    """A line that begins with $ and is no category."""
    return _("%(name)s is not known. The only command is $CATEGORY:") % {"name": name}


def after_category() -> str:
    """A question on the next line would become part of the category's name."""
    return _("A blank line has to follow $CATEGORY: and its name.")


def no_number() -> str:
    """Nothing after the #."""
    return _("After {# comes a number.")


def backwards() -> str:
    """A range from high to low."""
    return _("The range goes from a higher number to a lower one.")


def negative_tolerance() -> str:
    """A tolerance below nothing."""
    return _("The tolerance is below zero.")


def too_long(most: int) -> str:
    """More than a question needs, and enough to keep the reader busy."""
    return _("It is longer than %(most)d characters. Is a blank line missing?") % {"most": most}


def too_long_a_number() -> str:
    """A number nobody types."""
    return _("The number is too large, or has too many digits.")


def unknown_setting(said: str) -> str:
    """Something else than Moodle's settings after {>."""
    return _("“%(said)s” is not known after {>. The items follow on lines of their own.") % {"said": said[:SHOWN]}


def too_few_items() -> str:
    """Nothing to put in order."""
    return _("An ordering needs at least two items.")


def too_few_answers() -> str:
    """Nothing to choose from."""
    return _("A choice needs at least two answers.")


def too_few_pairs() -> str:
    """Nothing to match."""
    return _("Matching needs at least two pairs.")


def weighted_right_answer() -> str:
    """`=` is the whole mark in a choice."""
    return _("An answer with = has the whole mark. For a part of it write ~%%50%%, without the =.") % {}


def empty_answer() -> str:
    """A mark with nothing after it."""
    return _("An answer has no words.")


def no_arrow() -> str:
    """A line of a matching without two sides."""
    return _("A line of the matching has no ->.")


def no_right_side() -> str:
    """Nothing after the arrow."""
    return _("There is nothing after the ->.")


def weight_out_of_range(weight: Decimal) -> str:
    """More than the whole mark."""
    return _("The weight %(weight)s is not between -100 and 100.") % {"weight": f"{weight:f}"}
