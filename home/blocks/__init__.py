"""The content kit that every kind of page shares."""

from home.blocks.basic import (
    CalloutBlock,
    HeadingBlock,
    ImageBlock,
    InnerBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
)
from home.blocks.site import DoorsBlock, FiguresBlock, SiteBody

__all__ = [
    "CalloutBlock",
    "DoorsBlock",
    "FiguresBlock",
    "HeadingBlock",
    "ImageBlock",
    "InnerBlock",
    "QuoteBlock",
    "SiteBody",
    "TableBlock",
    "TextBlock",
]
