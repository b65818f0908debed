"""Imported cases: each file finds its row again by its name, so that importing twice changes nothing."""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.models import Locale

from learning.folder.sources import ModuleSource, VignetteSource, key_for
from learning.models import Vignette
from learning.services.streams import Raw, keep_ids, raw
from people.models import User


def store_vignettes(
    *,
    actor: User | None,
    source: ModuleSource,
    module_key: uuid.UUID,
    locale: Locale,
    written: list[str],
    removed: list[str],
) -> None:
    """The cases of one language; those that the folder no longer has are taken away."""
    rows = {row.slug: row for row in Vignette.objects.filter(module_key=module_key, locale=locale)}
    for item in source.vignettes:
        row = rows.pop(item.slug, None) or _new(item, source.code, module_key, locale)
        if _store(row, item, actor):
            written.append(f"{locale.language_code}: {item.title}")
    for row in rows.values():
        removed.append(f"{locale.language_code}: {row}")
        row.delete()


def _new(item: VignetteSource, code: str, module_key: uuid.UUID, locale: Locale) -> Vignette:
    """A translation gets the key of the case with the same file name."""
    twin = Vignette.objects.filter(module_key=module_key, slug=item.slug).exclude(locale=locale).first()
    key = twin.translation_key if twin else key_for(code, "vignette", item.slug)
    if Vignette.objects.filter(translation_key=key, locale=locale).exists():
        key = uuid.uuid4()
    return Vignette(module_key=module_key, locale=locale, translation_key=key, slug=item.slug)


def _store(row: Vignette, item: VignetteSource, actor: User | None) -> bool:
    """Save the row when something differs; says whether it did."""
    values = {
        "title": item.title,
        "position": item.position,
        "review_note": item.review,
        "translation_note": item.translation,
        "opening": item.content["opening"],
    }
    changed = row.pk is None or any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    for name, kind in (("scenes", "scene"), ("endings", "ending")):
        old = raw(getattr(row, name)) if row.pk else []
        new = _stream(item.content[name], kind, row.translation_key)
        if (kept := keep_ids(new, old)) != old:
            setattr(row, name, json.dumps(kept))
            changed = True
    if changed:
        row.save()
        row.save_revision(user=actor)
    return changed


def _stream(items: list[dict[str, Any]], kind: str, key: uuid.UUID) -> Raw:
    return [{"type": kind, "id": str(key_for(key, kind, item["key"])), "value": _value(item, key)} for item in items]


def _value(item: dict[str, Any], key: uuid.UUID) -> dict[str, Any]:
    if "choices" not in item:
        return item
    choices = [
        {"type": "item", "id": str(key_for(key, item["key"], number)), "value": choice}
        for number, choice in enumerate(item["choices"], 1)
    ]
    return item | {"choices": choices}
