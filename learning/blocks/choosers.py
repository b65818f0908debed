"""Choosing a question for a knowledge check: only from the bank of the module that is being written."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import cached_property
from wagtail.snippets.blocks import SnippetChooserBlock

# The unit's form carries its module's key in this field; the chooser reads it from there.
MODULE_FIELD: dict[str, Any] = {"module_key": {"selector": "#id_module_key"}}


class QuestionChooserBlock(SnippetChooserBlock):
    """A question of this module."""

    MUTABLE_META_ATTRIBUTES: ClassVar[list[str]] = ["icon"]

    @cached_property
    def widget(self) -> Any:
        """The snippet chooser, told which module's questions to offer."""
        widget = super().widget
        widget.linked_fields = MODULE_FIELD
        return widget


class VignetteChooserBlock(QuestionChooserBlock):
    """A case of this module."""
