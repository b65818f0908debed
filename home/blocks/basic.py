"""Text, headings, pictures, tables, callouts and quotations.

Cells and other short texts take three marks: **bold**, *emphasis* and [link](address); see home/markup.py.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/streamfield/text.html"
        preview_value = "<p>Start with what people saw and heard. Keep the reasons for later.</p>"


class HeadingBlock(blocks.StructBlock):
    """A heading inside a page; the page's own title is the first level."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Section")), ("3", _("Part of a section"))], default="2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/streamfield/heading.html"
        preview_value: ClassVar = {"text": "What usually has to be true", "level": "2"}


class ImageBlock(blocks.StructBlock):
    """A picture with the words that stand for it."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What someone needs to know who can't see the picture."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    def get_preview_value(self) -> Any:
        """Any stored picture serves."""
        picture = get_image_model().objects.first()
        return self.normalize({"picture": picture, "alt": getattr(picture, "title", ""), "caption": ""})

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/streamfield/image.html"


class TableRowBlock(blocks.StructBlock):
    """One row: as many cells as there are columns."""

    cells = blocks.ListBlock(blocks.TextBlock(required=False, rows=1, label=_("Cell")), label=_("Cells"))

    class Meta:
        label = _("Row")


class TableBlock(blocks.StructBlock):
    """A table with a caption and a header row. The first column names its row."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)
    columns = blocks.ListBlock(blocks.CharBlock(required=False, label=_("Column")), label=_("Column headings"))
    rows = blocks.ListBlock(TableRowBlock(), label=_("Rows"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/streamfield/table.html"
        preview_value: ClassVar = {
            "caption": "Who does what this week",
            "columns": ["When", "Who", "What"],
            "rows": [{"cells": ["Monday 18:00", "Caregiver A", "Ten-minute call"]}],
        }


class InnerBlock(blocks.StreamBlock):
    """What may stand inside a callout, an example, a practice or a worksheet."""

    text = TextBlock()
    table = TableBlock()


class CalloutBlock(blocks.StructBlock):
    """A note, a warning, or a safety message, set apart."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("warning", _("Warning")), ("safety", _("Safety"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=150, required=False)
    body = InnerBlock(label=_("Content"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "components/streamfield/callout.html"
        preview_value: ClassVar = {
            "kind": "safety",
            "title": "If someone may be in danger",
            "body": [{"type": "text", "value": "<p>Follow your local safeguarding procedure today.</p>"}],
        }


class QuoteBlock(blocks.StructBlock):
    """Invented words of a caregiver or young person, marked as an illustration."""

    words = TextBlock(label=_("Words"))
    who = blocks.CharBlock(label=_("Who"), max_length=100, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/streamfield/quote.html"
        preview_value: ClassVar = {"words": "<p>He had ten minutes for us, and he used them.</p>", "who": "caregiver A"}
