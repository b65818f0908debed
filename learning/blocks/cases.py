"""What a case vignette is made of: scenes with choices, and endings with their reasons.

Keys are no words: they are left alone by translation, so every language has the same branches.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

KEY = r"^[a-z0-9][a-z0-9_]*\Z"
QUALITY_CHOICES = [("good", _("Good")), ("mixed", _("Mixed")), ("poor", _("Poor"))]


class KeyBlock(blocks.RegexBlock):
    """A short name for a scene or an ending, such as safe_check."""

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": _("Small letters, digits and _ only, such as safe_check.")}
        super().__init__(**{"regex": KEY, "max_length": 40, "error_messages": messages, **options})


class TargetBlock(KeyBlock):
    """The key of where a choice leads; the editor offers every key that the case has."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.field.widget.attrs |= {"list": "case-keys", "autocomplete": "off", "data-case-target": ""}


class ProseBlock(blocks.TextBlock):
    """Plain paragraphs, an empty line between two."""

    def value_from_form(self, value: Any) -> Any:
        """Browsers send line ends as two characters; one is kept."""
        return super().value_from_form(value).replace("\r\n", "\n").strip()


class ChoiceBlock(blocks.StructBlock):
    """One thing to say or do, what comes of it at once, and where it leads."""

    text = ProseBlock(label=_("What one can say or do"), rows=2)
    consequence = ProseBlock(label=_("What happens at once"), rows=2, required=False)
    goes_to = TargetBlock(label=_("Leads to"), help_text=_("The key of a scene or an ending."))

    class Meta:
        icon = "arrow-right"
        label = _("Choice")


class SceneBlock(blocks.StructBlock):
    """A situation and what can be done in it."""

    key = KeyBlock(label=_("Key"), help_text=_("A short name, such as safe_check; the same in every language."))
    text = ProseBlock(label=_("Situation"), rows=4)
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Choices"), min_num=2, max_num=8)

    def get_default(self) -> Any:
        """A new scene shows the two choices that it needs at least."""
        scene = super().get_default()
        scene["choices"] = self.child_blocks["choices"].normalize([{}, {}])
        return scene

    class Meta:
        icon = "comment"
        label = _("Scene")
        label_format = "{key}: {text}"


class EndingBlock(blocks.StructBlock):
    """How it ends, whether that is good, mixed or poor, and why."""

    key = KeyBlock(label=_("Key"), help_text=_("A short name, such as good_held; the same in every language."))
    text = ProseBlock(label=_("How it ends"), rows=4)
    quality = blocks.ChoiceBlock(choices=QUALITY_CHOICES, label=_("This ending is"), widget=forms.RadioSelect)
    why = ProseBlock(label=_("Why it is good, mixed or poor"), rows=4)

    class Meta:
        icon = "flag"
        label = _("Ending")
        label_format = "{key}: {text}"
