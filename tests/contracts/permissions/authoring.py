"""Modules as a whole and their reviews, below /admin/: authors, those who publish, and reviewers."""

import uuid

from tests.contracts.permissions import Row
from tests.personas import World

OUTSIDERS = "strangers:login therapist:404 teammate:404 supervisor:404 backup:404 expert:404 manager:404 ig:404"
OUT = f"{OUTSIDERS} others:404 leaver:404 admin:404 superuser:404"
GET_ONLY = f"{OUT} reviewer:405 coordinator:405 admin:405 superuser:405"
POST_ONLY = GET_ONLY


def key(world: World) -> dict[str, uuid.UUID]:
    return {"key": world.module.translation_key} if world.module else {}


def welsh(world: World) -> dict[str, object]:
    return {**key(world), "language": "cy"}


def draft(world: World) -> dict[str, object]:
    return {**key(world), "language": "en"}


def both_editions(world: World) -> dict[str, object]:
    return {**key(world), "old": 1, "new": 1}


def resource(world: World) -> dict[str, object]:
    return {"kind": "resource", "key": world.resource.translation_key} if world.resource else {}


AUTHORS_ONLY = f"{OUT} reviewer:404 coordinator:200"
REVIEWERS_ONLY = f"{OUT} reviewer:200 coordinator:404"

ROWS = [
    Row("module_changes", get=AUTHORS_ONLY, post=GET_ONLY, kwargs=both_editions),
    Row("module_retire", get=AUTHORS_ONLY, post=AUTHORS_ONLY, kwargs=key),
    Row("module_take_back", get=POST_ONLY, post=f"{OUT} reviewer:404 coordinator:302", kwargs=key),
    Row("needs_review", get=f"{OUT} reviewer:200 coordinator:200", post=GET_ONLY),
    Row("review_again", get=REVIEWERS_ONLY, post=REVIEWERS_ONLY, kwargs=resource),
    Row("module_states", get=f"{OUT} reviewer:404 coordinator:200", post=GET_ONLY),
    Row("module_publishing", get=f"{OUT} reviewer:404 coordinator:200", post=GET_ONLY, kwargs=key),
    Row("module_preview", get=f"{OUT} reviewer:404 coordinator:200", post=GET_ONLY, kwargs=draft),
    Row("module_translate", get=POST_ONLY, post=f"{OUT} reviewer:404 coordinator:302", kwargs=welsh),
    Row("module_send", get=POST_ONLY, post=f"{OUT} reviewer:404 coordinator:200", kwargs=key),
    Row("module_withdraw", get=POST_ONLY, post=f"{OUT} reviewer:404 coordinator:404", kwargs=key),
    Row("module_publish", get=POST_ONLY, post=f"{OUT} reviewer:404 coordinator:200", kwargs=key),
    Row("module_reviews", get=f"{OUT} reviewer:200 coordinator:200", post=GET_ONLY),
    Row("module_review", get=f"{OUT} reviewer:404 coordinator:404", post=GET_ONLY, kwargs={"pk": 1}),
    Row("module_review_decide", get=POST_ONLY, post=f"{OUT} reviewer:404 coordinator:404", kwargs={"pk": 1}),
    Row(
        "module_review_preview",
        get=f"{OUT} reviewer:404 coordinator:404",
        post=GET_ONLY,
        kwargs={"pk": 1, "language": "en"},
    ),
    Row("reader_notes", get=f"{OUT} reviewer:404 coordinator:200", post=GET_ONLY),
    Row(
        "reader_note",
        get=f"{OUT} reviewer:404 coordinator:404",
        post=f"{OUT} reviewer:404 coordinator:404",
        kwargs={"pk": 1},
    ),
]
