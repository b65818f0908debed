"""Imported content: the checks, pictures and resources that a file names become the rows it points at."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.models import Locale

from home.uploads import cleaned
from learning.folder.problems import Problems
from learning.folder.sources import Body, ModuleSource, UnitSource
from learning.models import ResourcePage, Vignette
from learning.services.imported_questions import Bank
from learning.services.imported_recordings import stored_recording
from learning.services.streams import Raw


class BodyMaker:
    """Makes the streams of one module in one language."""

    def __init__(self, source: ModuleSource, locale: Locale, bank: Bank, problems: Problems) -> None:
        self.folder = source.folder
        self.locale = locale
        self.bank = bank
        self.problems = problems
        bank.stems = frozenset(
            item.stem for item in [*source.questions, *(check for unit in source.units for check in unit.body.checks)]
        )

    def stream(self, unit: UnitSource) -> Raw:
        """The unit's content as the database stores it."""
        questions = self.bank.checks(unit, self.locale)
        made = resolved(unit.body, self.folder, self.locale, self.problems)
        for part in made:
            if part["type"] == "check":
                part["value"] = {"question": questions[part["value"]["question"]].pk}
        for part, told in zip(made, unit.body.stream, strict=True):
            if part["type"] == "vignette":
                part["value"] = {"vignette": self._case(part["value"]["vignette"], unit.body.file, told["line"])}
        return made

    def _case(self, name: str, file: str, line: int) -> int | None:
        found = Vignette.objects.filter(module_key=self.bank.module_key, locale=self.locale, slug=name).first()
        if found is None:
            self.problems.add(file, line, f"There is no case vignettes/{name}.yaml in this language.")
        return found.pk if found else None


def resolved(body: Body, folder: Path, locale: Locale, problems: Problems) -> Raw:
    """The stream with pictures and resources as rows; what isn't there is a problem at its line."""
    made: Raw = []
    for part in body.stream:
        value, line = part["value"], part["line"]
        if part["type"] == "image":
            value = value | {"picture": _picture(folder / value["picture"], body.file, line, problems)}
        elif part["type"] in {"video", "audio"}:
            value = value | {"recording": stored_recording(value["recording"], folder, body.file, line, problems)}
        elif part["type"] == "resource_link":
            value = value | {"resource": _resource(value["resource"], locale, body.file, line, problems)}
        made.append({"type": part["type"], "value": value, "id": part["id"]})
    return made


def _resource(code: str, locale: Locale, file: str, line: int, problems: Problems) -> int | None:
    pages = list(ResourcePage.objects.filter(code__iexact=code).select_related("locale"))
    own = [page.pk for page in pages if page.locale_id == locale.pk]
    if own or pages:
        return own[0] if own else pages[0].pk
    problems.add(file, line, f"The library has no resource {code}.")
    return None


def _picture(path: Path, file: str, line: int, problems: Problems) -> int | None:
    """The picture with these bytes, uploaded when it isn't there yet and is a real picture."""
    model: Any = get_image_model()
    content = path.read_bytes()
    found = _with_bytes(content)
    if found:
        return found
    try:
        clean = cleaned(SimpleUploadedFile(path.name, content))
    except ValidationError as error:
        problems.add(file, line, f"{path.name}: {' '.join(error.messages)}")
        return None
    found = _with_bytes(clean.read())
    if found:
        return found
    clean.seek(0)
    picture = model(title=path.stem, file=clean)
    picture.save()
    picture.get_file_hash()
    return int(picture.pk)


def _with_bytes(content: bytes) -> int | None:
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    found: int | None = get_image_model().objects.filter(file_hash=digest).values_list("pk", flat=True).first()
    return found
