"""One answer, several answers, true or false."""

from __future__ import annotations

from learning.marking.parts import Content, Lack, MarkedOption, NotAnAnswer, options_of, worth


class One:
    """The chosen answer's worth: all when it is right, nothing when it isn't, or what the author says."""

    def checked(self, content: Content, chosen: list[str]) -> list[str]:
        """The chosen option's id."""
        known = _known(content, chosen)
        if len(known) > 1:
            raise NotAnAnswer("more than one option")
        return known

    def credit(self, content: Content, chosen: list[str]) -> float:
        """Two answers where one is asked are worth nothing."""
        found = [option for option in options_of(content, "option") if option["id"] in chosen]
        if len(found) != 1 or len(set(chosen)) != 1:
            return 0.0
        return worth(found[0], 1.0 if found[0]["correct"] else 0.0)

    def lack(self, content: Content, chosen: list[str]) -> Lack | None:
        """Anything chosen can be marked."""
        return None

    def marked(self, content: Content, chosen: list[str]) -> list[MarkedOption]:
        """Every option."""
        return [
            MarkedOption(option["text"], option["feedback"], bool(option["correct"]), option["id"] in chosen)
            for option in options_of(content, "option")
        ]


class Several(One):
    """Right minus wrong: each right answer is worth its share, each wrong one takes a share away, never below nothing.

    An answer's own worth, where the author gives one, stands in for its share. Exactly the right answers are all.
    """

    def checked(self, content: Content, chosen: list[str]) -> list[str]:
        """The chosen options' ids in the question's order."""
        return _known(content, chosen)

    def credit(self, content: Content, chosen: list[str]) -> float:
        """The sum over what was chosen."""
        options = options_of(content, "option")
        right = {option["id"] for option in options if option["correct"]}
        if not right:
            return 0.0
        if set(chosen) == right:
            return 1.0
        share = 1 / len(right)
        found = sum(
            worth(option, share if option["correct"] else -share) for option in options if option["id"] in chosen
        )
        return min(1.0, found)


def _known(content: Content, chosen: list[str]) -> list[str]:
    wanted = set(chosen)
    known = [str(option["id"]) for option in options_of(content, "option")]
    if not wanted <= set(known):
        raise NotAnAnswer("unknown option")
    return [option_id for option_id in known if option_id in wanted]
