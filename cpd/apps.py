"""Registers the cpd app."""

from django.apps import AppConfig


class CpdConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "cpd"
    verbose_name = "CPD"

    def ready(self) -> None:
        """Hear of what makes entries, take its places on other rooms' pages, and do its part of the day's work."""
        from cpd import from_events, from_learning, own_source, records, registered, sources  # noqa: F401, PLC0415
        from cpd.services import own  # noqa: PLC0415
        from events import finished as attested  # noqa: PLC0415
        from home import due_work  # noqa: PLC0415
        from learning import finished, verifying  # noqa: PLC0415

        finished.register(from_learning.finished)
        attested.register(from_events.attested)
        verifying.register(records.find)
        verifying.register_file(records.find_file)
        due_work.register("CPD entries that were missing", sources.add_missing)
        due_work.register("deleted CPD entries erased", own.erase_deleted)
