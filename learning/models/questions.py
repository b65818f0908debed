"""The question bank: snippets used by reference, in knowledge checks and in final checks."""

import uuid
from textwrap import shorten
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from learning.blocks.answers import AnswerBlocks
from learning.question_content import content_of
from learning.question_rules import faults


class QuestionKind(models.TextChoices):
    """How the question is answered."""

    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUE_FALSE = "truefalse", _("True or false")
    MATCHING = "matching", _("Matching")
    ORDERING = "ordering", _("Ordering")
    NUMERIC = "numeric", _("A number")
    SHORT = "short", _("A short answer")


class QuestionUse(models.TextChoices):
    """Where the question is asked."""

    CHECK = "check", _("Knowledge check in a unit")
    FINAL = "final", _("Final check")


class Question(TranslatableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A question with its reasons. Learners only ever meet it as an edition's copy.

    `module_key` is the module's translation key, the same in every language.
    """

    module_key = models.UUIDField(_("module"), db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    use = models.CharField(_("asked in"), max_length=10, choices=QuestionUse, default=QuestionUse.FINAL)
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind, default=QuestionKind.SINGLE)
    unit_number = models.PositiveSmallIntegerField(_("unit number"), null=True, blank=True)
    outcome = models.PositiveSmallIntegerField(_("tests outcome number"), null=True, blank=True)
    title = models.CharField(
        _("name"), max_length=255, blank=True, help_text=_("For authors: what the bank calls this question.")
    )
    stem = models.TextField(_("question"))
    options = StreamField(AnswerBlocks(), verbose_name=_("answers"))
    unit_of_answer = models.CharField(
        _("unit of the number"), max_length=40, blank=True, help_text=_("Shown beside the box, such as hours or %.")
    )
    rationale = models.TextField(_("rationale"), help_text=_("Shown after answering, whatever was chosen."))

    translatable_fields: ClassVar = [
        *map(TranslatableField, ["title", "stem", "options", "unit_of_answer", "rationale"]),
        *map(SynchronizedField, ["module_key", "position", "use", "kind", "unit_number", "outcome"]),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering: ClassVar = ["module_key", "use", "position", "pk"]

    def __str__(self) -> str:
        return shorten(self.stem, 80, placeholder="…")

    @property
    def key(self) -> uuid.UUID:
        """What editions, answers and attempts know the question by: the same in every language."""
        return self.translation_key

    @property
    def content(self) -> dict[str, Any]:
        """The question as an edition keeps it."""
        return content_of(self)

    def clean(self) -> None:
        super().clean()
        found = faults(self.kind, content_of(self)["options"])
        if found:
            raise ValidationError({"options": found})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner meets it, with the reasons they get afterwards."""
        context = {"question": self, "value": {"question": self}}
        return render(request, "learning/admin/preview_question.html", context)
