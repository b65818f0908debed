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

__all__ = ["CalloutBlock", "HeadingBlock", "ImageBlock", "InnerBlock", "QuoteBlock", "TableBlock", "TextBlock"]
