"""Sums from which question statistics are made: about a wording, never about a person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.item_statistics import Tally


class ItemTally(models.Model):
    """People's first answers to one wording of a question, added up as checks are sent; it can be rebuilt from them.

    `content` is the question as it was asked. Neither who answered nor anything typed is in here.
    """

    module_key = models.UUIDField(db_index=True)
    question_key = models.UUIDField()
    language = models.CharField(max_length=2)
    wording = models.CharField(max_length=64, help_text=_("SHA-256 over what was asked and how it was marked."))
    kind = models.CharField(max_length=10)
    content = models.JSONField()
    edition_number = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)
    credit = models.FloatField(default=0)
    credit_squares = models.FloatField(default=0)
    rest = models.FloatField(default=0)
    rest_squares = models.FloatField(default=0)
    products = models.FloatField(default=0)
    options = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question_key", "language", "wording"], name="one_tally_per_wording"),
        ]

    def __str__(self) -> str:
        return f"{self.question_key} · {self.language} · {self.people}"

    @property
    def tally(self) -> Tally:
        """The sums."""
        return Tally(**{name: getattr(self, name) for name in SUMS})

    @tally.setter
    def tally(self, tally: Tally) -> None:
        for name in SUMS:
            setattr(self, name, getattr(tally, name))


SUMS = ("people", "credit", "credit_squares", "rest", "rest_squares", "products", "options")
