"""Video and audio, always with their words beside them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

PREVIEW: dict[str, Any] = {
    "title": "At the door",
    "duration": 95,
    "captions": "WEBVTT\n\n00:01.000 --> 00:04.000\nIs now still a good time?\n",
    "transcript": "Therapist: Is now still a good time?\n\nCaregiver A: Come in.",
}


class RecordingBlock(blocks.StructBlock):
    """What video and audio share."""

    def _preview(self, type_: str) -> Any:
        """A recording that is nowhere stored."""
        return self.normalize({"recording": apps.get_model("learning", "Recording")(type=type_, **PREVIEW)})


class VideoBlock(RecordingBlock):
    """A video in the browser's own player; nothing of it is loaded until it is started."""

    recording = VideoChooserBlock(label=_("Video"))

    def get_preview_value(self) -> Any:
        return self._preview("video")

    class Meta:
        icon = "wagtailmedia-video"
        label = _("Video")
        template = "components/streamfield/video.html"


class AudioBlock(RecordingBlock):
    """Sound in the browser's own player."""

    recording = AudioChooserBlock(label=_("Audio"))
    is_reading = blocks.BooleanBlock(
        label=_("Listen: this is the unit read aloud"),
        required=False,
        help_text=_("The unit itself is then its transcript; captions are not needed."),
    )

    def get_preview_value(self) -> Any:
        return self._preview("audio")

    class Meta:
        icon = "wagtailmedia-audio"
        label = _("Audio")
        template = "components/streamfield/audio.html"
