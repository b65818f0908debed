"""Modules that another room shows on Today with a date, so that they don't stand there twice. Rooms above register."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

from django.http import HttpRequest

Dates = dict[uuid.UUID, datetime.date]
Provider = Callable[[HttpRequest], Dates]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a provider of dates by module key; twice is the same as once. Usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def dates_for(request: HttpRequest) -> Dates:
    """The modules that other rooms date for whoever asks."""
    found: Dates = {}
    for provider in _providers:
        found |= provider(request)
    return found
