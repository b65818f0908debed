"""What a unit and a resource are made of."""

from learning.blocks.bodies import ResourceBody, UnitBody
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

__all__ = [
    "AudioBlock",
    "CheckBlock",
    "ExampleBlock",
    "FitCircleBlock",
    "KeepBlock",
    "PracticeBlock",
    "ReflectionBlock",
    "ResourceBody",
    "ResourceLinkBlock",
    "ScriptBlock",
    "UnitBody",
    "VideoBlock",
    "VignetteBlock",
    "WorksheetBlock",
]
