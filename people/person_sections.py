"""What rooms above add to a person's page as a section of its own, such as the training asked of them.

A card that only leads on is a link of `people.person_links`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from people.models import User


@dataclass(frozen=True)
class PersonSection:
    """A section of a person's page: its template gets `section`, the context here, and the token for its forms."""

    order: int
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Provider = Callable[[User, User], PersonSection | None]
_providers: list[Provider] = []


def register_person_section(provider: Provider) -> Provider:
    """Add a section; the provider takes the reader and the person, and gives nothing to readers who may not see it."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def sections_for(reader: User, person: User) -> list[PersonSection]:
    """The sections that the reader gets on the person's page, in order."""
    found = (provider(reader, person) for provider in _providers)
    return sorted((section for section in found if section is not None), key=lambda section: section.order)
