"""The words an entry is made of: what was done, how, with how many, and what the profession's own lists call it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a row of the log stands for."""

    ACTIVITY = "activity", _("Activity")
    PRIOR = "prior", _("Prior learning")
    BREAK = "break", _("Time without CPD")


class Activity(models.TextChoices):
    """What was done."""

    MODULE = "module", _("Online module")
    WORKSHOP = "workshop", _("Workshop or skills training")
    COURSE = "course", _("Course, lecture or conference")
    SUPERVISION = "supervision", _("Supervision received")
    GIVEN = "given", _("Supervision given")
    WORK = "work", _("Learning at work: case discussion, shadowing, project")
    TEACHING = "teaching", _("Teaching, mentoring or examining")
    READING = "reading", _("Reading or own study")
    OTHER = "other", _("Something else")


class Format(models.TextChoices):
    """With whom."""

    ALONE = "alone", _("By myself")
    INDIVIDUAL = "individual", _("One to one")
    GROUP = "group", _("In a group")


class Method(models.TextChoices):
    """How."""

    DISCUSSION = "discussion", _("Discussion")
    LIVE = "live", _("Live observation")
    RECORDING = "recording", _("Recording")
    REHEARSAL = "rehearsal", _("Rehearsal or role play")


class Category(models.TextChoices):
    """The five kinds of activity that the HCPC names; a mixture is asked for."""

    WORK = "work", _("Work-based learning")
    PROFESSIONAL = "professional", _("Professional activity")
    FORMAL = "formal", _("Formal or educational")
    SELF = "self", _("Self-directed learning")
    OTHER = "other", _("Other")


CATEGORY_OF: dict[str, Category] = {
    Activity.MODULE: Category.FORMAL,
    Activity.WORKSHOP: Category.FORMAL,
    Activity.COURSE: Category.FORMAL,
    Activity.SUPERVISION: Category.WORK,
    Activity.GIVEN: Category.PROFESSIONAL,
    Activity.WORK: Category.WORK,
    Activity.TEACHING: Category.PROFESSIONAL,
    Activity.READING: Category.SELF,
    Activity.OTHER: Category.OTHER,
}
