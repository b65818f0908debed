"""The rules of a module's final check: set on the module, carried by every edition of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class FinalCheckRules(models.Model):
    """How many questions, what it takes to pass, and how often and how long one may try."""

    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    draw = models.PositiveSmallIntegerField(
        _("questions drawn for the final check"), default=10, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("tries in all"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Empty for as many as it takes."),
    )
    fails_before_wait = models.PositiveSmallIntegerField(
        _("a wait after every"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("tries that do not pass."),
    )
    wait_hours = models.PositiveSmallIntegerField(
        _("the wait, in hours"), default=12, validators=[MaxValueValidator(336)], help_text=_("0 for no wait.")
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(480)],
        help_text=_("Empty for none, which suits most modules."),
    )

    class Meta:
        abstract = True


CHECK_RULES = tuple(field.name for field in FinalCheckRules._meta.local_fields)
