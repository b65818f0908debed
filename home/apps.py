"""Registers the home app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home import panels, receivers, registered  # noqa: F401, PLC0415
