"""Numbers and short answers: typed by the learner, compared with what the author accepts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal

from learning.marking import numbers, words
from learning.marking.numbers import digits
from learning.marking.parts import Content, Lack, MarkedOption, NotAnAnswer, Option, options_of, worth

LONGEST = 200


class _Typed(ABC):
    """The best accepted answer that fits gives the credit and the feedback."""

    part = ""

    def checked(self, content: Content, chosen: list[str]) -> list[str]:
        """The one text, as typed, without what no keyboard types."""
        texts = [text.replace("\0", "").encode("utf-8", "ignore").decode().strip() for text in chosen]
        texts = [text for text in texts if text]
        if len(texts) > 1 or any(len(text) > LONGEST for text in texts):
            raise NotAnAnswer("more than one text, or one too long")
        return texts

    def credit(self, content: Content, chosen: list[str]) -> float:
        """All when it fits, or what the author says it is worth."""
        found = self.best(content, chosen[0])
        return worth(found, 1.0) if found else 0.0

    def lack(self, content: Content, chosen: list[str]) -> Lack | None:
        """Any words can be marked."""
        return None

    def best(self, content: Content, text: str) -> Option | None:
        """The fitting accepted answer that is worth most."""
        found = [part for part in options_of(content, self.part) if self.fits(content, part, text)]
        return max(found, key=lambda part: worth(part, 1.0)) if found else None

    @abstractmethod
    def fits(self, content: Content, part: Option, text: str) -> bool:
        """The typed text is this accepted answer."""

    @abstractmethod
    def shown(self, content: Content, part: Option) -> str:
        """The accepted answer in words."""

    def marked(self, content: Content, chosen: list[str]) -> list[MarkedOption]:
        """What was typed with what to say about it, then the right answer where that is another."""
        parts = []
        best = self.best(content, chosen[0]) if chosen else None
        right = bool(best and worth(best, 1.0) >= 1)
        if chosen:
            feedback = (best.get("feedback") or "") if best else ""
            parts.append(MarkedOption(chosen[0], feedback, right, chosen=True))
        full = [part for part in options_of(content, self.part) if worth(part, 1.0) >= 1]
        if full and not right:
            parts.append(MarkedOption(self.shown(content, full[0]), full[0].get("feedback") or "", True, chosen=False))
        return parts


class Numeric(_Typed):
    """Right within the tolerance, both ends counting."""

    part = "number"

    def lack(self, content: Content, chosen: list[str]) -> Lack | None:
        """It has to be a number."""
        return None if numbers.parse(chosen[0], content.get("unit_of_answer", "")) is not None else Lack.NUMBER

    def fits(self, content: Content, part: Option, text: str) -> bool:
        """Not further off than the tolerance."""
        number = numbers.parse(text, content.get("unit_of_answer", ""))
        low, high = _range(part)
        return number is not None and low <= number <= high

    def shown(self, content: Content, part: Option) -> str:
        """The number, or from where to where."""
        low, high = _range(part)
        text = digits(low) if low == high else f"{digits(low)} – {digits(high)}"
        return f"{text} {content.get('unit_of_answer', '')}".strip()


class Short(_Typed):
    """Capitals, accents, hyphens, spaces and marks at the ends make no difference."""

    part = "accepted"

    def fits(self, content: Content, part: Option, text: str) -> bool:
        """One of the accepted forms."""
        return words.fits(part["text"], text)

    def shown(self, content: Content, part: Option) -> str:
        """As the author wrote it."""
        return str(part["text"])


def _range(part: Option) -> tuple[Decimal, Decimal]:
    value, tolerance = Decimal(str(part["value"])), Decimal(str(part.get("tolerance") or 0))
    return value - tolerance, value + tolerance
