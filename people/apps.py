"""Registers the people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "people"
    verbose_name = "People"
