"""What is observed and signed off: skills of the work, how they are seen, how far they have come. Anchors in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Skill(models.TextChoices):
    """Skills of an MST therapist, in our own words."""

    ALIGNMENT = "alignment", _("Engaging and aligning with key participants")
    GOALS = "goals", _("Agreeing overarching goals that an observer could judge")
    FIT = "fit", _("Finding the fit with evidence")
    SEQUENCES = "sequences", _("Taking a sequence apart, step by step")
    STEPS = "steps", _("Setting intermediary goals from a prioritised driver")
    ENACTMENT = "enactment", _("Setting up an enactment")
    CLOSING = "closing", _("Closing an enactment on something achieved")
    CAREGIVERS = "caregivers", _("Strengthening the caregivers as a team")
    REHEARSAL = "rehearsal", _("Rehearsing with family members before they act")
    SCHOOL = "school", _("Working with school and peers through the caregivers")
    SAFETY = "safety", _("Making and reviewing a safety plan")
    BARRIERS = "barriers", _("Finding the fit of a barrier and trying again")
    GENERALISATION = "generalisation", _("Handing over, so that gains last")


class SeenBy(models.TextChoices):
    """How the supervisor saw it."""

    FIELD = "field", _("In the field")
    RECORDING = "recording", _("Recording")
    REHEARSAL = "rehearsal", _("Rehearsal")


WITH_FAMILY = (SeenBy.FIELD, SeenBy.RECORDING)


class Rating(models.TextChoices):
    """How far a skill has come. The labels stand everywhere with their anchors."""

    NOT_YET = "not_yet", _("Not yet")
    DEVELOPING = "developing", _("Developing")
    DEMONSTRATED = "demonstrated", _("Demonstrated")


ANCHORS = {
    Rating.NOT_YET: _("Not seen so far, or only with the supervisor doing it."),
    Rating.DEVELOPING: _("Seen in part, or with prompting; not yet each time it is called for."),
    Rating.DEMONSTRATED: _("Seen without prompting, adapted to the family, and it did what it was for."),
}


class Evidence(models.TextChoices):
    """What a rating rests on."""

    OBSERVATION = "observation", _("Observation")
    CLIP = "clip", _("Clip reviewed")
    QUIZ = "quiz", _("Quiz")


class PlanGoalStatus(models.TextChoices):
    """What became of a goal of a development plan."""

    OPEN = "open", _("Open")
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    CARRIED = "carried", _("Carried into the next plan")
