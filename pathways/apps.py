"""Registers the pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "pathways"
    verbose_name = "Pathways"
