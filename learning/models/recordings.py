"""Video and audio with captions and transcript; files are private, and never change once an edition plays them."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from learning import captions as webvtt
from learning import recordings
from learning.models.editions import Edition

LOCKED = ("file", "captions", "type", "duration", "language")


def private_storage() -> FileSystemStorage:
    """Outside the folder that a web server hands out; only our view reads it."""
    return FileSystemStorage(location=settings.HEARTH_PRIVATE_ROOT)


class Recording(AbstractMedia):
    """A file to watch or listen to, and the same in words."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), upload_to="recordings", storage=private_storage)
    thumbnail = None
    duration = models.FloatField(
        _("length in seconds"), validators=[MinValueValidator(1)], help_text=_("Learners see it in minutes.")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    captions = models.TextField(
        _("captions"), blank=True, help_text=_("WebVTT: the spoken words with their times. Needed before publishing.")
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_(
            "All that is said and shown, in words; an empty line begins a new paragraph. Needed before publishing."
        ),
    )
    content_hash = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = ("title", "file", "duration", "language", "captions", "transcript", "collection")

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self, *args: Any, **kwargs: Any) -> None:
        faults: dict[str, list[str]] = {}
        self.captions, self.transcript = _plain(self.captions), _plain(self.transcript)
        if self.captions:
            found = webvtt.read(self.captions).faults
            words = _("Line %(line)d: %(fault)s")
            faults["captions"] = [words % {"line": line, "fault": fault} for line, fault in found]
        if self.file and not getattr(self.file, "_committed", True):
            try:
                recordings.check(self.file, self.type)
            except ValidationError as error:
                faults["file"] = error.messages
        if self.pk and self.is_in_an_edition:
            for name in self._changed():
                faults[name] = [
                    str(_("An edition uses this recording, so this stays as it is. Add a new recording instead."))
                ]
        if any(faults.values()):
            raise ValidationError({name: messages for name, messages in faults.items() if messages})

    def _changed(self) -> list[str]:
        old = type(self).objects.get(pk=self.pk)
        return [name for name in LOCKED if getattr(old, name) != getattr(self, name)]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and (not getattr(self.file, "_committed", True) or not self.content_hash):
            self.content_hash = digest_of(self.file)
        super().save(*args, **kwargs)

    @property
    def is_in_an_edition(self) -> bool:
        """Learners' history shows it: the file and its captions don't change, and it is not deleted."""
        return EditionRecording.objects.filter(recording_id=self.pk).exists()

    @property
    def file_hash(self) -> str:
        """Over everything a reader gets of it; see learning.rendering.version_of."""
        marks = [self.content_hash, self.title, str(self.duration), self.language, self.captions, self.transcript]
        return hashlib.sha256("\n".join(marks).encode()).hexdigest()

    @property
    def url(self) -> str:
        """For members only."""
        return reverse("recording_file", args=[self.key])

    @property
    def captions_url(self) -> str:
        """For members only."""
        return reverse("recording_captions", args=[self.key])

    @property
    def mime(self) -> str:
        """What the file is sent as."""
        return recordings.mime_of(self.file.name or "", self.type)

    @property
    def cues(self) -> list[webvtt.Cue]:
        """The captions one by one."""
        return webvtt.read(self.captions).cues if self.captions else []

    @property
    def minutes(self) -> int:
        """Whole minutes, one at least."""
        return max(1, round(self.duration / 60))

    @property
    def size(self) -> int:
        """Bytes; nothing when the file is gone."""
        try:
            return int(self.file.size)
        except (OSError, ValueError):
            return 0


class EditionRecording(models.Model):
    """An edition shows this recording, so it is kept as it is."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="recordings")
    recording = models.ForeignKey(Recording, models.PROTECT, related_name="editions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "recording"], name="one_mention_of_a_recording"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} · {self.recording_id}"


def _plain(text: str) -> str:
    """Line feeds only, and nothing around the words."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def digest_of(file: Any) -> str:
    """SHA-256 of the file's bytes, read piece by piece."""
    digest = hashlib.sha256()
    file.seek(0)
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
