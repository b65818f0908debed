"""What a GIFT file says: plain, frozen values. Line numbers tell where, and are no part of what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

FORMATS = ("moodle", "html", "plain", "markdown")
FULL, NONE = Decimal(100), Decimal(0)
ID = re.compile(r"\[id:((?:\\\]|[^\[\]\x00-\x1f\x7f])+)\]")
TAG = re.compile(r"\[tag:((?:\\\]|[^\[\]<>`\x00-\x1f\x7f])+)\]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and how they are marked up."""

    text: str = ""
    format: str = "moodle"

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, and its share of the mark in per cent."""

    text: Text
    weight: Decimal = NONE
    feedback: Text = NOTHING
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """One form that a short answer may have. A `*` in it stands for any words."""

    text: str
    weight: Decimal = FULL
    feedback: Text = NOTHING
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A right number and how far off it may be; no value stands for every other number."""

    value: Decimal | None
    tolerance: Decimal = NONE
    weight: Decimal = FULL
    feedback: Text = NOTHING
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together; without a left side, a right side that belongs to nothing."""

    left: Text
    right: str
    feedback: Text = NOTHING
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """Multiple choice: one answer may be chosen, or several."""

    single: bool
    answers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement that is true or false, and what to say to those who were wrong and right."""

    is_true: bool
    wrong: Text = NOTHING
    right: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Short:
    """A short answer in words."""

    answers: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number."""

    answers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs to find."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """Lines in their right order; the settings are Moodle's own words."""

    items: tuple[str, ...]
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Essay:
    """A free text, read by a person."""


@dataclass(frozen=True, slots=True)
class Description:
    """Words without a question."""


Body = Choices | TrueFalse | Short | Numeric | Matching | Ordering | Essay | Description


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the file."""

    stem: Text
    body: Body
    name: str = ""
    general: Text = NOTHING
    category: str = ""
    comments: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    last_line: int = field(default=0, compare=False)

    @property
    def idnumber(self) -> str:
        """The id that a comment gives it: `// [id:…]`."""
        found = ID.search("\n".join(self.comments))
        return found[1].replace("\\]", "]").strip() if found else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that its comments give it: `// [tag:…] [tag:…]`."""
        return tuple(tag.replace("\\]", "]").strip() for tag in TAG.findall("\n".join(self.comments)))


@dataclass(frozen=True, slots=True)
class Category:
    """The category of what follows."""

    path: str
    line: int = field(default=0, compare=False)
    last_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that belongs to no question."""

    text: str
    line: int = field(default=0, compare=False)
    last_line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that can't be read: where and why, and its words, so that nobody has to look for them."""

    reason: str
    line: int
    excerpt: str = ""
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class Gift:
    """Everything in a file, in its order."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...] = ()
    categories: tuple[Category, ...] = ()
    comments: tuple[Comment, ...] = ()
