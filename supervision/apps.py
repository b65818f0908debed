"""Registers the supervision app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """See docs/explanation/architecture.md for what lives here."""

    name = "supervision"
    verbose_name = "Supervision"

    def ready(self) -> None:
        """Take its place in the menu and on Today, give learning its evidence, and hear of finished modules."""
        from learning import finished  # noqa: PLC0415
        from supervision import (  # noqa: F401, PLC0415
            calendar_source,
            evidence,
            kept_records,
            log_checks,
            on_record,
            practised,
            registered,
            registered_keeping,
            signed_off,
        )
        from supervision.services.actions import done_by_learning  # noqa: PLC0415

        finished.register(done_by_learning)
        self._register_due_work()

    def _register_due_work(self) -> None:
        from home import due_work  # noqa: PLC0415
        from supervision.services import hand_overs, reminders, reminding, session_records  # noqa: PLC0415

        due_work.register("sessions final", session_records.finalise_due)
        due_work.register("hand-overs whose day has come", hand_overs.carry_out_due)
        due_work.register("told that preparation is due tomorrow", reminders.prep_due_tomorrow)
        due_work.register("told that supervision is overdue", reminders.supervision_gaps)
        due_work.register("told of development plans to renew", reminders.plans_out_of_date)
        due_work.register("told of disposal", reminding.remind)
