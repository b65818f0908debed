"""What public pages are made of: the shared kit, figures with their source, and doors for audiences."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.basic import CalloutBlock, HeadingBlock, ImageBlock, QuoteBlock, TableBlock, TextBlock


class FigureRowBlock(blocks.StructBlock):
    """One outcome: a value for each period, in the order of the periods."""

    outcome = blocks.CharBlock(label=_("Outcome"), max_length=200)
    values = blocks.ListBlock(blocks.CharBlock(max_length=30, required=False, label=_("Value")), label=_("Values"))

    class Meta:
        label = _("Outcome")


class FiguresBlock(blocks.StructBlock):
    """Figures that can't be shown without their periods, scope and source."""

    caption = blocks.CharBlock(label=_("What was counted"), max_length=250)
    outcome_label = blocks.CharBlock(label=_("Name of the first column"), max_length=100)
    periods = blocks.ListBlock(blocks.CharBlock(max_length=60, label=_("Period")), label=_("Periods"))
    rows = blocks.ListBlock(FigureRowBlock(), label=_("Outcomes"))
    note = TextBlock(label=_("Source and scope"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The newest value of each outcome, for the large numbers."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        periods = list(value["periods"])
        context["latest"] = [
            {"label": row["outcome"], "value": list(row["values"])[-1], "note": periods[-1]}
            for row in value["rows"]
            if row["values"] and periods
        ]
        return context

    class Meta:
        icon = "table"
        label = _("Figures")
        template = "components/streamfield/figures.html"
        preview_value: ClassVar = {
            "caption": "Young people at the end of treatment",
            "outcome_label": "Outcome",
            "periods": ["2015", "2018"],
            "rows": [{"outcome": "Living at home", "values": ["95.0%", "94.9%"]}],
            "note": "<p><b>Source:</b> a dated page. <b>Scope:</b> as recorded by services.</p>",
        }


class DoorBlock(blocks.StructBlock):
    """A way in for one audience."""

    title = blocks.CharBlock(label=_("Who"), max_length=120)
    text = blocks.TextBlock(label=_("What is there for them"), rows=3)
    link_text = blocks.CharBlock(label=_("Words of the link"), max_length=150)
    address = blocks.CharBlock(label=_("Address"), max_length=250)

    class Meta:
        label = _("Door")


class DoorsBlock(blocks.StructBlock):
    """Audience doors under one question."""

    title = blocks.CharBlock(label=_("Question"), max_length=150)
    doors = blocks.ListBlock(DoorBlock(), label=_("Doors"))

    class Meta:
        icon = "home"
        label = _("Audience doors")
        template = "components/streamfield/doors.html"
        preview_value: ClassVar = {
            "title": "Where would you like to start?",
            "doors": [
                {
                    "title": "I am a new therapist",
                    "text": "Your first weeks, in order.",
                    "link_text": "See what Hearth does for therapists",
                    "address": "/for-teams/#therapists",
                }
            ],
        }


class SiteBody(blocks.StreamBlock):
    """The content of a public page."""

    text = TextBlock()
    heading = HeadingBlock()
    image = ImageBlock()
    table = TableBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    figures = FiguresBlock()
    doors = DoorsBlock()
