"""Registers the people app and listens to what allauth tells."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from people import notice_counts, receivers, team_calendar  # noqa: F401, PLC0415
