"""Registers the learning app."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "learning"
    verbose_name = "Learning"
