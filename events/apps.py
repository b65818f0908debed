"""Registers the events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        """Take its place on Today, in the menus and in calendars, and say what it tells people."""
        from events import calendar, own_sources, registered, telling  # noqa: F401, PLC0415
        from events.services.booking import free_places_of_leavers  # noqa: PLC0415
        from home import due_work  # noqa: PLC0415
        from people.calendar import register  # noqa: PLC0415

        telling.register_kinds()
        register(calendar.entries_of)
        due_work.register("places of leavers freed", free_places_of_leavers)
        due_work.register("told of events that begin tomorrow", telling.tomorrow)
