"""What My record shows besides certificates and modules: other rooms register sections, as they do panels of Today."""

from __future__ import annotations

from django.http import HttpRequest

from home.today import Panel, Provider

CERTIFICATES = 50
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a provider; a section with an order below CERTIFICATES stands above them. Usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def sections_for(request: HttpRequest) -> tuple[list[Panel], list[Panel]]:
    """Those above the certificates and those below, each in order."""
    found = sorted((one for provider in _providers for one in provider(request)), key=lambda one: one.order)
    return [one for one in found if one.order < CERTIFICATES], [one for one in found if one.order >= CERTIFICATES]
