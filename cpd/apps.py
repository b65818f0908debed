"""Registers the cpd app."""

from django.apps import AppConfig


class CpdConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "cpd"
    verbose_name = "CPD"
