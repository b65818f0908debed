"""A canary in every sealed field of every model is found nowhere but behind decryption."""

from __future__ import annotations

import io
import logging
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, models

from audit import triggers
from config.logs import JsonFormatter
from learning.certificates.render import INSTALL_HINT, pango_problem
from supervision import paper
from supervision.fields import SealedJSONField, SealedTextField, place_of
from supervision.reading import unread
from supervision.sealed_models import sealed_fields, sealed_models
from supervision.sealing import seal
from supervision.spelled import lines_of, spelled
from tests.contracts.permissions import table
from tests.personas import World
from tests.supervision.test_privacy_rotation import final_summary

CANARY = "zq-canary-7319"


def test_every_model_with_sealed_texts_is_furnished(furnished: World) -> None:
    """Else the canary, the permission table and the sweep would not see it."""
    _fill_what_nobody_furnishes(furnished)
    empty = [model._meta.label for model in sealed_models() if not model._default_manager.exists()]
    assert empty == []


# Fields for words that say nothing of a family or of anybody's work: codes, hashes, names of tables and of instruments,
# whom to ask, and the rule under which something was disposed of.
OPEN_WORDS = {
    *("content_hash", "pack_hash", "record_type", "source_type", "language", "code", "name"),
    *("respondent", "ig_contact", "safeguarding_route", "safeguarding_route_cy", "disposalstub.kind", "authority"),
}


def test_every_field_for_words_is_sealed() -> None:
    """A new one has to be sealed, or to be named above with a reason."""
    found = [
        field
        for model in apps.get_app_config("supervision").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    unsealed = [field for field in found if not isinstance(field, SealedTextField)]
    named = {f"{field.model._meta.model_name}.{field.name}" for field in unsealed}
    assert {name for name in named if not {name, name.partition(".")[2]} & OPEN_WORDS} == set()


@pytest.fixture
def canaries(furnished: World) -> World:
    """Every sealed field of every row has the canary in it."""
    _fill_what_nobody_furnishes(furnished)
    for model in sealed_models():
        with triggers.lifted(model._meta.db_table):
            for row in model._default_manager.all():
                _plant(model, row.pk)
    return furnished


def _fill_what_nobody_furnishes(world: World) -> None:
    """Rows of kinds that appear only after something else was done."""
    for model in sealed_models():
        if not model._default_manager.exists():
            _make(model, world)


def _make(model: type[models.Model], world: World) -> None:
    """A row with something in each field that must have it; what it points at is there already."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.null or field.has_default() or getattr(field, "auto_now_add", False):
            continue
        values[field.name] = _something(field, world)
    model._default_manager.bulk_create([model(**values)])


def _something(field: Any, world: World) -> Any:
    if field.is_relation:
        if field.related_model._meta.label == "people.User":
            return world.therapist
        if field.related_model._meta.label == "people.Organisation":
            return world.northmoor
        if field.related_model._meta.label == "people.Team":
            return world.east
        return field.related_model._default_manager.first()
    if field.choices:
        return field.choices[0][0]
    kinds = {
        models.UUIDField: world.therapist.public_id,
        models.DateField: world.records["case"].opened_week,
        models.DateTimeField: world.records["case"].created_at,
        models.IntegerField: 1,
        models.PositiveSmallIntegerField: 1,
        models.PositiveIntegerField: 1,
        models.BooleanField: False,
    }
    return kinds.get(type(field), "")


def _plant(model: type[models.Model], key: Any) -> None:
    planted = {}
    for field in sealed_fields(model):
        text = f'["{CANARY}"]' if isinstance(field, SealedJSONField) and field.empty is list else CANARY
        if isinstance(field, SealedJSONField) and field.empty is not list:
            text = f'{{"words": "{CANARY}"}}'
        planted[field.attname] = seal(text, place_of(model, key, field.attname))
    model._base_manager.filter(pk=key).update(**planted)


def database() -> str:
    """Everything that a copy of the database shows: each table, its indexes and, on SQLite, the file itself."""
    shown = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
            shown.append(repr(cursor.fetchall()))
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal"):
            file = Path(f"{connection.settings_dict['NAME']}{suffix}")
            shown.append(file.read_bytes().decode("latin-1") if file.exists() else "")
    return "".join(shown)


def test_a_copy_of_the_database_shows_no_word(canaries: World) -> None:
    rows = sum(model._default_manager.count() for model in sealed_models())
    assert rows > 5
    assert CANARY not in database()
    dumped = io.StringIO()
    call_command("dumpdata", "supervision", stdout=dumped)
    assert CANARY not in dumped.getvalue()
    with unread():
        opened = sum(
            CANARY in line.text
            for model in sealed_models()
            for row in model._default_manager.all()
            for line in lines_of(row)
        )
    assert opened >= rows, "the canary is there, behind decryption"


@pytest.mark.django_db(transaction=True)
def test_what_lies_on_the_disk_shows_no_word(canaries: World) -> None:
    """All of it committed: pg_dump's dump, or SQLite's file with its write-ahead log."""
    lies = _dump() if connection.vendor == "postgresql" else _files()
    assert canaries.records["case"].code in lies, "the copy is of this database"
    assert CANARY not in lies


def _dump() -> str:
    settings = connection.settings_dict
    command = ["pg_dump", "-h", settings["HOST"], "-U", settings["USER"], settings["NAME"]]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def _files() -> str:
    """SQLite's own, as they are."""
    name = Path(str(connection.settings_dict["NAME"]))
    return "".join(file.read_bytes().decode("latin-1") for file in name.parent.glob(f"{name.name}*"))


def test_no_page_leaves_a_word_in_logs_cache_sessions_search_or_mail(
    canaries: World, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    """Every persona opens every page of supervision and sends every form."""
    caplog.set_level(logging.DEBUG)
    shown = 0
    with django_capture_on_commit_callbacks(execute=True):
        for persona in ("therapist", "supervisor", "ig", "superuser"):
            client = canaries.client(persona, raise_request_exception=False)
            for row in table():
                path = row.path(canaries)
                if path.startswith(("/supervision/", "/notes/", "/today/")):
                    response = client.get(path)
                    page = response.content.decode(errors="replace") if not response.streaming else ""
                    shown += CANARY in page
                    assert CANARY not in path
                    assert CANARY not in "".join(re.findall(r"<title>.*?</title>", page, flags=re.DOTALL))
                    assert CANARY not in repr(dict(response.headers))
                    if persona in {"superuser", "admin"}:
                        assert CANARY not in page, f"{persona} read {path}"
    assert shown, "nobody read anything: the test would not see a leak"
    formatter = JsonFormatter()
    assert CANARY not in "\n".join(formatter.format(record) for record in caplog.records)
    assert CANARY not in repr(list(Session.objects.values_list("session_data", flat=True)))
    assert CANARY not in "".join(repr(session.get_decoded()) for session in Session.objects.all())
    for alias in ("default", "process"):
        assert CANARY not in repr(getattr(caches[alias], "_cache", {}))
    assert CANARY not in repr([message.message().as_string() for message in mail.outbox])
    assert CANARY not in database()


def test_no_title_address_or_mail_names_a_case(furnished: World, django_capture_on_commit_callbacks: Any) -> None:
    codes = [furnished.records["case"].code, furnished.records["old_case"].code]
    with django_capture_on_commit_callbacks(execute=True):
        for persona in ("supervisor", "ig"):
            client = furnished.client(persona)
            for row in table():
                path = row.path(furnished)
                if path.startswith("/supervision/"):
                    page = client.get(path).content.decode(errors="replace")
                    titles = "".join(re.findall(r"<title>.*?</title>", page, flags=re.DOTALL))
                    addresses = "".join(re.findall(r'(?:href|action|src)="([^"]*)"', page))
                    for code in codes:
                        assert code not in path
                        assert code not in titles, path
                        assert code not in addresses, path
    for code in codes:
        assert code not in repr([message.message().as_string() for message in mail.outbox])


def test_who_has_no_membership_that_reads_finds_no_record(canaries: World) -> None:
    """A superuser, the site's administrator, leavers and those who run things without reading."""
    for persona in ("superuser", "admin", "leaver", "deactivated", "nobody", "reviewer"):
        for model in sealed_models():
            visible = getattr(model._default_manager.all(), "visible_to", None)
            if visible is not None:
                assert not visible(canaries[persona]).exists(), (persona, model._meta.label)


@pytest.mark.skipif(bool(pango_problem()), reason=INSTALL_HINT)
def test_the_facts_of_a_file_say_nothing_of_its_content(kept: World, case: Any) -> None:
    import pikepdf

    review = final_summary(kept, case)
    with unread():
        sheet = paper.Sheet("Record of supervision", str(review), (spelled(review),), "Priya Raman")
    first, again = paper.pdf(sheet), paper.pdf(sheet)
    with pikepdf.open(io.BytesIO(first)) as file:
        facts = f"{file.docinfo!r} {file.open_metadata()}"
        assert len(file.pages) >= 1
    for word in (case.code, "Words", "Priya", "Pushing"):
        assert word not in facts
    assert first == again
