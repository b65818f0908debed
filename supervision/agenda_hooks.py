"""What other rooms add to a session's agenda, such as training that is due. They register; the agenda asks.

A provider is asked once for a whole team, so that a page costs the same however many people are in it. What it says
must hold no word of any record. The whole team opens the agenda, so it is told who reads, and says of others only what
that reader may know.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from people.models import Team, User


@dataclass(frozen=True)
class AgendaNote:
    """One line: what, perhaps whose, and where to look."""

    text: str
    person: str = ""
    href: str = ""


Provider = Callable[[Team, datetime.date, User], list[AgendaNote]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Ask this provider too; works as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def notes_for(team: Team, day: datetime.date, reader: User) -> list[AgendaNote]:
    """Everything that other rooms have to say to the reader for the team's session of that day."""
    return [note for provider in _providers for note in provider(team, day, reader)]
