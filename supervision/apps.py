"""Registers the supervision app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "supervision"
    verbose_name = "Supervision"
