"""Registers the pathways app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "pathways"
    verbose_name = "Pathways"

    def ready(self) -> None:
        """Find evidence in the rooms below, and hear of what happens there."""
        from events import finished as events_finished  # noqa: PLC0415
        from home import due_work  # noqa: PLC0415
        from learning import certificate_changes, finished  # noqa: PLC0415
        from pathways import (  # noqa: F401, PLC0415
            notices,
            own_sources,
            panels,
            refreshing,
            registered,
            rules_panel,
            sources,
        )
        from pathways.services import reminders, statuses  # noqa: PLC0415
        from people import changes  # noqa: PLC0415

        finished.register(refreshing.completion_made)
        events_finished.register(refreshing.outcome_attested)
        certificate_changes.register(refreshing.certificate_changed)
        changes.register(refreshing.person_changed)
        due_work.register("changes of rules carried through", statuses.finish_refreshes)
        due_work.register("statuses moved on with time", statuses.turn_due)
        due_work.register("reminded of deadlines", reminders.remind)
