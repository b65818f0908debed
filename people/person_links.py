"""What rooms above add to a person's page: a card with a title, where things stand, and a way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from people.models import User


class PersonLink(NamedTuple):
    """A card on a person's page."""

    title: str
    text: str
    label: str
    href: str


Provider = Callable[[User, User], PersonLink | None]
_providers: list[Provider] = []


def register_person_link(provider: Provider) -> Provider:
    """Add a card; the provider takes the reader and the person, and gives nothing to readers who may not go there."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def links_for(reader: User, person: User) -> list[PersonLink]:
    """The cards that the reader gets on the person's page."""
    found = (provider(reader, person) for provider in _providers)
    return [link for link in found if link is not None]
