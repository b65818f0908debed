"""Registers the home app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home import due_work, panels, receivers, registered  # noqa: F401, PLC0415
        from people.services import escalating, letters  # noqa: PLC0415

        due_work.register("told to supervisors because it stayed undone", escalating.escalate_due, last=True)
        due_work.register("letters written", letters.write_due, last=True)
