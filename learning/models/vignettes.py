"""Case vignettes: branching scenarios that belong to a module, written as snippets."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from learning.blocks.cases import EndingBlock, SceneBlock

SLUG = RegexValidator(r"^[a-z0-9][a-z0-9-]*\Z", _("Small letters, digits and hyphens only, such as on-call-at-night."))


class Vignette(TranslatableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A case that begins at its first scene and branches by the keys. Learners only ever meet it as an edition's copy.

    `module_key` is the module's translation key, the same in every language; so are the slug and all keys.
    """

    module_key = models.UUIDField(_("module"), db_index=True)
    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(
        _("address"), max_length=100, validators=[SLUG], help_text=_("The end of its address, in every language.")
    )
    position = models.PositiveSmallIntegerField(_("place in the module's list"), default=1)
    review_note = models.CharField(_("review state"), max_length=200, blank=True)
    translation_note = models.CharField(_("state of the translation"), max_length=200, blank=True)
    opening = models.TextField(
        _("opening"), help_text=_("Who, where, and what is known. An empty line between paragraphs.")
    )
    scenes = StreamField(
        [("scene", SceneBlock())], verbose_name=_("scenes"), help_text=_("The case begins with the first.")
    )
    endings = StreamField([("ending", EndingBlock())], verbose_name=_("endings"))

    translatable_fields: ClassVar = [
        *map(TranslatableField, ["title", "opening", "scenes", "endings"]),
        *map(SynchronizedField, ["module_key", "slug", "position"]),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("case vignette")
        verbose_name_plural = _("case vignettes")
        ordering: ClassVar = ["module_key", "position", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["module_key", "locale", "slug"], name="one_vignette_slug_per_module"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> uuid.UUID:
        """What editions and plays know the case by: the same in every language."""
        return self.translation_key

    @property
    def content(self) -> dict[str, Any]:
        """The case as data: what the rules judge, editions keep and players walk through."""
        return {
            "opening": self.opening,
            "scenes": [_scene(block.value) for block in self.scenes],
            "endings": [
                {name: block.value[name] or "" for name in ("key", "text", "quality", "why")} for block in self.endings
            ],
        }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The whole case with a picture of its branches, also while it has faults."""
        return render(request, "learning/admin/preview_vignette.html", {"vignette": self})


def _scene(value: Any) -> dict[str, Any]:
    choices = [{name: choice[name] or "" for name in ("text", "goes_to", "consequence")} for choice in value["choices"]]
    return {"key": value["key"] or "", "text": value["text"] or "", "choices": choices}
