"""Registers the events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "events"
    verbose_name = "Events"
