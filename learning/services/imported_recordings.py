"""Recordings named in a folder become rows, and rows become files again; the same recording is stored once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File

from learning.folder.problems import Problems
from learning.folder.recordings import escaped
from learning.models import Recording
from learning.models.recordings import digest_of


def stored_recording(facts: dict[str, Any], folder: Path, file: str, line: int, problems: Problems) -> int | None:
    """The recording with these bytes and words, stored when it isn't there yet."""
    path = folder / facts["file"]
    values = {
        "title": facts["title"][:255],
        "type": facts["type"],
        "duration": float(facts["seconds"]),
        "language": facts["language"],
        "captions": facts["captions"].strip(),
        "transcript": facts["transcript"],
    }
    with path.open("rb") as handle:
        upload = File(handle, name=path.name)
        found = Recording.objects.filter(content_hash=digest_of(upload), **values).values_list("pk", flat=True).first()
        if found:
            return int(found)
        recording = Recording(file=upload, **values)
        try:
            recording.clean()
        except ValidationError as error:
            problems.add(file, line, f"{path.name}: {' '.join(error.messages)}")
            return None
        recording.save()
    return int(recording.pk)


def written_recording(key: int, folder: Path) -> tuple[dict[str, str], str]:
    """Copies file and captions below the folder; the attributes of the block, and its transcript."""
    recording = Recording.objects.get(pk=key)
    name = f"recordings/{Path(recording.file.name).name}"
    (folder / name).parent.mkdir(exist_ok=True)
    with recording.file.open("rb") as handle:
        (folder / name).write_bytes(handle.read())
    attributes = {
        "file": name,
        "title": recording.title,
        "seconds": f"{recording.duration:g}",
        "language": recording.language,
    }
    if recording.captions:
        attributes["captions"] = f"{name.rpartition('.')[0]}-{recording.language}-{recording.pk}.vtt"
        (folder / attributes["captions"]).write_text(recording.captions, encoding="utf-8", newline="")
    return attributes, escaped(recording.transcript)
