"""Who may import and point at whom, and where a thing may live."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from wagtail.models import Page, RevisionMixin
from wagtail.search import index
from wagtail.snippets.models import get_snippet_models

from learning.models import ModulePage, Question
from people.models import Membership
from tests.contracts.source import ROOMS, ROOT, imported, modules

LONGEST_FILE = 300
LONGEST_SETTINGS = 250
LONGEST_FUNCTION = 40


def test_rooms_and_layers_import_downwards_only() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_foreign_keys_point_downwards_only() -> None:
    wrong = []
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields():
                target = getattr(field, "related_model", None)
                forward = not field.auto_created and isinstance(target, type)
                if forward and target._meta.app_label in ROOMS[ROOMS.index(room) + 1 :]:
                    wrong.append(f"{model._meta.label}.{field.name} points up at {target._meta.label}")
    assert not wrong, wrong


def test_audit_points_at_nobody() -> None:
    for model in apps.get_app_config("audit").get_models():
        assert not [field.name for field in model._meta.get_fields() if field.is_relation]


def test_weasyprint_is_imported_by_the_renderer_only() -> None:
    users = {path for path, text in modules() if any(name.startswith("weasyprint") for name in imported(text))}
    assert users <= {"learning/certificates/render.py"}


def test_the_environment_is_read_in_one_place() -> None:
    """A default set for a library (`environ.setdefault`) reads nothing."""
    readers = {path for path, text in modules() if re.search(r"os\.(environ(?!\.setdefault\()|getenv)", text)}
    assert readers == {"config/env.py"}


def is_public(model: type[Model]) -> list[str]:
    """The ways in which Wagtail would show a model to people our own views don't know of."""
    reasons = []
    if issubclass(model, Page):
        reasons.append("a page")
    if issubclass(model, RevisionMixin):
        reasons.append("keeps revisions")
    if issubclass(model, index.Indexed):
        reasons.append("in the search index")
    if model in get_snippet_models():
        reasons.append("a snippet")
    return reasons


def test_supervision_is_private() -> None:
    assert {room: is_public(model) for room in ["supervision"] for model in models_of(room) if is_public(model)} == {}
    for path, text in modules("supervision"):
        assert not any(name.startswith("wagtail") for name in imported(text)), f"{path} imports Wagtail"


def models_of(room: str) -> list[type[Model]]:
    return list(apps.get_app_config(room).get_models())


def test_the_rule_of_privacy_knows_a_public_model_when_it_sees_one() -> None:
    assert "a page" in is_public(ModulePage)
    assert "keeps revisions" in is_public(Question)
    assert is_public(Membership) == []


def test_records_about_people_are_no_pages_snippets_or_search_results() -> None:
    names = ["Enrolment", "UnitProgress", "Attempt", "CheckAnswer", "Completion", "Certificate", "Reflection"]
    for model in [*models_of("people"), *(apps.get_model("learning", name) for name in names)]:
        assert is_public(model) == [], model._meta.label


def test_the_second_admin_is_not_installed() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not [path for path, text in modules() if "django.contrib.admin" in imported(text)]


def test_nothing_is_called_utils() -> None:
    bad = {"utils", "helpers", "common", "core", "misc"}
    wrong = [path for path, _text in modules() if bad & set(Path(path).with_suffix("").parts)]
    assert not wrong


def test_files_stay_short() -> None:
    long = {
        path: lines
        for path, text in modules()
        if (lines := text.count("\n")) > (LONGEST_SETTINGS if "settings" in path else LONGEST_FILE)
    }
    assert not long


def test_functions_stay_short() -> None:
    long = {
        f"{path}:{node.lineno} {node.name}": lines
        for path, text in modules()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_by_what_they_do() -> None:
    for room in ROOMS:
        for path in (ROOT / room).glob("migrations/0*.py"):
            assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", path.stem), path
            assert "_auto_" not in path.stem, path
            assert path.stem.split("_", 1)[1] not in {"initial", "alter", "change"}, path


def test_migration_numbers_are_used_once() -> None:
    for room in ROOMS:
        numbers = [path.name[:4] for path in (ROOT / room).glob("migrations/0*.py")]
        assert len(numbers) == len(set(numbers)), room
