"""Facts to pages: made where missing, changed where they differ, left alone where they don't."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import models
from wagtail.models import Locale, Page

from home.importing.blocks import NAMESPACE

STREAMS = ("body",)


def key_of(name: str) -> uuid.UUID:
    """The translation key of the page called so, the same in every language and every time."""
    return uuid.uuid5(NAMESPACE, f"page:{name}")


def put(model: type[Page], parent: Page, name: str, locale: Locale, facts: dict[str, Any]) -> tuple[Page, bool]:
    """The page of that name and language below the parent, with these facts; and whether anything was done."""
    page = model.objects.filter(translation_key=key_of(name), locale=locale).first()
    if page is None:
        parent.refresh_from_db()
        page = model(translation_key=key_of(name), locale=locale, live=True, **stored(facts))
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page, True
    return page, update(page, facts)


def update(page: Page, facts: dict[str, Any]) -> bool:
    """Change what differs and publish it; True when something did."""
    differing = {name: value for name, value in facts.items() if _current(page, name) != _plain(value)}
    if not differing:
        return False
    for name, value in stored(differing).items():
        setattr(page, name, value)
    page.save_revision().publish()
    return True


def stored(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as fields take them: streams as JSON."""
    return {name: json.dumps(value) if name in STREAMS else value for name, value in facts.items()}


def _current(page: Page, name: str) -> Any:
    value = getattr(page, name)
    return list(value.raw_data) if name in STREAMS else _plain(value)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
