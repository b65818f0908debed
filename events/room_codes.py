"""The code shown in the room: six characters that only that day's room shows, and that nobody can work out."""

from __future__ import annotations

import hashlib
import hmac

from events.models import EventDay

LENGTH = 6
# Without what is mistaken for something else when read off a wall: 0 O, 1 I L, 2 Z, 5 S, 8 B.
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"


def code_of(day: EventDay) -> str:
    """Worked out from the event's secret and the day: another day has another code."""
    digest = hmac.new(day.event.room_secret.encode(), day.on.isoformat().encode(), hashlib.sha256).digest()
    number, letters = int.from_bytes(digest, "big"), []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def fits(day: EventDay, typed: str) -> bool:
    """Whether it is that day's, however it was spaced or capitalised."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hmac.compare_digest(code.encode(), code_of(day).encode())
