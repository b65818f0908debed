"""A Word document on its way to becoming a draft module; the file itself is gone as soon as that is over."""

import datetime
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.word import words

STALLED_AFTER = datetime.timedelta(minutes=10)


class WordImport(models.Model):
    """Who uploaded what, how far it is, and what came of it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Not imported")

    class Stage(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        READING = "reading", _("Looking at the file and reading it")
        PICTURES = "pictures", _("Writing its pictures anew")
        STORING = "storing", _("Making the drafts")
        OVER = "over", _("Finished")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WAITING)
    per_cent = models.PositiveSmallIntegerField(default=0)
    refusal = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    module_key = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["actor", "-created_at"], name="word_imports_by_person")]

    def __str__(self) -> str:
        return f"{self.file_name} · {self.get_state_display()}"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen."""
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def has_stalled(self) -> bool:
        """It began, and nothing was heard of it since."""
        return self.state == self.State.RUNNING and timezone.now() - self.updated_at > STALLED_AFTER

    @property
    def reason(self) -> str:
        """Why it was not imported, in the reader's language."""
        return words.refusal(**self.refusal) if self.refusal else ""

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What did not come along: a sentence, the place and the words of each."""
        return [{**entry, "sentence": words.line(entry)} for entry in self.report.get("left_out", [])]


class WordUpload(models.Model):
    """The file between its upload and its import, apart from the row, so lists stay light."""

    word_import = models.OneToOneField(WordImport, models.CASCADE, related_name="upload")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.word_import_id)
