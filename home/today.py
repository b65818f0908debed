"""What Today shows: each room registers a provider of panels, and the page puts them in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """One card: its template gets `context` and nothing else. Lower `order` stands higher; `column` is main or side.

    Of panels that would take the same `slot`, such as the one thing to begin with, the highest alone is shown.
    """

    order: int
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    column: str = "main"
    slot: str = ""


Provider = Callable[[HttpRequest], list[Panel]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a provider; registering it twice is the same as once. Usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def panels_for(request: HttpRequest) -> list[Panel]:
    """Every panel for the person asking, in order."""
    found = sorted((panel for provider in _providers for panel in provider(request)), key=lambda panel: panel.order)
    taken: set[str] = set()
    shown = []
    for panel in found:
        if not panel.slot or panel.slot not in taken:
            shown.append(panel)
        taken.add(panel.slot)
    return shown
