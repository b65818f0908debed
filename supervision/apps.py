"""Registers the supervision app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "supervision"
    verbose_name = "Supervision"

    def ready(self) -> None:
        """Take its place in the menu and on Today, give learning its evidence, and hear of finished modules."""
        from learning import finished  # noqa: PLC0415
        from supervision import evidence, kept_records, registered, registered_keeping  # noqa: F401, PLC0415
        from supervision.services.actions import done_by_learning  # noqa: PLC0415

        finished.register(done_by_learning)
