"""The field's lists: systems, principles, methods, age bands, states. Labels are short standard names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """How old the young person is, never more exactly (DECISIONS.md 29)."""

    UNDER_11 = "under_11", _("Under 11")
    FROM_11 = "11_12", _("11–12")
    FROM_13 = "13_14", _("13–14")
    FROM_15 = "15_17", _("15–17")
    FROM_18 = "18_over", _("18 and over")


class System(models.TextChoices):
    """The settings that shape behaviour."""

    INDIVIDUAL = "individual", _("Individual")
    FAMILY = "family", _("Family")
    PEERS = "peers", _("Peers")
    SCHOOL = "school", _("School")
    COMMUNITY = "community", _("Community")


class Principle(models.IntegerChoices):
    """The nine principles, by their short standard names."""

    FIT = 1, _("Finding the fit")
    POSITIVE = 2, _("Positive and strength-focused")
    RESPONSIBILITY = 3, _("Increasing responsibility")
    PRESENT = 4, _("Present-focused, action-oriented and well-defined")
    SEQUENCES = 5, _("Targeting sequences")
    DEVELOPMENT = 6, _("Developmentally appropriate")
    EFFORT = 7, _("Continuous effort")
    EVALUATION = 8, _("Evaluation and accountability")
    GENERALISATION = 9, _("Generalisation")


class Method(models.TextChoices):
    """What was done in supervision."""

    DISCUSSION = "discussion", _("Discussion")
    REHEARSAL = "rehearsal", _("Rehearsal")
    RECORDING = "recording", _("Recording review")
    FIELD = "field", _("Field feedback")


class Outcome(models.TextChoices):
    """What became of last week's intermediary goal."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOT_TRIED = "not_tried", _("Not attempted")


class GoalStatus(models.TextChoices):
    """Where an overarching goal stands."""

    ACTIVE = "active", _("Active")
    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met at closure")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Evidence(models.TextChoices):
    """How one knows of a driver."""

    CAREGIVER = "caregiver", _("Caregiver report")
    YOUNG_PERSON = "young_person", _("Young person's own words")
    OBSERVED = "observed", _("Observed")
    SCHOOL = "school", _("School report")
    OTHER = "other", _("Other")


class Focus(models.TextChoices):
    """What a fit is found for."""

    BEHAVIOUR = "behaviour", _("Referral behaviour")
    BARRIER = "barrier", _("Barrier")
    ADVANCE = "advance", _("Advance")
    INTERACTION = "interaction", _("Interaction")


class Weight(models.TextChoices):
    """How much a driver keeps the behaviour going."""

    KEY = "key", _("Key driver")
    SUPPORTING = "supporting", _("Supporting driver")
    STRENGTH = "strength", _("Strength")


class Mode(models.TextChoices):
    """How people met."""

    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("Video")
    PHONE = "phone", _("Phone")
