"""The last line: a text with a hard find is never stored."""


class IdentifyingDataError(Exception):
    """The text names somebody. `kinds` say how; the text itself is in no message, log or traceback of ours."""

    def __init__(self, kinds: list[str]) -> None:
        self.kinds = kinds
        super().__init__(", ".join(kinds))
