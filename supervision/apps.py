"""Registers the supervision app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "supervision"
    verbose_name = "Supervision"

    def ready(self) -> None:
        """Take its place in the menu."""
        from supervision import kept_records, registered, registered_keeping  # noqa: F401, PLC0415
