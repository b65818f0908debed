"""Matching: each left side gets one of the right sides."""

from __future__ import annotations

from learning.marking.parts import Content, Lack, MarkedOption, NotAnAnswer, Option, options_of


class Matching:
    """The share of pairs that are matched right. Right sides with the same words are the same."""

    def checked(self, content: Content, chosen: list[str]) -> list[str]:
        """`left=right` for each pair answered, in the author's order; a left side left open is not there."""
        lefts, rights = [str(pair["id"]) for pair in options_of(content, "pair")], right_sides(content)
        found: dict[str, str] = {}
        for entry in filter(None, chosen):
            left, _, right = entry.partition("=")
            if left not in lefts or left in found or (right and right not in rights):
                raise NotAnAnswer("unknown pair, or one side twice")
            found[left] = right
        return [f"{left}={found[left]}" for left in lefts if found.get(left)]

    def credit(self, content: Content, chosen: list[str]) -> float:
        """Right pairs of all pairs."""
        parts = self.marked(content, chosen)
        return sum(part.correct for part in parts) / len(parts) if parts else 0.0

    def lack(self, content: Content, chosen: list[str]) -> Lack | None:
        """Every left side needs an answer."""
        return Lack.PART if len(chosen) < len(options_of(content, "pair")) else None

    def marked(self, content: Content, chosen: list[str]) -> list[MarkedOption]:
        """Each pair, with what was matched to it; a tempting extra right side says why it tempts."""
        rights = right_sides(content)
        given = dict(entry.split("=", 1) for entry in chosen if "=" in entry)
        parts = []
        for pair in options_of(content, "pair"):
            part = rights.get(given.get(str(pair["id"]), ""))
            said = _words(part) if part else ""
            why = part["feedback"] if part and part.get("type") == "distractor" else ""
            feedback = why or pair["feedback"] if "feedback" in pair else why
            parts.append(MarkedOption(pair["left"], feedback, said == pair["right"], bool(part), said, pair["right"]))
        return parts


def right_sides(content: Content) -> dict[str, Option]:
    """Pairs and extra right sides by the id that browsers know them by."""
    return {str(part.get("right_id") or part["id"]): part for part in options_of(content, "pair", "distractor")}


def _words(part: Option) -> str:
    return str(part["right"] if part.get("type") == "pair" else part["text"])


def texts_of_right_sides(content: Content) -> dict[str, str]:
    """The words of every right side, by id."""
    return {key: _words(part) for key, part in right_sides(content).items()}
