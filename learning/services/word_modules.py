"""A document that was read becomes draft pages and pictures: in one transaction, or not at all."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Page

from audit.services import record
from home.indexing import indexed_once
from home.uploads import cleaned
from learning.models import LearnIndexPage, ModulePage, UnitPage
from learning.services.importing import store_draft
from learning.services.streams import Raw
from learning.word import LeftOut, WordModule
from people.models import User

LANGUAGE = "en"
TAKEN_ADDRESSES = {"check"}  # the final check's own place below a module
Clean = dict[int, UploadedFile[Any]]


class CodeTaken(Exception):
    """Another module has the code."""


class NoPlace(Exception):
    """The site has no page for modules."""


def cleaned_pictures(document: WordModule) -> Clean:
    """Each picture written anew; one that can't be used leaves its unit and is named in the report."""
    clean: Clean = {}
    reasons: dict[int, str] = {}
    for number, picture in enumerate(document.pictures):
        try:
            clean[number] = cleaned(SimpleUploadedFile(picture.name, picture.data))
        except ValidationError as error:
            reasons[number] = " ".join(error.messages)
    for unit in document.units:
        for block in [*unit.blocks]:
            if block["type"] == "image" and block["value"]["picture"] in reasons:
                unit.blocks.remove(block)
                words = reasons[block["value"]["picture"]]
                document.left_out.append(LeftOut("picture_refused", unit.title, 1, words))
    return clean


def store(*, actor: User, document: WordModule, pictures: Clean, code: str, title: str = "") -> ModulePage:
    """The document as a draft module; nothing is left when anything goes wrong."""
    files: list[Any] = []
    try:
        with indexed_once(), transaction.atomic():
            module = _module(actor, document, code, title)
            _store_units(actor, document, module, _picture_rows(actor, pictures, module.title, files))
            record(actor=actor, action="learning.word_imported", records=[module])
            return ModulePage.objects.get(pk=module.pk)
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise


def _module(actor: User, document: WordModule, code: str, title: str) -> ModulePage:
    index = LearnIndexPage.objects.filter(locale__language_code=LANGUAGE).select_related("locale").first()
    if index is None:
        raise NoPlace
    if ModulePage.objects.filter(code__iexact=code).exists():
        raise CodeTaken(code)
    module = ModulePage(locale=index.locale)
    values = {
        "title": title or document.title or code,
        "slug": _free(slugify(code) or "module", {str(slug) for slug in _slugs(index)}),
        "code": code,
        "minutes": sum(unit.minutes for unit in document.units),
    }
    store_draft(module, values, {}, index, actor)
    return module


def _slugs(parent: Page) -> Any:
    return parent.get_children().values_list("slug", flat=True)


def _free(slug: str, taken: set[str]) -> str:
    """The slug, with a number where it is taken."""
    slug, number = slug[:200], 1
    while (free := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return free


def _picture_rows(actor: User, pictures: Clean, title: str, files: list[Any]) -> dict[int, int]:
    rows: dict[int, int] = {}
    for number, clean in pictures.items():
        row: Any = get_image_model()(title=f"{title[:200]}, {number + 1}", file=clean, uploaded_by_user=actor)
        row.save()
        files.append(row.file)
        row.get_file_hash()
        rows[number] = row.pk
    return rows


def _store_units(actor: User, document: WordModule, module: ModulePage, rows: dict[int, int]) -> None:
    taken = set(TAKEN_ADDRESSES)
    for number, unit in enumerate(document.units, start=1):
        slug = _free(slugify(unit.title)[:80].strip("-") or f"unit-{number}", taken)
        taken.add(slug)
        values = {"title": unit.title or str(number), "slug": slug, "minutes": unit.minutes}
        stream = [_part(block, rows) for block in unit.blocks]
        parent = ModulePage.objects.get(pk=module.pk)
        store_draft(UnitPage(locale=module.locale), values, {"body": stream}, parent, actor)


def _part(block: dict[str, Any], rows: dict[int, int]) -> dict[str, Any]:
    """A block as the stream stores it."""
    value = block["value"]
    if block["type"] == "image":
        value = {**value, "picture": rows[value["picture"]]}
    elif block["type"] == "table":
        cells = [{"cells": _listed(row)} for row in value["rows"]]
        value = {**value, "columns": _listed(value["columns"]), "rows": _listed(cells)}
    elif block["type"] == "callout":
        value = {**value, "body": [{**part, "id": str(uuid.uuid4())} for part in value["body"]]}
    return {"type": block["type"], "value": value, "id": str(uuid.uuid4())}


def _listed(values: list[Any]) -> Raw:
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]
