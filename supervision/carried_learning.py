"""What an action carries: the title and address of its module or resource, in the same statement as the action."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.addresses import learn_address
from learning.models import Edition, EditionModule, ResourceText
from supervision.querysets import ActionQuerySet


@dataclass(frozen=True)
class Carried:
    """A module or a resource as a link."""

    kind: str
    title: str
    href: str
    language: str


def with_learning(actions: ActionQuerySet, language: str) -> ActionQuerySet:
    """The actions with `module` and `resource`: title, slug and language, in the reader's language or in English."""
    ours = Case(When(language=language, then=0), default=1)
    modules = EditionModule.objects.filter(
        edition__module_key=OuterRef("module_key"),
        edition__live_from__lte=timezone.now(),
        language__in={language, "en"},
    ).order_by("-edition__number", ours)
    resources = ResourceText.objects.filter(
        resource_key=OuterRef("resource_key"), language__in={language, "en"}
    ).order_by(ours)
    return actions.annotate(
        module=Subquery(modules.values(it=JSONObject(title="title", slug="slug", language="language"))[:1]),
        resource=Subquery(resources.values(it=JSONObject(title="page__title", slug="slug", language="language"))[:1]),
    )


def carried_by(row: Any) -> Carried | None:
    """What an annotated action carries; None where that is no longer to be read."""
    return _carried("module", row.module) or _carried("resource", row.resource)


def _carried(kind: str, found: Mapping[str, str] | None) -> Carried | None:
    if not found:
        return None
    title, slug, language = found["title"], found["slug"], found["language"]
    href = learn_address(language, slug) if kind == "module" else reverse("resource", args=[slug])
    return Carried(kind, title, href, language)


def choices(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Modules and resources to choose from, by title: two statements."""
    modules = EditionModule.objects.filter(
        edition__in=Edition.objects.current().in_use(), language__in={language, "en"}
    )
    resources = ResourceText.objects.filter(language__in={language, "en"})
    return [
        (_("Modules"), _listed("module", modules.values_list("edition__module_key", "title", "language"), language)),
        (
            _("Resources"),
            _listed("resource", resources.values_list("resource_key", "page__title", "language"), language),
        ),
    ]


def _listed(kind: str, rows: Iterable[tuple[uuid.UUID, str, str]], language: str) -> list[tuple[str, str]]:
    """Each once, in the reader's language where there is one."""
    titles: dict[uuid.UUID, str] = {}
    for key, title, of in rows:
        if of == language or key not in titles:
            titles[key] = title
    return sorted(((f"{kind}:{key}", title) for key, title in titles.items()), key=lambda row: row[1].casefold())


def keys_of(chosen: str) -> dict[str, uuid.UUID]:
    """What was chosen, as arguments of `services.actions.agree`."""
    kind, _colon, key = chosen.partition(":")
    return {f"{kind}_key": uuid.UUID(key)} if key else {}
