"""The two streams of blocks: a unit's and a resource's."""

from wagtail import blocks

from home.blocks import CalloutBlock, HeadingBlock, ImageBlock, QuoteBlock, TableBlock, TextBlock
from learning.blocks.recordings import AudioBlock, VideoBlock
from learning.blocks.teaching import (
    CheckBlock,
    ExampleBlock,
    FitCircleBlock,
    KeepBlock,
    PracticeBlock,
    ReflectionBlock,
    ResourceLinkBlock,
    ScriptBlock,
    VignetteBlock,
    WorksheetBlock,
)


class ResourceBody(blocks.StreamBlock):
    """What a page of the library is made of."""

    text = TextBlock()
    heading = HeadingBlock()
    image = ImageBlock()
    table = TableBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    example = ExampleBlock()
    script = ScriptBlock()
    fit = FitCircleBlock()
    keep = KeepBlock()
    practice = PracticeBlock()
    worksheet = WorksheetBlock()

    class Meta:
        template = "components/streamfield/body.html"


class UnitBody(ResourceBody):
    """What a unit is made of: all of a resource's, and what a learner answers."""

    video = VideoBlock()
    audio = AudioBlock()
    resource_link = ResourceLinkBlock()
    reflect = ReflectionBlock()
    check = CheckBlock()
    vignette = VignetteBlock()
