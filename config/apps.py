"""Registers the wiring itself, for its commands and system checks."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Settings, addresses, checks and commands that belong to no room."""

    name = "config"
    verbose_name = "Wiring"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415
