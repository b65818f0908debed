"""What may not stand in a log: rooms that know what a case code looks like register a check, and are asked on save."""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[[str], list[str]]
_checks: list[Check] = []


class RefusedTextError(Exception):
    """The text holds a case code or names somebody. The text itself is in no message of ours."""


def register(check: Check) -> Check:
    """Add a check: from a text to what is wrong with it, in words for its writer. Usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def faults(text: str) -> list[str]:
    """What is wrong with a text, each thing once."""
    return list(dict.fromkeys(fault for check in _checks for fault in check(text))) if text else []


def refuse(*texts: str) -> None:
    """The last line before storing: raise RefusedTextError for any fault in any text."""
    if any(faults(text) for text in texts):
        raise RefusedTextError
