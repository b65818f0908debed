"""What a module or a resource may be: the choices that authors make and readers look for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Approach(models.TextChoices):
    """The tradition a page draws on."""

    BEHAVIOURAL = "behavioural", _("Behavioural")
    CBT = "cbt", _("Cognitive behavioural")
    STRUCTURAL = "structural", _("Structural and strategic family therapy")
    ALL = "all", _("All three")
    GENERAL = "general", _("General")


class ResourceFormat(models.TextChoices):
    """What kind of thing the resource is."""

    SHEET = "sheet", _("Sheet")
    GUIDE = "guide", _("Guide")
    SCRIPT = "script", _("Script")
    EXAMPLE = "example", _("Worked example")
    AUDIO_TRANSCRIPT = "audio-transcript", _("Audio with transcript")


class Safety(models.TextChoices):
    """Whether the resource may be used at once."""

    ORDINARY = "ordinary", _("Ordinary")
    DISCUSS_FIRST = "discuss-first", _("Talk to your supervisor first")
