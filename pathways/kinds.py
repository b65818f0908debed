"""The words that requirements, their statuses and absences are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a requirement asks for."""

    MODULE = "module", _("Module")
    EVENT = "event", _("Live event")
    SIGN_OFF = "sign_off", _("Practice sign-off")
    READING = "reading", _("Reading")
    CERTIFICATE = "certificate", _("Another requirement")
    PATHWAY = "pathway", _("A whole pathway")


DERIVED = (Kind.CERTIFICATE, Kind.PATHWAY)


class DueBy(TextChoices):
    """How the first deadline is found."""

    DAYS = "days", _("So many days from the start")
    DATE = "date", _("A fixed date")
    PRO_RATA = "pro_rata", _("So many days of a yearly period, in proportion for who starts within it")


class Validity(TextChoices):
    """How long what was done counts."""

    FOREVER = "forever", _("For ever")
    COMPLETION = "completion", _("So many months from completion")
    EXPIRY = "expiry", _("So many months from the previous expiry")
    DATE = "date", _("Until a fixed day of the year")


class State(TextChoices):
    """How somebody stands with a requirement on a day."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    DUE = "due", _("Due")
    OVERDUE = "overdue", _("Overdue")
    IN_DATE = "in_date", _("In date")
    LAPSING = "lapsing", _("Lapsing")
    EXEMPT = "exempt", _("Exempt")


UNMET = (State.NOT_STARTED, State.IN_PROGRESS, State.DUE, State.OVERDUE)


class Away(TextChoices):
    """Why somebody can't be expected to learn on a day."""

    LEAVE = "leave", _("Leave")
    ON_CALL = "on_call", _("On call")
