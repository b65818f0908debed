"""The words of live events: what kind, how people meet, what must be in place first, what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What an event is, in the field's words."""

    ORIENTATION = "orientation", _("Orientation")
    SUPERVISOR_ORIENTATION = "supervisor_orientation", _("Supervisor orientation")
    BOOSTER = "booster", _("Booster")
    WORKSHOP = "workshop", _("Workshop")
    LOCAL = "local", _("Local event")


# Given by the network partner. Being there is the only way to have it: no module, reading or certificate stands in.
OFFICIAL = (Kind.ORIENTATION, Kind.SUPERVISOR_ORIENTATION)


class Mode(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")


class Prerequisite(models.TextChoices):
    """What must be in place before somebody is booked."""

    LICENSED_TEAM = "licensed_team", _("On a licensed team")
    PRE_APPROVED = "pre_approved", _("Pre-approved by the network partner")
    ORIENTATION = "orientation", _("Has attended the orientation")
    SUPERVISOR = "supervisor", _("Supervises a team")


class Result(models.TextChoices):
    """What a day, or the whole event, came to for one person."""

    ATTENDED = "attended", pgettext_lazy("at an event", "Attended")
    PARTIAL = "partial", pgettext_lazy("at an event", "In part")
    ABSENT = "absent", pgettext_lazy("at an event", "Absent")
